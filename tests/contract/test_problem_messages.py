"""The words for each problem and reason: in both languages, with no fact that is not told."""

import ast
import string
from datetime import date
from pathlib import Path

import pytest

from sla_service.core.law import Citation
from sla_service.core.term import Unit
from sla_service.wording.answers import why
from sla_service.wording.problems import PROBLEMS, message, title

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    "code",
    [
        "chosen",
        "later",
        "not_in_force",
        "procedure",
        "excepted",
        "field",
        "channel",
        "day",
        "cutoff",
        "stages",
        "known_later",
    ],
)
def test_every_reason_has_a_sentence(code):
    """Every code that says why a rule was or was not chosen has a sentence in each language."""
    told = why(code)
    assert told.vi.strip()
    assert told.en.strip()
    assert told.vi != told.en


FACTS = {
    "malformed_json": {"line": 1, "column": 1},
    "invalid_number": {"given": "NaN"},
    "duplicate_key": {"key": "a"},
    "body_too_large": {"limit": 1_048_576},
    "method_not_allowed": {"allowed": ("GET", "POST")},
    "too_long": {"limit": 2_000},
    "too_many": {"limit": 1_000},
    "offset_required": {"corrected": "2026-03-10T09:00:00+07:00"},
    "no_such_date": {"given": "2026-02-30"},
    "no_such_time": {"given": "25:00:00"},
    "out_of_range": {"first": 1900, "last": 2199},
    "too_many_days": {"limit": 1_100},
    "unknown_unit": {"given": "moons", "known": ("days", "weeks")},
    "amount_negative": {"unit": Unit.DAYS},
    "amount_zero": {"unit": Unit.DAYS},
    "amount_not_quarter": {"unit": Unit.WORKING_DAYS},
    "amount_not_whole": {"unit": Unit.DAYS},
    "amount_too_large": {"unit": Unit.DAYS},
    "unknown_authority": {"given": "x"},
    "unknown_procedure": {"given": "x"},
    "unknown_field": {"given": "x"},
    "unknown_calendar": {"given": "x"},
    "unknown_channel": {"given": "fax", "known": ("in_person", "online", "post")},
    "unknown_time_zone": {"given": "Mars/Phobos"},
    "field_mismatch": {"field": "police", "expected": "justice"},
    "term_not_allowed": {"procedure": "certified-copy"},
    "unknown_commitment": {"given": "x"},
    "commitment_not_here": {"given": "x"},
    "unknown_weekday": {"given": "x", "known": ("mon", "tue")},
    "completed_before_start": {"stage": "Thẩm định"},
    "extension_not_allowed": {
        "most": 1,
        "law": Citation("Nghị định 61/2018/NĐ-CP", "Điều 19 khoản 9", None, None, is_read=True),
    },
    "date_in_two_lists": {"on": date(2026, 3, 10)},
    "beyond_horizon": {"first": date(2015, 1, 1), "last": date(2030, 12, 31)},
}


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_is_told_in_both_languages(code):
    """Every error code has a title and a message in each language, different, filled from its facts."""
    facts = FACTS.get(code, {})
    told = {spoken: message(code, facts, spoken) for spoken in ("vi", "en")}
    assert told["vi"].strip()
    assert told["en"].strip()
    assert told["vi"] != told["en"]
    assert title(code, "vi").strip()
    assert title(code, "vi") != title(code, "en")


@pytest.mark.parametrize("code", PROBLEMS)
def test_message_names_only_facts_that_are_told(code):
    """No message asks for a fact with which its code is never raised."""
    for text in (PROBLEMS[code].message.vi, PROBLEMS[code].message.en):
        asked = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        assert asked <= set(FACTS.get(code, {}))


def errors_raised():
    """Find the codes that the code raises by name, with the facts given beside each."""
    kinds = {"SlaError", "InvalidTerm", "InvalidCalendar", "NotApplicable", "InvalidEvent"}
    kinds |= {"InvalidBody", "InvalidQuery", "InvalidText", "InvalidRange", "ValidationError"}
    # what is wrong with a rule file is no problem of a request; jsonschema's errors have a name in common
    for path in sorted(set((ROOT / "sla_service").rglob("*.py")) - {ROOT / "sla_service/rulebook/shape.py"}):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            first = node.args[0]
            if node.func.id in kinds and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, {word.arg for word in node.keywords}, f"{path.name}:{node.lineno}"


def test_every_code_that_is_raised_is_told():
    """Every code that the service raises has a message, and is raised with the facts that it names."""
    found = list(errors_raised())
    assert len(found) > 20
    for code, facts, where in found:
        assert code in PROBLEMS, where
        text = PROBLEMS[code].message
        asked = {
            name for part in (text.vi, text.en) for _, name, _, _ in string.Formatter().parse(part) if name
        }
        assert asked <= facts, where
