"""The walk-throughs of `rules/README.md`, done as they are written, in both languages.

`make walkthroughs` writes into the document what its commands print now; what has changed is to be read, and
the dates below are counted by hand.
"""

import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from difflib import unified_diff

import pytest
from walking import BLOCK, LANGUAGES, README, commands, file_of, performed, walkthroughs

RULES = README.parent
DOCUMENT = README.read_text("utf-8")
FOUND = walkthroughs(DOCUMENT)
SWAP, TUESDAY, DECREE = range(3)
EACH = [pytest.param(lang, number, id=f"{lang}-{number + 1}") for lang in LANGUAGES for number in range(3)]

# From Friday 31 March 2028 two working days are Monday 3 and Wednesday 5 April, for Tuesday 4 is off; with
# Monday off too they are Wednesday 5 and Thursday 6. From Thursday 6 April they are Friday 7 and Monday 10;
# with Saturday worked Friday 7 and Saturday 8. An hour from 09:00 on Tuesday 2 March 2027 is 10:00; two
# working days are Wednesday 3 and Thursday 4. From Thursday 1 July 2027 they are Friday 2 and Monday 5;
# one is Friday 2.
COUNTED = {
    SWAP: [
        ("1", "17:00 thứ Tư, ngày 05/04/2028 → 17:00 thứ Năm, ngày 06/04/2028."),
        ("2", "17:00 thứ Hai, ngày 10/04/2028 → 17:00 thứ Bảy, ngày 08/04/2028."),
    ],
    TUESDAY: [("2", "17:00 thứ Năm, ngày 04/03/2027 → 10:00 thứ Ba, ngày 02/03/2027.")],
    DECREE: [("2", "17:00 thứ Hai, ngày 05/07/2027 → 17:00 thứ Sáu, ngày 02/07/2027.")],
}
SMALL = "### Small\n\nWrite to `a/b.yaml`:\n\n```yaml\nid: b\n```\n\n"


def steps(walkthrough):
    """List what a walk-through does: its commands without their language, its files and changes."""
    return [
        re.sub(r" --lang \w+", "", step)
        for block in BLOCK.finditer(walkthrough)
        for step in commands(block) or [f"{block['kind']} {file_of(block)}\n{block['text']}"]
    ]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Name the folder in which the walk-throughs are done, each in one of its own."""
    return tmp_path_factory.mktemp("walkthroughs")


@pytest.fixture(scope="module")
def doing(home):
    """Begin every walk-through, as many at a time as there are processors."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield {
            (lang, number): pool.submit(performed, walkthrough, home / f"{lang}{number}")
            for lang in LANGUAGES
            for number, walkthrough in enumerate(FOUND[lang])
        }


@pytest.mark.parametrize(("lang", "number"), EACH)
def test_done_as_written(doing, home, lang, number):
    """Every command prints what is shown and ends as is shown; the rules below stay as they are."""
    if number == TUESDAY and not shutil.which("curl"):
        pytest.skip("it asks the service with curl")
    written, done = FOUND[lang][number], doing[lang, number].result()
    difference = "\n".join(
        unified_diff(written.splitlines(), done.splitlines(), "shown", "printed", lineterm="")
    )
    assert not difference, f"{difference}\nmake walkthroughs writes it; read it"
    before, after = (
        {path.relative_to(rules): path.read_bytes() for path in rules.rglob("*") if path.is_file()}
        for rules in (RULES, home / f"{lang}{number}" / "work" / "rules")
    )
    assert after == before


def test_every_block_is_a_step():
    """No block of the document is passed over, and no command stands elsewhere."""
    blocks = [block for lang in LANGUAGES for text in FOUND[lang] for block in BLOCK.finditer(text)]
    assert 2 * len(blocks) == len(re.findall(r"^ *```", DOCUMENT, re.MULTILINE))
    assert sum(len(commands(block)) for block in blocks) == len(re.findall(r"^\$ ", DOCUMENT, re.MULTILINE))


def test_both_languages_do_the_same():
    """The same commands in the same order, but for their language; the same files and changes."""
    vietnamese, english = ([steps(text) for text in FOUND[lang]] for lang in LANGUAGES)
    assert vietnamese == english
    assert [len(found) for found in english] == [10, 14, 9]


@pytest.mark.parametrize(("lang", "number"), EACH)
def test_every_command_is_told_in_its_language(lang, number):
    """Whatever is told of rules is told in the language of the text around it."""
    found = [command for block in BLOCK.finditer(FOUND[lang][number]) for command in commands(block)]
    asked = [command for command in found if command.startswith("sla-service")]
    assert asked
    assert all(command.endswith(f" --lang {lang}") for command in asked)
    assert all("--as-of" in command for command in asked if " check " in command)


@pytest.mark.parametrize("number", COUNTED)
def test_dossiers_move_as_counted_by_hand(number):
    """Of three dossiers those move that were counted to move, to the day counted; the others stay."""
    shown = re.findall(r"^  dòng (\d): (.+?\.) ", FOUND["vi"][number], re.MULTILINE)
    assert shown == COUNTED[number]
    english = re.findall(r"^  line (\d): (.+?\.) ", FOUND["en"][number], re.MULTILINE)
    assert [line for line, _ in english] == [line for line, _ in shown]


@pytest.mark.parametrize(("lang", "number"), EACH)
def test_each_shows_a_refusal(lang, number):
    """Each shows rules that are refused, before those that are not."""
    ends = re.findall(
        r"^\$ sla-service rules (\w+)[^$]*\$ echo \$\?\n(\d)$", FOUND[lang][number], re.MULTILINE
    )
    assert ends[0] == ("check", "1")
    assert ends[-1] == ("diff", "1")


def test_what_is_printed_otherwise_is_noticed(tmp_path):
    """What a command prints takes the place of what is shown; of a digest only that it is one is shown."""
    digest = "sha256:" + 64 * "a"
    shown = "```console\n$ cat a/b.yaml\nid: c\n$ echo {}\n{}\n```\n"
    done = performed(SMALL + shown.format(digest, "sha256:…"), tmp_path)
    assert done == SMALL + shown.replace("id: c", "id: b").format(digest, "sha256:…")


@pytest.mark.parametrize(
    "step",
    [
        "```console\n$ false\n```\n",
        "```console\n$ false\n$ true\n$ echo $?\n0\n```\n",
        "Change `a/b.yaml`:\n\n```diff\n-id: c\n+id: d\n```\n",
    ],
)
def test_what_cannot_be_done_is_noticed(tmp_path, step):
    """A command that fails without being shown to, and a change that does not fit, end the walk-through."""
    with pytest.raises(AssertionError):
        performed(SMALL + step, tmp_path)


def test_files_are_written_and_changed(tmp_path):
    """A file that is there keeps its first line; a change says where by the lines around it, part by part."""
    again = "Replace the rest of `a/b.yaml` by:\n\n```yaml\none: 1\ntwo: 2\nthree: 3\n```\n\n"
    change = "Change `a/b.yaml`:\n\n```diff\n id: b\n+zero: 0\n@@\n-two: 2\n three: 3\n```\n\n"
    status = "```console\n$ false\n$ echo $?\n1\n$ cat a/b.yaml\nid: b\nzero: 0\none: 1\nthree: 3\n```\n"
    assert performed(SMALL + again + change + status, tmp_path) == SMALL + again + change + status
