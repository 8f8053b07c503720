"""The rules as they were known on a day: what was announced later is not seen.

The small folder has 2025 by the notice of 2024-12-03 and 2026 by that of 2025-10-16: Friday 2 January 2026 is
off in exchange for Saturday the 10th.
"""

from datetime import date, timedelta

import pytest
from breaking import COPY, FRIDAY, NEWER, YEAR_2026, replace
from helpers import (
    ALWAYS,
    OFFICE_DAY,
    TITLE,
    at,
    codes,
    day,
    find,
    hours,
    procedure,
    promise,
    since,
    term,
    version,
)

from sla_service.core.calendar import DatedDay, DayKind, OfficeHours, Session, Week
from sla_service.core.law import as_known
from sla_service.core.rules import Applicability, Rule, RuleKind
from sla_service.rulebook.known import _view, known_hours, known_on
from sla_service.rulebook.load import binding, load

ONE_DAY = term(1, "working_days")
TWO_DAYS = term(2, "working_days")
SHORT = ((Session(8 * 3600, 12 * 3600),),) * 5 + ((), ())
COPY_OF_2026 = f"{NEWER}\n    term: {{amount: 0, unit: working_days}}\n    cutoff"
FRIDAY_OF_2026 = f"{NEWER}\n    applies"


def told(book, known, on):
    """Tell a day of the only calendar, as it was known on another day."""
    calendar = known_on(book, day(known)).calendars["vn" if "vn" in book.calendars else "small"]
    return calendar.timeline.calendar.day(day(on))


def announced(folder, file, old, announced_on):
    """Say when the version of 2026 in a file was announced; load the folder."""
    replace(folder, file, old, old.replace("null}\n", f'null}}\n    announced_on: "{announced_on}"\n', 1))
    return load(folder)


def periods(rule):
    """List the periods of a rule's versions, the latest first."""
    return [(str(item.in_force.since), str(item.in_force.until)) for item in rule.versions]


class TestDays:
    """Days off and worked days of the shipped calendar, on the day of their notice and the day before."""

    @pytest.mark.parametrize(
        ("notice", "on", "before", "after"),
        [
            # 2025-12-25 swapped Friday 2 January for Saturday 10 January
            ("2025-12-25", "2026-01-02", DayKind.WORKING, DayKind.SWAPPED_OFF),
            ("2025-12-25", "2026-01-10", DayKind.WEEKEND, DayKind.SWAPPED_WORKING),
            # 2025-10-16 swapped Monday 31 August for Saturday 22 August
            ("2025-10-16", "2026-08-31", DayKind.WORKING, DayKind.SWAPPED_OFF),
            ("2025-10-16", "2026-08-22", DayKind.WEEKEND, DayKind.SWAPPED_WORKING),
            # 2026-04-10 gave Monday 27 April for Sunday 26
            ("2026-04-10", "2026-04-27", DayKind.WORKING, DayKind.DAY_IN_LIEU),
            # the resolution of 2026-04-24 made Tuesday 24 November a holiday
            ("2026-04-24", "2026-11-24", DayKind.WORKING, DayKind.HOLIDAY),
            # 2018-08-06 swapped Monday 31 December 2018, and Monday 29 April 2019 for Saturday 4 May
            ("2018-08-06", "2018-12-31", DayKind.WORKING, DayKind.SWAPPED_OFF),
            ("2018-08-06", "2019-04-29", DayKind.WORKING, DayKind.SWAPPED_OFF),
            ("2018-08-06", "2019-05-04", DayKind.WEEKEND, DayKind.SWAPPED_WORKING),
            ("2018-08-06", "2019-01-05", DayKind.WEEKEND, DayKind.SWAPPED_WORKING),
            # 2024-12-03 swapped Friday 2 May for Saturday 26 April
            ("2024-12-03", "2025-05-02", DayKind.WORKING, DayKind.SWAPPED_OFF),
            ("2024-12-03", "2025-04-26", DayKind.WEEKEND, DayKind.SWAPPED_WORKING),
        ],
    )
    def test_seen_from_the_day_of_its_notice_on(self, book, notice, on, before, after):
        """The day before knows nothing of it; the very day does, and so does a later one."""
        eve = str(day(notice) - timedelta(days=1))
        assert told(book, eve, on).kind is before
        assert told(book, notice, on).kind is told(book, "2026-11-22", on).kind is after

    @pytest.mark.parametrize(
        ("notice", "first_of_tet"),
        [
            ("2015-10-29", "2016-02-08"),
            ("2018-08-06", "2019-02-05"),
            ("2019-10-25", "2020-01-25"),
            ("2023-11-22", "2024-02-10"),
            ("2024-12-03", "2025-01-29"),
            ("2025-10-16", "2026-02-17"),
        ],
    )
    def test_tet_is_off_before_its_notice_too(self, book, notice, first_of_tet):
        """The first of the lunar year and the two days after it are projected, and provisional until then."""
        first, eve = day(first_of_tet), str(day(notice) - timedelta(days=1))
        for on in (str(first + timedelta(days=number)) for number in range(3)):
            early, late = told(book, eve, on), told(book, notice, on)
            assert (early.is_working, early.is_provisional) == (False, True)
            assert (late.is_working, late.is_provisional) == (False, False)
            assert early.citation != late.citation

    def test_tet_of_a_year_published_in_part(self, book):
        """Of 2027 the notice of 2026-10-02 settles Tết; an ordinary day stays provisional."""
        for on in ("2027-02-06", "2027-02-07", "2027-02-08"):
            assert told(book, "2026-10-01", on).is_provisional
            assert not told(book, "2026-10-02", on).is_provisional
            assert not told(book, "2026-10-01", on).is_working
        assert told(book, "2026-10-01", "2027-03-10").is_provisional
        assert told(book, "2026-10-02", "2027-03-10").is_provisional

    @pytest.mark.parametrize(
        ("eve", "on"),
        [
            ("2015-10-28", "2016-04-18"),
            ("2018-08-05", "2018-02-20"),
            ("2019-10-24", "2020-04-02"),
            ("2023-11-21", "2024-04-29"),
            ("2026-10-01", "2027-05-03"),
        ],
    )
    def test_day_of_an_undated_source_counts_as_known(self, book, eve, on):
        """Nobody knows when it came out: it stands under its source, also in a year that is projected."""
        early, today = told(book, eve, on), told(book, "2026-11-22", on)
        assert (early.kind, early.name, early.citation) == (today.kind, today.name, today.citation)
        assert not early.is_working
        assert (early.is_provisional, today.is_provisional) == (True, False)

    def test_year_with_one_of_its_notices_out_is_published(self, book):
        """Between the first notice of 2026 and the second nothing of it is provisional."""
        assert told(book, "2025-10-15", "2026-03-10").is_provisional
        assert not told(book, "2025-10-16", "2026-03-10").is_provisional

    def test_year_without_dated_notices_is_always_published(self, book):
        """The sources of 2017 have no dates."""
        assert not told(book, "2000-01-01", "2017-03-10").is_provisional
        assert told(book, "2000-01-01", "2017-01-27").kind is DayKind.HOLIDAY

    def test_law_announced_on_a_day_is_no_notice_of_a_year(self, book):
        """The resolution of 2026-04-24 is cited by its article: 2027 stays projected after it."""
        assert told(book, "2026-04-24", "2027-11-24").kind is DayKind.HOLIDAY
        assert told(book, "2026-04-24", "2027-11-24").is_provisional

    @pytest.mark.parametrize(
        ("announced_on", "known"),
        [(None, True), ("2026-03-10", True), ("2026-03-09", True), ("2026-03-11", False)],
    )
    def test_dated_day_knows_when_it_was_announced(self, announced_on, known):
        """By that day, or nobody knows when."""
        entry = DatedDay(
            date(2026, 3, 12), DayKind.HOLIDAY, announced_on=day(announced_on) if announced_on else None
        )
        assert entry.is_known_on(date(2026, 3, 10)) is known


class TestCounts:
    """Terms over days as they were known."""

    @pytest.mark.parametrize(
        ("known", "due"),
        [
            # Friday 2 and Monday 5 January
            ("2025-12-24", "2026-01-05 17:00"),
            # Friday is off: Monday 5, Tuesday 6
            ("2025-12-25", "2026-01-06 17:00"),
        ],
    )
    def test_friday_counts_while_its_swap_is_unseen(self, book, known, due):
        """Two working days from Wednesday 31 December; Thursday is New Year's Day."""
        view = known_on(book, day(known))
        assert find(at("2025-12-31 10:00"), view.office("vn"), term=TWO_DAYS).due.at == at(due)

    @pytest.mark.parametrize(
        ("known", "due"),
        [
            # Monday 12, Tuesday 13
            ("2025-12-24", "2026-01-13 17:00"),
            # Saturday 10, Monday 12
            ("2025-12-25", "2026-01-12 17:00"),
        ],
    )
    def test_saturday_does_not_count_while_its_swap_is_unseen(self, book, known, due):
        """Two working days from Friday 9 January."""
        view = known_on(book, day(known))
        assert find(at("2026-01-09 10:00"), view.office("vn"), term=TWO_DAYS).due.at == at(due)

    def test_unseen_notice_makes_the_answer_provisional(self, book):
        """From Tuesday 2026-03-10 to Wednesday: settled from 2025-10-16 on, unsettled the day before."""
        found = {
            known: find(at("2026-03-10 10:00"), known_on(book, day(known)).office("vn"), term=ONE_DAY)
            for known in ("2025-10-15", "2025-10-16")
        }
        assert [item.unsettled_years for item in found.values()] == [(2026,), ()]
        assert {item.due.at for item in found.values()} == {at("2026-03-11 17:00")}


class TestVersions:
    """Which versions are known, and what ends those before them."""

    def test_later_version_has_not_ended_anything_yet(self):
        """The version it will replace is open; the later one is kept apart."""
        old = version(TWO_DAYS, in_force=since("2025-01-01", "2026-01-01"))
        new = version(ONE_DAY, in_force=since("2026-01-01"), announced_on=date(2025, 12, 1))
        rule = procedure("copy", new, old)
        early, late = rule.known_on(date(2025, 11, 30)), rule.known_on(date(2025, 12, 1))
        assert periods(early) == [("2025-01-01", "None")]
        assert early.later == (new,)
        assert early.grants_a_term
        assert (late.versions, late.later) == (rule.versions, ())

    def test_lasts_until_the_next_that_is_known(self):
        """The one between is not known yet: the first lasts until the third, which is, begins."""
        first = version(ONE_DAY, in_force=since("2025-01-01", "2026-01-01"))
        between = version(
            TWO_DAYS, in_force=since("2026-01-01", "2026-07-01"), announced_on=date(2025, 12, 1)
        )
        third = version(ONE_DAY, in_force=since("2026-07-01"), announced_on=date(2025, 2, 1))
        rule = procedure("p", third, between, first).known_on(date(2025, 11, 1))
        assert periods(rule) == [("2026-07-01", "None"), ("2025-01-01", "2026-07-01")]
        assert rule.later == (between,)

    def test_end_that_nothing_later_brought_stands(self):
        """A version ended in 2025 and nothing replaced it until 2027: its end has no later version."""
        old = version(TWO_DAYS, in_force=since("2025-01-01", "2026-01-01"))
        new = version(ONE_DAY, in_force=since("2027-01-01"))
        known, later = as_known((new, old), lambda item: item is old)
        assert (known, later) == ((old,), (new,))

    @pytest.mark.parametrize(
        ("announced_on", "since_", "known_from"),
        [
            (None, "2026-01-01", "2026-01-01"),
            ("2025-12-01", "2026-01-01", "2025-12-01"),
            ("2026-02-01", "2026-01-01", "2026-02-01"),
        ],
    )
    def test_known_from_its_announcement_else_its_first_day(self, announced_on, since_, known_from):
        """Also one that was announced only after it came into force."""
        more = {"announced_on": day(announced_on)} if announced_on else {}
        item = version(ONE_DAY, in_force=since(since_), **more)
        assert item.known_from == day(known_from)

    def test_rule_without_any_known_version_may_still_grant_a_term(self):
        """It is looked at, and told as known later; one of which no version has a term is not."""
        early = promise("office.fast", ONE_DAY).known_on(date.min)
        assert early.grants_a_term
        unknown = promise("office.fast", ONE_DAY, announced_on=date(2026, 3, 11)).known_on(date(2026, 3, 10))
        assert (unknown.versions, unknown.grants_a_term) == ((), True)
        assert not promise("office.help", None).known_on(date(2026, 3, 10)).grants_a_term

    def test_open_hours_until_later_ones_begin(self):
        """Office hours are known from the day on which they begin."""
        week, until = Week(SHORT), since("2025-01-01", "2026-01-01")
        old, new = OfficeHours(until, week), OfficeHours(since("2026-01-01"), week)
        assert known_hours((new, old), date(2025, 12, 31)) == (OfficeHours(since("2025-01-01"), week),)
        assert known_hours((new, old), date(2026, 1, 1)) == (new, old)
        assert known_hours((OfficeHours(ALWAYS, week),), date.min) == (OfficeHours(ALWAYS, week),)


class TestBelow:
    """A promise as it binds the office below the one that made it."""

    def test_end_by_what_is_not_known_yet_is_none_there_either(self):
        """From June on only the office itself was to keep it, which nobody knew in April."""
        wide, own = (Applicability(binds_below=is_wide) for is_wide in (True, False))
        old = version(ONE_DAY, in_force=since("2026-01-01", "2026-06-01"), applies=wide)
        new = version(ONE_DAY, in_force=since("2026-06-01"), applies=own, announced_on=date(2026, 5, 1))
        rule = Rule("vn.friday", RuleKind.COMMITMENT, TITLE, (new, old))
        assert periods(binding(rule, 1)) == [("2026-01-01", "2026-06-01")]
        assert periods(binding(rule.known_on(date(2026, 4, 1)), 1)) == [("2026-01-01", "None")]
        assert binding(rule.known_on(date(2026, 4, 1)), 1).later == ()
        assert periods(binding(rule, 0)) == periods(rule)

    def test_law_that_came_later_is_not_projected(self, book):
        """24 November is off by the resolution of 2026-04-24, not by a projection of the year before."""
        assert told(book, "2025-10-15", "2026-11-24").kind is DayKind.WORKING
        assert told(book, "2026-04-23", "2027-11-24").kind is DayKind.WORKING
        assert told(book, "2026-04-24", "2027-11-24").kind is DayKind.HOLIDAY


class TestRulesOfAFolder:
    """Versions, promises, service days and hours, read from files and seen on a day."""

    def test_amended_procedure_goes_on_until_the_amendment_is_known(self, folder):
        """Tuesday 2026-03-10: the old version says the next working day, the new one the day itself."""
        book = announced(folder, COPY, COPY_OF_2026, "2025-12-20")
        received = at("2026-03-10 10:00")
        for known, due, period in (
            ("2025-12-19", "2026-03-11 17:00", since("2025-01-01")),
            ("2025-12-20", "2026-03-10 17:00", since("2026-01-01")),
        ):
            view = known_on(book, day(known))
            found = find(received, view.office("vn"), procedure=view.procedure("copy"))
            assert (found.due.at, found.version.in_force) == (at(due), period)
            assert codes(found) == {"copy": "chosen"}

    def test_promise_announced_later_grants_nothing(self, folder):
        """Friday 2026-03-13: promised for that day from 2026-02-01 on, before that merely known later."""
        book = announced(folder, FRIDAY, FRIDAY_OF_2026, "2026-02-01")
        found = {}
        for known in ("2026-01-31", "2026-02-01"):
            view = known_on(book, day(known))
            found[known] = find(at("2026-03-13 09:00"), view.office("ward"), field="justice", term=ONE_DAY)
        early, late = found.values()
        assert codes(early) == {"caller": "chosen", "ward.friday": "known_later"}
        assert codes(late) == {"caller": "later", "ward.friday": "chosen"}
        # the ward is closed on weekends and receives only on Saturday: Monday 16 March, at noon
        assert (early.due.at, late.due.at) == (at("2026-03-16 12:00"), at("2026-03-13 23:59:59"))
        assert ([rule.id for rule in early.service_days], [rule.id for rule in late.service_days]) == (
            [],
            ["ward.friday"],
        )

    def test_not_in_force_where_the_later_version_does_not_cover_the_day_either(self, folder):
        """Friday 2025-12-26 lies before the promise, whenever that became known."""
        book = announced(folder, FRIDAY, FRIDAY_OF_2026, "2026-02-01")
        view = known_on(book, date(2026, 1, 31))
        found = find(at("2025-12-26 09:00"), view.office("ward"), field="justice", term=ONE_DAY)
        assert codes(found)["ward.friday"] == "not_in_force"

    def test_statute_known_later_beside_a_promise(self, folder):
        """The copy has no version known in 2024, but the promise of that Friday was out already."""
        book = announced(folder, FRIDAY, FRIDAY_OF_2026, "2024-12-01")
        view = known_on(book, date(2024, 12, 31))
        found = find(at("2026-03-13 09:00"), view.office("ward"), procedure=view.procedure("copy"))
        assert codes(found) == {"copy": "known_later", "ward.friday": "chosen"}

    def test_callers_term_stands_where_the_statute_is_not_known(self, folder):
        """In 2024 nobody knew a term of the copy: Tuesday 10 and one working day is Wednesday 11 March."""
        view = known_on(load(folder), date(2024, 12, 31))
        receipt = {"procedure": view.procedure("copy"), "term": ONE_DAY}
        found = find(at("2026-03-10 10:00"), view.office("vn"), **receipt)
        assert (codes(found), found.due.at) == ({"caller": "chosen"}, at("2026-03-11 17:00"))

    def test_office_hours_that_begin_later_are_not_kept_yet(self, folder):
        """The ward's own mornings begin on 2026-01-01; the day before it has the calendar's hours."""
        book = load(folder)
        friday = date(2026, 3, 13)
        early = known_on(book, date(2025, 12, 31)).office("ward").timeline.calendar.day(friday)
        late = known_on(book, date(2026, 1, 1)).office("ward").timeline.calendar.day(friday)
        assert (early.sessions, late.sessions) == (hours(OFFICE_DAY), hours("08:00-12:00"))

    def test_swapped_days_of_the_small_calendar(self, folder):
        """Friday 2 January is worked and Saturday 10 is not until 2025-10-16; then the other way round."""
        book = load(folder)
        for known, worked in (("2025-10-15", [True, False]), ("2025-10-16", [False, True])):
            days = [told(book, known, on) for on in ("2026-01-02", "2026-01-10")]
            assert [one.is_working for one in days] == worked
            assert {one.is_provisional for one in days} == {known == "2025-10-15"}

    def test_notice_without_a_date_is_always_seen(self, folder):
        """Then 2026 is published, however early one asks."""
        replace(folder, YEAR_2026, 'announced_on: "2025-10-16"', "announced_on: null")
        told_ = told(load(folder), "2000-01-01", "2026-01-02")
        assert (told_.kind, told_.is_provisional) == (DayKind.SWAPPED_OFF, False)


class TestViews:
    """How the views are kept."""

    def test_same_view_until_something_becomes_known(self, folder):
        """From the notice of 2024-12-03 to the eve of 2025-01-01 nothing did."""
        book = load(folder)
        first = known_on(book, date(2024, 12, 3))
        assert known_on(book, date(2024, 12, 31)) is first
        assert known_on(book, date(2024, 12, 2)) is not first
        assert known_on(book, date(2025, 1, 1)) is not first

    def test_no_more_views_than_days_on_which_something_became_known(self, folder):
        """Two notices, 2025-01-01 and 2026-01-01, and all before them: five, whatever is asked."""
        book = load(folder)
        asked = (date.min, *(date(2024, 11, 1) + timedelta(days=number) for number in range(800)), date.max)
        assert len({id(known_on(book, day)) for day in asked}) == 5

    def test_views_do_not_fill_the_memory(self, folder):
        """However many books are asked about, a few views are kept."""
        for _ in range(20):
            known_on(load(folder), date(2024, 12, 31))
        assert _view.cache_info().currsize <= 8

    def test_digest_of_a_view_is_that_of_the_book(self, folder):
        """It names what is loaded."""
        book = load(folder)
        assert known_on(book, date(2024, 12, 31)).digest == book.digest

    def test_later_than_everything_is_today(self, folder):
        """All days, hours and versions are those that are loaded."""
        book = load(folder)
        view = known_on(book, date(2026, 1, 1))
        assert (view.procedures, view.commitments) == (dict(book.procedures), dict(book.commitments))
        for name in book.authorities:
            now, then = book.office(name), view.office(name)
            assert now.commitments == then.commitments
            assert now.timeline.calendar.hours == then.timeline.calendar.hours
            assert now.timeline.calendar.published == then.timeline.calendar.published
            assert dict(now.timeline.calendar.dated) == dict(then.timeline.calendar.dated)

    def test_offices_of_the_same_hours_share_one_timeline(self, book, folder):
        """Every shipped office keeps the calendar's hours; the small ward has its own."""
        view = known_on(book, date(2025, 1, 15))
        timelines = {id(authority.office.timeline) for authority in view.authorities.values()}
        assert timelines == {id(view.calendars["vn"].timeline)}
        small = known_on(load(folder), date(2026, 1, 1))
        assert small.office("vn").timeline is small.calendars["small"].timeline
        assert small.office("ward").timeline is not small.office("vn").timeline

    def test_book_itself_is_left_as_it_was(self, folder):
        """To ask what was known changes nothing of what is known."""
        book = load(folder)
        before = book.office("ward").timeline.calendar.day(date(2026, 1, 2)), periods(book.procedure("copy"))
        known_on(book, date(2024, 1, 1))
        assert (
            book.office("ward").timeline.calendar.day(date(2026, 1, 2)),
            periods(book.procedure("copy")),
        ) == before

    def test_hours_of_a_calendar_and_of_an_authority(self, folder):
        """Either id finds them in a view too."""
        view = known_on(load(folder), date(2026, 1, 1))
        assert view.hours_of("small") is view.calendars["small"].timeline
        assert view.hours_of("ward") is view.office("ward").timeline
