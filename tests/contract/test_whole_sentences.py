"""Every text has both languages, and every sentence stands whole in one place: code makes none of pieces."""

import ast
import importlib
import pkgutil
import re
import string
from dataclasses import fields, is_dataclass

import pytest
from holding import ROOT

from sla_service import wording
from sla_service.core.law import Text
from sla_service.wording.answers import STEPS

WORD = re.compile(r"[^\W\d_]{2,}")
PROSE = re.compile(r"[^\W\d_]{2,} | [^\W\d_]{2,}")


def texts(value, place):
    """Walk the texts in a value, each with its place."""
    if isinstance(value, Text):
        yield pytest.param(place, value, id=place)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{place}[{key}]")
    elif isinstance(value, tuple | list):
        for index, inner in enumerate(value):
            yield from texts(inner, f"{place}[{index}]")
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts(getattr(value, field.name), f"{place}.{field.name}")


def modules(package):
    """Read the modules of a package, each by its name."""
    for path in sorted((ROOT / "sla_service" / package).glob("*.py")):
        yield path.stem, ast.parse(path.read_text("utf-8"))


TEXTS = [
    text
    for module in pkgutil.iter_modules(wording.__path__)
    for name, value in vars(importlib.import_module(f"sla_service.wording.{module.name}")).items()
    for text in texts(value, f"{module.name}.{name}")
]
SAME_IN_BOTH = {"faults._TYPES[null]"}  # a word of JSON
WITHOUT_WORDS_IN_ONE = {"values._AT_CLOCK"}  # `17:00 thứ Sáu`, `17:00 on Friday`


def places(template):
    """List the places that a template fills, and its words without them."""
    parsed = list(string.Formatter().parse(template))
    return {name for _, name, _, _ in parsed if name}, " ".join(literal for literal, _, _, _ in parsed)


def test_there_is_something_to_hold():
    """The walk finds texts wherever they stand: alone, in tables, in the words of a problem."""
    found = {text.id for text in TEXTS}
    assert {"answers._SETTLED", "answers._CUTOFF[(True, False)]", "months.KINDS[working]"} <= found
    assert "problems.PROBLEMS[required].message" in found
    assert len(found) > 500


@pytest.mark.parametrize(("place", "text"), TEXTS)
def test_text_has_both_languages(place, text):
    """Each language says something, of the same facts, and not in the words of the other."""
    (told_vi, words_vi), (told_en, words_en) = places(text.vi), places(text.en)
    assert told_vi == told_en
    has_words = {bool(WORD.search(words)) for words in (words_vi, words_en)}
    assert len(has_words) == 1 or place in WITHOUT_WORDS_IN_ONE
    assert (words_vi == words_en) == (has_words == {False} or place in SAME_IN_BOTH)


def step_codes():
    """Find the codes of the steps that the core records."""
    for _, tree in modules("core"):
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "move"
            ):
                yield from (word.value for word in node.args[:1] if isinstance(word, ast.Constant))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Grant":
                yield from (word.value for word in node.args[2:3] if isinstance(word, ast.Constant))
            if isinstance(node, ast.AnnAssign) and ast.unparse(node) == "code: str = 'counted'":
                yield node.value.value


def test_every_step_is_told():
    """Each code of a step that the core records has a sentence, and every sentence a code."""
    assert set(step_codes()) == set(STEPS)


# where a module of the wording puts text together, and why that makes no sentence of pieces
LAID_TOGETHER = {
    "codes.explained": "a list of codes, each with its whole sentence",
    "comparison._joined": "a list of whole items",
    "comparison._week": "a list of clock times",
    "faults.checked_folders": "a list of folders",
    "faults.fault_line": "a place before a sentence, as compilers write it",
    "months.month_title": "a capital letter",
    "skeletons": "a file, not a sentence",
    "values._citation": "a list of a document and its article",
    "values._date": "a small letter",
    "values._list": "a list of whole items",
    "values.clock": "digits",
    "values.folded": "letters without their accents",
    "values.session": "two clock times",
    "values.printable": "escapes",
    "values.shorten": "a text cut off",
}


def glued(tree):
    """Find where code puts text together: +, %, join, format, and f-strings of more than one value.

    Each is told by its function, or by "" outside of any.
    """
    functions = {
        id(inner): function.name
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for inner in ast.walk(function)
    }
    for node in ast.walk(tree):
        if is_glue(node):
            yield functions.get(id(node), "")


def is_glue(node):
    """Does an expression put text together? Sums of numbers, and of lengths, do not."""
    if isinstance(node, ast.JoinedStr):
        return len(node.values) > 1
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        return not any(
            isinstance(side, ast.Constant) and isinstance(side.value, int) for side in (node.left, node.right)
        )
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in ("join", "format")
    return False


def test_no_sentence_of_the_wording_is_glued():
    """The wording puts text together nowhere but where that is no sentence; and there it still does."""
    found = set()
    for name, tree in modules("wording"):
        found |= {name if name in LAID_TOGETHER else f"{name}.{function}" for function in glued(tree)}
    assert found == set(LAID_TOGETHER)


def prose(tree):
    """Find the words of sentences that stand in f-strings, in sums, and in what is printed."""
    for node in ast.walk(tree):
        is_printed = isinstance(node, ast.Call) and ast.unparse(node.func) == "click.echo"
        if is_glue(node) or is_printed:
            inner = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant))
            yield from (part for part in inner if isinstance(part, str) and PROSE.search(part))


@pytest.mark.parametrize(("name", "tree"), [pytest.param(*module, id=module[0]) for module in modules("cli")])
def test_commands_say_nothing_of_their_own(name, tree):
    """A command lays sentences out, and makes none: its words stand in the wording, but for its help."""
    assert list(prose(tree)) == []


@pytest.mark.parametrize(
    ("code", "is_found"),
    [
        ('def f(a):\n    return "Due on " + a', True),
        ("def f(a, b):\n    return a + b", True),
        ('def f(a):\n    return f"{a} days"', True),
        ('def f(a, b):\n    return f"{a}{b}"', True),
        ('def f(a):\n    return "%s days" % a', True),
        ('def f(a):\n    return "{} days".format(a)', True),
        ('def f(a):\n    return " and ".join(a)', True),
        ('def f(a):\n    return fill(DAYS, {"count": a + 1})', False),
        ('def f(a):\n    return say(DUE if a else HELD, "vi")', False),
    ],
)
def test_the_search_for_glue_finds_it(code, is_found):
    """Whatever joins two pieces is found; a template that is filled, and a sum of numbers, are not."""
    assert list(glued(ast.parse(code))) == (["f"] if is_found else [])


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('click.echo("not found")', ["not found"]),
        ('click.echo(f"{place} is not known")', [" is not known"] * 2),
        ("click.echo(say(wording.NOTHING, lang))", []),
        ('click.echo(f"{place}: {told}")', []),
    ],
)
def test_the_search_for_prose_finds_it(code, found):
    """Words that are printed without the wording are found; a layout of sentences is not."""
    assert list(prose(ast.parse(code))) == found
