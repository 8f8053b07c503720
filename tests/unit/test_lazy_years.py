"""A timeline compiles the years that are asked for, and no answer depends on which those are."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from random import Random
from threading import Barrier

import pytest
from helpers import NEW_YORK, OFFICE_DAY, at, calendar, distance, hours, moment, off, timeline, week, worked

from sla_service.core.errors import BeyondHorizon
from sla_service.core.term import MAX_AMOUNT
from sla_service.core.timeline import Timeline
from sla_service.core.working_time import add

ENDS = (date(1970, 1, 1), date(2029, 12, 31))
THIRTY_YEARS = (date(1985, 1, 1), date(2014, 12, 31))
DECADES = {"first": ENDS[0], "last": ENDS[1]}
BUSY = calendar(
    week(*["08:00-12:00 18:00-24:00"] * 5, "08:00-11:00", receives_only=[5]),
    NEW_YORK,
    first=THIRTY_YEARS[0],
    last=THIRTY_YEARS[1],
    dated=off("1985-01-01", "1999-12-31", "2014-12-31") | worked("1986-03-08"),  # the last a Saturday
    special_hours={date(2000, 1, 2): hours("00:00-24:00")},
)
YEARS = (1985, 1986, 1999, 2000, 2007, 2013, 2014)


def attempt(question, line):
    """Ask; an answer beyond the calendar is an answer too."""
    try:
        return question(line)
    except BeyondHorizon as error:
        return error.code, error.facts


def questions(year):
    """Make a question of every public method about New Year's Day, a spring day and New Year's Eve."""
    for on in (date(year, 1, 1), date(year, 3, 4), date(year, 12, 31)):
        for clock in ("00:00:00", "09:00:00", "23:59:59"):
            instant = at(f"{on} {clock}", NEW_YORK)
            yield lambda line, instant=instant: line.admit(instant)
            for seconds in (1, 36_000, 150_000_000):
                yield lambda line, instant=instant, seconds=seconds: line.add(instant, seconds)
                yield lambda line, instant=instant, seconds=seconds: line.add(instant, -seconds)
                yield lambda line, instant=instant, seconds=seconds: line.elapse(instant, seconds)
                yield lambda line, instant=instant, seconds=seconds: line.elapse(instant, -seconds)
            yield lambda line, instant=instant: line.is_open(instant)
            yield lambda line, instant=instant: line.next_opening(instant)
            yield lambda line, instant=instant: line.next_closing(instant)
            yield lambda line, instant=instant: line.previous_closing(instant)
            yield lambda line, instant=instant: line.between(instant, at("2014-12-31 23:59", NEW_YORK))
            yield lambda line, instant=instant: line.between(at("1985-01-01 00:00", NEW_YORK), instant)
        for number in (1, 2, 300, 5_000):
            yield lambda line, on=on, number=number: line.working_day(on, number)
            yield lambda line, on=on, number=number: line.working_day(on, -number)
        yield lambda line, on=on: line.working_day_before(on)
        yield lambda line, on=on: line.closing(on)
        yield lambda line, on=on: line.is_working_day(on) and line.close(on)
        yield lambda line, on=on: line.sessions(on)
        yield lambda line, on=on: line.clock(on, 86_400)
        yield lambda line, on=on: line.working_days(THIRTY_YEARS[0], on)
        yield lambda line, on=on: line.working_days(on, THIRTY_YEARS[1])
        yield lambda line, on=on: len(line.dates_worked(on, THIRTY_YEARS[1]))
        yield lambda line, on=on: line.days_off(on, min(on.replace(day=28), THIRTY_YEARS[1]))
        yield lambda line, on=on: [day.kind for day in line.days(on, on)]


ASKED = {year: tuple(questions(year)) for year in YEARS}
COMPILED = Timeline(BUSY).compiled()
ANSWERS = {year: [attempt(question, COMPILED) for question in ASKED[year]] for year in YEARS}


class TestOrderOfTheYears:
    """The same answers, whichever year came first."""

    @pytest.mark.parametrize(
        "order",
        [
            YEARS,
            YEARS[::-1],  # backwards
            (2014, 1985, 1999, 2000, 2007, 1986, 2013),  # the ends first
            (1999, 2000, 2007, 2013, 1986, 2014, 1985),  # from the middle outwards
        ],
    )
    def test_lazy_years_answer_as_compiled_ones(self, order):
        """Every public method, asked of one growing timeline, says what the whole calendar says."""
        line = Timeline(BUSY)
        for year in order:
            assert [attempt(question, line) for question in ASKED[year]] == ANSWERS[year]

    @pytest.mark.parametrize("seed", range(5))
    def test_questions_mixed_over_the_years_answer_as_compiled_ones(self, seed):
        """Far apart and back again, one question at a time."""
        line = Timeline(BUSY)
        asked = [(year, index) for year in YEARS for index in range(0, len(ASKED[year]), 7)]
        Random(seed).shuffle(asked)  # noqa: S311 - no secret, and the same order each time
        for year, index in asked:
            assert attempt(ASKED[year][index], line) == ANSWERS[year][index]

    @pytest.mark.parametrize("year", YEARS)
    def test_first_question_alone_answers_as_a_compiled_one(self, year):
        """Each question of a year asked of a fresh timeline, of which nothing is compiled yet."""
        for index in range(year % 17, len(ASKED[year]), 17):
            assert attempt(ASKED[year][index], Timeline(BUSY)) == ANSWERS[year][index]

    def test_threads_that_share_a_timeline_get_the_same_answers(self):
        """Eight threads start together on a fresh timeline, each with another year first."""
        for turn in range(2):
            line, together = Timeline(BUSY), Barrier(8)

            def ask(thread, line=line, together=together, turn=turn):
                together.wait(timeout=30)
                years = [YEARS[(thread + turn + number) % len(YEARS)] for number in range(len(YEARS))]
                return {year: [attempt(question, line) for question in ASKED[year][::13]] for year in years}

            with ThreadPoolExecutor(8) as threads:
                for told in threads.map(ask, range(8)):
                    assert told == {year: ANSWERS[year][::13] for year in YEARS}


class TestOneWorkedDayInSixtyYears:
    """08:00 to 12:00 on a single date between 1970 and 2029."""

    SINCE, UNTIL = at("1970-01-01 00:00:00"), at("2029-12-31 23:59:59")
    FIRST, LAST = DECADES["first"], DECADES["last"]

    @pytest.fixture(params=["1970-01-01", "1970-12-31", "1999-07-15", "2000-01-01", "2029-12-31"])
    def only(self, request):
        return request.param

    @pytest.fixture
    def line(self, only):
        return timeline(week(), **DECADES, dated=worked(only), working_day_hours=hours("08:00-12:00"))

    def test_it_is_found_from_far_before(self, line, only):
        """The first opening, four hours and one working day all lie on that date."""
        assert line.admit(self.SINCE) == moment(f"{only} 08:00")
        assert line.next_opening(self.SINCE) == moment(f"{only} 08:00")
        assert line.next_closing(self.SINCE) == moment(f"{only} 12:00")
        assert line.add(self.SINCE, 4 * 3600) == moment(f"{only} 12:00")

    def test_it_is_found_from_far_after(self, line, only):
        """The last closing, and four hours back is its opening."""
        assert line.previous_closing(self.UNTIL) == moment(f"{only} 12:00")
        assert line.add(self.UNTIL, -4 * 3600) == moment(f"{only} 08:00")

    def test_it_is_all_there_is(self, line, only):
        """A second more, and a second working day, lie beyond; the whole span has four hours of one day."""
        for seconds in (4 * 3600 + 1, -4 * 3600 - 1):
            with pytest.raises(BeyondHorizon):
                line.add(self.SINCE if seconds > 0 else self.UNTIL, seconds)
        for since, number in ((self.FIRST, 2), (self.LAST, -2)):
            with pytest.raises(BeyondHorizon):
                line.working_day(since, number)
        assert line.between(self.SINCE, self.UNTIL) == 4 * 3600
        assert line.dates_worked(self.FIRST, self.LAST) == (date.fromisoformat(only),)

    def test_nothing_comes_after_it_or_before_it(self, line, only):
        """From its opening on there is no other opening, from its closing no other closing."""
        assert line.next_opening(at(f"{only} 08:00")) is None
        assert line.next_closing(at(f"{only} 12:00")) is None
        assert line.previous_closing(at(f"{only} 11:59:59")) is None
        assert line.working_day_before(date.fromisoformat(only)) is None


def test_single_day_in_the_middle_counts_as_a_working_day_from_both_ends():
    """The first working day after 1970-01-01 and the first before 2029-12-31 is the same date."""
    line = timeline(week(), **DECADES, dated=worked("1999-07-15"), working_day_hours=hours("08:00-12:00"))
    assert line.working_day(date(1970, 1, 1), 1) == date(1999, 7, 15)
    assert line.working_day(date(2029, 12, 31), -1) == date(1999, 7, 15)
    assert line.working_days(date(1970, 1, 1), date(2029, 12, 31)) == 1


class TestWhatIsCompiled:
    """Only what a question needs, and nothing for what no calendar could hold."""

    @pytest.mark.parametrize(
        "question",
        [
            lambda line: line.working_day(date(2000, 1, 3), 10**9),
            lambda line: line.working_day(date(2000, 1, 3), -(10**9)),
            lambda line: line.add(at("2000-01-03 10:00"), 60 * 10**9),
            lambda line: line.add(at("2000-01-03 10:00"), -60 * 10**9),
            lambda line: add(at("2000-01-03 10:00"), distance(10**9, "working_days"), line),
            lambda line: add(at("2000-01-03 10:00"), distance(-(10**9), "working_minutes"), line),
            lambda line: add(at("2000-01-03 10:00"), distance(MAX_AMOUNT, "working_hours"), line),
            lambda line: add(at("2000-01-03 10:00"), distance(-MAX_AMOUNT, "working_days"), line),
            lambda line: add(at("2000-01-03 10:00"), distance(MAX_AMOUNT, "hours"), line),
            lambda line: add(at("2000-01-03 10:00"), distance(MAX_AMOUNT, "months"), line),
        ],
    )
    def test_amount_that_no_calendar_could_hold_costs_nothing(self, question):
        """60 years have 22 thousand days: a thousand million working days or minutes are refused unseen."""
        line = timeline(week(*[OFFICE_DAY] * 5), **DECADES)
        with pytest.raises(BeyondHorizon):
            question(line)
        assert line._span is None

    def test_making_a_timeline_compiles_nothing(self):
        """Whoever only makes it waits for nothing."""
        assert timeline(**DECADES)._span is None

    def test_question_within_a_year_compiles_that_year(self):
        """From Monday 2000-01-03 to Friday, and nothing of the 59 other years."""
        line = timeline(**DECADES)
        assert line.working_day(date(2000, 1, 3), 4) == date(2000, 1, 7)
        assert (line._span.first, line._span.last) == (2000, 2000)

    def test_compiling_at_once_reaches_from_end_to_end_and_gives_itself(self):
        """The same timeline, with all its years."""
        line = timeline(**DECADES)
        assert line.compiled() is line
        assert (line._span.first, line._span.last) == (1970, 2029)

    @pytest.mark.parametrize(("since", "until", "sign"), [(*ENDS, 1), (*ENDS[::-1], -1)])
    def test_room_is_measured_to_the_last_day(self, since, until, sign):
        """From Thursday 1970-01-01 to Monday 2029-12-31 there are 15,652 working days, and not one more.

        60 years of 365 days and 15 leap days are 21,915 dates, so 21,914 follow the first: 3,130 weeks of
        five working days, and of Friday 28 to Monday 31 December two more: 15,650 + 2. Back the first
        Thursday counts in place of the last Monday.
        """
        line = timeline(**DECADES)
        assert line.working_day(since, sign * 15_652) == until
        with pytest.raises(BeyondHorizon):
            line.working_day(since, sign * 15_653)


class TestSize:
    """How much is compiled can be told, so that whoever keeps calendars can let large ones go."""

    def test_nothing_is_compiled_before_the_first_question(self):
        """Making a timeline costs no year."""
        assert timeline().size == 0

    def test_every_session_of_the_years_touched_counts(self):
        """2026 has 261 weekdays of two sessions."""
        assert timeline().compiled().size == 522

    def test_receiving_days_count_beside_the_working_ones(self):
        """52 Saturdays only receive: 574 sessions open for receipt, and 522 of them working time beside."""
        line = timeline(week(*[OFFICE_DAY] * 5, "08:00-11:00", receives_only=[5])).compiled()
        assert line.size == 574 + 522
