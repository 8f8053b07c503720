"""The guide as it is served: whole in both languages, with the very programs and the code's own tables."""

import re

import pytest
from holding import ROOT, TEXT
from markup import within, words
from pages import get, served

from sla_service.http.problems import status_of
from sla_service.wording.codes import CODES, FACTS
from sla_service.wording.glossary import GLOSSARY
from sla_service.wording.problems import PROBLEMS

LANGUAGES = ["vi", "en"]
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.is_file())
DOCS = ROOT / "docs"
INLINE = {"a", "code", "em", "strong"}
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request):
    """Name each language in turn."""
    return request.param


@pytest.fixture(scope="module")
def page(client, language):
    """Take the guide of one language apart."""
    return served(client, f"/docs/guide?lang={language}")


def rows(elements):
    """Give the rows of the bodies of tables, each as the words of its cells."""
    return [
        [words(cell) for cell in elements if cell["tag"] == "td" and cell["in"][-1] is row]
        for row in elements
        if row["tag"] == "tr" and any(one["tag"] == "tbody" for one in row["in"])
    ]


def programs(page):
    """Give what stands in the blocks of code."""
    return [one["text"] for one in page.every("code") if one["in"][-1]["tag"] == "pre"]


def outline(page):
    """Give the blocks of the guide in order; words within a line may stand in another order."""
    return [one["tag"] for one in page.elements if one["tag"] not in INLINE]


def test_language_is_the_one_asked_for(client):
    """The address decides, then the browser, then Vietnamese; caches are told."""
    for address, accepted, spoken in [
        ("/docs/guide", None, "vi"),
        ("/docs/guide", "en-GB,en;q=0.9", "en"),
        ("/docs/guide?lang=vi", "en", "vi"),
        ("/docs/guide?lang=en", "vi", "en"),
        ("/docs/guide?lang=xx", "", "vi"),
    ]:
        response = get(client, address, **({"Accept_Language": accepted} if accepted else {}))
        assert response.status_code == 200
        assert f'<html lang="{spoken}">' in response.text
        assert "Accept-Language" in response.headers["Vary"]


def test_languages_say_the_same_things(client):
    """The guides of both languages have the same sections, lists, tables and programs."""
    vietnamese, english = (served(client, f"/docs/guide?lang={language}") for language in LANGUAGES)
    assert outline(vietnamese) == outline(english)
    assert programs(vietnamese) == programs(english)
    names = [[words(one) for one in page.every("code")] for page in (vietnamese, english)]
    assert sorted(names[0]) == sorted(names[1])


def test_each_language_speaks_itself(page, language):
    """What is said in paragraphs and lists is Vietnamese in the one and English in the other."""
    said = [words(one) for one in page.elements if one["tag"] in ("h1", "h2", "p", "li")]
    assert len(said) > 30
    for sentence in said:
        if re.fullmatch(r"[a-z_.\[\]]+", sentence):  # a member's name
            continue
        assert bool(VIETNAMESE.search(sentence.lower())) == (language == "vi"), sentence


def test_every_page_of_the_folder_is_shown_once(page, language):
    """Every file of the language is a section, which the list at the top leads to."""
    files = {path.stem for path in (DOCS / language).glob("*.md")}
    shown = [one["attrs"]["id"] for one in page.every("section")]
    assert sorted(shown) == sorted(files)
    led = [one["attrs"]["href"] for one in page.every("a") if one["attrs"]["href"].startswith("#")]
    assert led == [f"#{name}" for name in shown]


def test_nothing_is_left_to_be_filled_in(page):
    """No place of a template and no mark of Markdown is left in the words."""
    for element in page.elements:
        if element["tag"] in ("p", "li", "td", "th", "h2"):
            assert not re.search(r"\{\{|\{%|\*\*|```|\]\(|^#", element["text"])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_program_is_shown_to_the_letter(page, path):
    """Every program of `examples/` stands in the guide as it stands in its file."""
    assert programs(page).count(path.read_text("utf-8")) == 1


def test_guide_shows_no_other_program(page):
    """What is not run by a test is not shown."""
    assert len(programs(page)) == len(EXAMPLES)


def test_every_code_is_in_a_table(page, language):
    """The codes of answers stand with their meaning, in the order of the code."""
    expected = [
        [str(code), getattr(meaning, language)] for one in CODES for code, meaning in one.meanings.items()
    ]
    assert rows(within(page, "codes"))[: len(expected)] == expected


def test_every_fact_is_in_a_table(page, language):
    """What a step may rest on stands with the codes of the steps and what it means."""
    meanings = [getattr(fact.meaning, language).replace("`", "") for fact in FACTS]
    expected = [[one.name, " ".join(one.steps), said] for one, said in zip(FACTS, meanings, strict=True)]
    first = sum(len(one.meanings) for one in CODES)
    assert rows(within(page, "codes"))[first : first + len(FACTS)] == expected


def test_every_problem_is_listed_by_its_status(page):
    """The codes of problems stand beside the status with which they are answered, and lead to their row."""
    found = rows(within(page, "codes"))[sum(len(one.meanings) for one in CODES) + len(FACTS) :]
    listed = {(code, int(status)) for status, codes in found for code in codes.split()}
    assert listed == {(code, status_of(code)) for code in PROBLEMS}
    led = {one["attrs"]["href"] for one in within(page, "codes") if one["tag"] == "a"}
    assert led == {"errors"} | {f"errors#{code}" for code in PROBLEMS}


def test_nothing_is_to_go_as_long_as_nothing_is_deprecated(page, language):
    """What the guide says of the present is what the contract says."""
    said = {"vi": "Hiện nay không có gì sắp bị bỏ.", "en": "At present nothing is to go."}[language]
    is_said = any(said in words(one) for one in within(page, "versions"))
    assert is_said != ("deprecated: true" in TEXT)


def test_changelog_is_served_where_the_guide_leads(client, page):
    """What has changed is sent to the letter, at the address in the guide."""
    assert "changelog" in {one["attrs"]["href"] for one in within(page, "versions") if one["tag"] == "a"}
    assert get(client, "/docs/changelog").text == (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_glossary_is_whole_in_both_languages(page, language):
    """Every word of the field stands with its counterpart and what it means."""
    other = "en" if language == "vi" else "vi"
    plain = [
        [getattr(word, language), getattr(word, other), getattr(meaning, language)]
        for word, meaning in GLOSSARY
    ]
    assert rows(within(page, "words")) == [[cell.replace("`", "") for cell in row] for row in plain]


@pytest.mark.parametrize("entry", GLOSSARY, ids=lambda entry: entry[0].en)
def test_word_is_told_in_both_languages(entry):
    """A word and its meaning differ between the languages."""
    for text in entry:
        assert text.vi.strip()
        assert text.en.strip()
        assert text.vi != text.en


def test_words_are_told_once():
    """No word stands twice."""
    for language in LANGUAGES:
        told = [getattr(word, language) for word, _ in GLOSSARY]
        assert len(told) == len(set(told))
