"""A rule may say how often its term may be extended (Decree 61/2018 art. 19(9): one new date)."""

import pytest
from breaking import COPY, NEWER, replace, told
from helpers import at, find, office, promise, term

from sla_service.core.due_date import due_date
from sla_service.core.errors import InvalidEvent
from sla_service.core.law import Citation
from sla_service.core.rules import Applicability, Extension, ExtensionLimit, Receipt
from sla_service.rulebook.load import load

# 2026-03-06 is a Friday, 9 a Monday, 10 a Tuesday
FRIDAY = at("2026-03-06 10:00")
DAY, THREE_DAYS = term(1, "working_days"), term(3, "working_days")
ONCE = ExtensionLimit(1, Citation("Nghị định 61/2018/NĐ-CP", "Điều 19 khoản 9", None, None, is_read=True))
MORE = Extension(DAY, None)


def shop(**more):
    """Make an office with one promise of a working day."""
    return office(None, (0, promise("office.fast", DAY, **more)))


def test_as_many_as_the_rule_allows_are_counted():
    """Friday + 1 is Monday, extended by 1 Tuesday."""
    assert find(FRIDAY, shop(extension_limit=ONCE), extensions=(MORE,)).due.at == at("2026-03-10 17:00")


def test_one_more_is_refused_at_its_place_with_the_article():
    """The second of two is the one too many."""
    with pytest.raises(InvalidEvent) as refused:
        find(FRIDAY, shop(extension_limit=ONCE), extensions=(MORE, MORE))
    assert (refused.value.code, refused.value.path) == ("extension_not_allowed", "/extensions/1")
    assert refused.value.facts == {"most": 1, "law": ONCE.citation}


def test_without_a_limit_there_is_none():
    """Friday + 1 + 5 × 1 is the Monday after next: 9, then 10, 11, 12, 13 and 16 March."""
    assert find(FRIDAY, shop(), extensions=(MORE,) * 5).due.at == at("2026-03-16 17:00")


def test_limit_of_a_rule_that_does_not_apply_is_nobodys():
    """The promise covers another procedure: Wednesday 11 by the caller's term, then Thursday and Friday."""
    elsewhere = shop(extension_limit=ONCE, applies=Applicability(procedures=frozenset({"other"})))
    found = find(FRIDAY, elsewhere, term=THREE_DAYS, extensions=(MORE, MORE))
    assert found.due.at == at("2026-03-13 17:00")


class TestRuleFiles:
    """The limit as a rule file writes it."""

    LIMIT = (
        f"{NEWER}\n    extensions: {{most: 1, citation: {{document: Nghị định, article: Điều 19, "
        "url: null, quote: null, read: true}}"
    )

    def test_limit_is_loaded(self, folder):
        """Number and article come out as they stand."""
        replace(folder, COPY, NEWER, self.LIMIT)
        limit = load(folder).procedure("copy").versions[0].extension_limit
        assert (limit.most, limit.citation.article) == (1, "Điều 19")

    @pytest.mark.parametrize(
        ("written", "code"),
        [("{most: -1}", "missing_key"), ("{most: 1}", "missing_key"), ("1", "wrong_type")],
    )
    def test_limit_that_says_too_little_is_refused(self, folder, written, code):
        """A limit has its article."""
        replace(folder, COPY, NEWER, f"{NEWER}\n    extensions: {written}")
        assert code in {fault[4] for fault in told(folder)}

    def test_limit_is_kept_by_the_due_date(self, folder):
        """A copy at the small office may be extended once."""
        replace(folder, COPY, NEWER, self.LIMIT)
        book = load(folder)
        receipt = Receipt(FRIDAY, procedure=book.procedure("copy"), extensions=(MORE, MORE))
        with pytest.raises(InvalidEvent):
            due_date(receipt, book.office("vn"))
