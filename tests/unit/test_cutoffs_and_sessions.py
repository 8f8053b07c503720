"""Cutoffs and the edges of sessions over HTTP, counted by hand: 07:30 to 11:30 and 13:30 to 17:00."""

import pytest
from wire import VN, local, term


class TestCutoffAtLongAn:
    """`Trước 11 giờ 30` is strict; who misses it gets the three working days of the law."""

    PROMISE = "long-an.same-day-registration"

    @pytest.mark.parametrize(
        ("why", "received", "due", "rule"),
        [
            ("Tuesday one second before", "2019-03-05 11:29:59", "2019-03-05 17:00", PROMISE),
            ("Tuesday sharp: Wed 6, Thu 7, Fri 8", "2019-03-05 11:30:00", "2019-03-08 17:00", None),
            ("Tuesday after: counts from 13:30, too late", "2019-03-05 11:30:01", "2019-03-08 17:00", None),
            (
                "Tuesday before opening: from 07:30, in time",
                "2019-03-05 07:29:59",
                "2019-03-05 17:00",
                PROMISE,
            ),
            ("Tuesday at opening", "2019-03-05 07:30:00", "2019-03-05 17:00", PROMISE),
            ("Tuesday at closing: Wed 6, Thu 7, Fri 8", "2019-03-05 17:00:00", "2019-03-08 17:00", None),
            ("Tuesday evening: Wednesday's opening", "2019-03-05 17:00:01", "2019-03-06 17:00", PROMISE),
            ("Friday evening: Monday's opening", "2019-03-08 17:00:01", "2019-03-11 17:00", PROMISE),
            ("Friday sharp: Mon 11, Tue 12, Wed 13", "2019-03-08 11:30:00", "2019-03-13 17:00", None),
            (
                "Friday evening before the promise began on Wednesday 2 January: deemed received that "
                "Wednesday, as 31 December was swapped off and 1 January is New Year",
                "2018-12-28 17:00:01",
                "2019-01-02 17:00",
                PROMISE,
            ),
            (
                "Friday at closing before it began: Wed 2, Thu 3, Fri 4 January by law",
                "2018-12-28 17:00:00",
                "2019-01-04 17:00",
                None,
            ),
        ],
    )
    def test_decides_at_the_deemed_receipt(self, ask, *, why, received, due, rule):
        """A second decides between the same day and three working days."""
        answer = ask(received_at=local(received), authority="long-an", procedure="business-registration")
        assert answer["due_at"] == local(due), why
        assert answer["rule"]["id"] == rule or rule is None, why
        assert answer["rule"]["kind"] == ("commitment" if rule else "statutory"), why

    @pytest.mark.parametrize(
        ("received", "due", "rule"),
        [
            ("2019-03-05 11:29:59", "2019-03-05 17:00", PROMISE),  # Tuesday
            ("2019-03-05 11:30:00", "2019-03-08 17:00", "caller"),  # Wednesday, Thursday, Friday
            ("2019-03-05 11:30:01", "2019-03-08 17:00", "caller"),
        ],
    )
    def test_reissue_falls_back_on_the_callers_term(self, ask, received, due, rule):
        """A re-issue has no term in any source: the caller's three working days stand."""
        answer = ask(
            received_at=local(received),
            authority="long-an",
            procedure="business-registration-reissue",
            term=term(3),
        )
        assert (answer["due_at"], answer["rule"]["id"]) == (local(due), rule)

    def test_is_the_centres_own(self, ask):
        """At a commune of the province Tuesday 11:29:59 is no different: Wed 6, Thu 7, Fri 8."""
        answer = ask(
            received_at=local("2019-03-05 11:29:59"),
            authority="hung-dien-a",
            procedure="business-registration",
        )
        assert answer["due_at"] == local("2019-03-08 17:00")


@pytest.mark.parametrize(
    "procedure",
    [
        "certified-copy",
        "signature-certification",
        "birth-registration",
        "death-registration",
        "civil-status-extract",
    ],
)
@pytest.mark.parametrize(
    ("why", "received", "due"),
    [
        ("Tuesday one second before: the same day", "2026-03-10 14:59:59", "2026-03-10 17:00"),
        ("Tuesday sharp is not yet `sau 15 giờ`", "2026-03-10 15:00:00", "2026-03-10 17:00"),
        ("Tuesday one second after: Wednesday", "2026-03-10 15:00:01", "2026-03-11 17:00"),
        ("Tuesday at closing: Wednesday", "2026-03-10 17:00:00", "2026-03-11 17:00"),
        ("Tuesday evening: Wednesday's opening is in time", "2026-03-10 17:00:01", "2026-03-11 17:00"),
        ("Tuesday at lunch: from 13:30, in time", "2026-03-10 12:00:00", "2026-03-10 17:00"),
        ("Friday one second after: Monday", "2026-03-13 15:00:01", "2026-03-16 17:00"),
        ("Monday, Tuesday is 24/11 and off: Wednesday", "2026-11-23 15:00:01", "2026-11-25 17:00"),
        ("Friday, Saturday 28 is not worked: Monday", "2026-11-27 15:00:01", "2026-11-30 17:00"),
        ("Friday, Saturday 10 January is worked", "2026-01-09 15:00:01", "2026-01-10 17:00"),
    ],
)
def test_cutoff_not_after_three_o_clock(ask, *, procedure, why, received, due):
    """`Sau 15 giờ` begins after 15:00:00; later receipts get the next working day."""
    assert ask(received_at=local(received), procedure=procedure, **VN)["due_at"] == local(due), why


class TestSessionEdges:
    """One second before, at and after every edge; Thursday is 2026-03-05, no day off is near."""

    @pytest.mark.parametrize(
        ("why", "received", "counted_from", "due"),
        [
            ("Wednesday's last second", "2026-03-04 23:59:59", "2026-03-05 07:30", "2026-03-06"),
            ("Thursday midnight", "2026-03-05 00:00:00", "2026-03-05 07:30", "2026-03-06"),
            ("one second into Thursday", "2026-03-05 00:00:01", "2026-03-05 07:30", "2026-03-06"),
            ("before opening", "2026-03-05 07:29:59", "2026-03-05 07:30", "2026-03-06"),
            ("opening", "2026-03-05 07:30:00", "2026-03-05 07:30:00", "2026-03-06"),
            ("after opening", "2026-03-05 07:30:01", "2026-03-05 07:30:01", "2026-03-06"),
            ("before lunch", "2026-03-05 11:29:59", "2026-03-05 11:29:59", "2026-03-06"),
            ("lunch, still inside", "2026-03-05 11:30:00", "2026-03-05 11:30:00", "2026-03-06"),
            ("lunch has begun", "2026-03-05 11:30:01", "2026-03-05 13:30", "2026-03-06"),
            ("before the afternoon", "2026-03-05 13:29:59", "2026-03-05 13:30", "2026-03-06"),
            ("the afternoon opens", "2026-03-05 13:30:00", "2026-03-05 13:30", "2026-03-06"),
            ("into the afternoon", "2026-03-05 13:30:01", "2026-03-05 13:30:01", "2026-03-06"),
            ("before closing", "2026-03-05 16:59:59", "2026-03-05 16:59:59", "2026-03-06"),
            ("closing, still Thursday's", "2026-03-05 17:00:00", "2026-03-05 17:00:00", "2026-03-06"),
            (
                "after closing: Friday is day 0, Monday due",
                "2026-03-05 17:00:01",
                "2026-03-06 07:30",
                "2026-03-09",
            ),
            ("Thursday's last second", "2026-03-05 23:59:59", "2026-03-06 07:30", "2026-03-09"),
            ("Friday midnight", "2026-03-06 00:00:00", "2026-03-06 07:30", "2026-03-09"),
            ("Friday closing: Monday", "2026-03-06 17:00:00", "2026-03-06 17:00:00", "2026-03-09"),
            (
                "Friday evening: Monday is day 0, Tuesday due",
                "2026-03-06 17:00:01",
                "2026-03-09 07:30",
                "2026-03-10",
            ),
            ("Saturday", "2026-03-07 10:00:00", "2026-03-09 07:30", "2026-03-10"),
            ("Sunday's last second", "2026-03-08 23:59:59", "2026-03-09 07:30", "2026-03-10"),
            (
                "Friday evening, Saturday 10 January worked",
                "2026-01-09 17:00:01",
                "2026-01-10 07:30",
                "2026-01-12",
            ),
            (
                "worked Saturday at closing: Monday",
                "2026-01-10 17:00:00",
                "2026-01-10 17:00:00",
                "2026-01-12",
            ),
            ("worked Saturday evening", "2026-01-10 17:00:01", "2026-01-12 07:30", "2026-01-13"),
        ],
    )
    def test_one_working_day_from_every_edge(self, ask, *, why, received, counted_from, due):
        """Deemed received there and then in office hours, closings included, else at the next opening."""
        answer = ask(received_at=local(received), term=term(1), **VN)
        assert answer["received_at"] == local(received), why
        assert answer["counted_from"] == local(counted_from), why
        assert answer["due_at"] == local(f"{due} 17:00"), why

    @pytest.mark.parametrize(
        ("why", "received", "due"),
        [
            (
                "Friday: one second is used, 59:59 are left from 13:30",
                "2026-03-06 11:29:59",
                "2026-03-06 14:29:59",
            ),
            ("Friday at lunch: the whole hour from 13:30", "2026-03-06 11:30:00", "2026-03-06 14:30:00"),
            ("Friday into lunch", "2026-03-06 11:30:01", "2026-03-06 14:30:00"),
            ("Friday before closing: 59:59 on Monday", "2026-03-06 16:59:59", "2026-03-09 08:29:59"),
            ("Friday at closing: the whole hour on Monday", "2026-03-06 17:00:00", "2026-03-09 08:30:00"),
            ("Friday evening", "2026-03-06 17:00:01", "2026-03-09 08:30:00"),
            ("Friday before opening", "2026-03-06 07:29:59", "2026-03-06 08:30:00"),
        ],
    )
    def test_one_working_hour_from_every_edge(self, ask, why, received, due):
        """Working time runs in sessions only."""
        assert ask(received_at=local(received), term=term(1, "working_hours"), **VN)["due_at"] == local(
            due
        ), why

    @pytest.mark.parametrize(
        ("received", "counted_from"),
        [
            ("2026-03-05T10:00:00Z", "2026-03-05 17:00:00"),  # Thursday's closing, told in UTC
            ("2026-03-05T10:00:01Z", "2026-03-06 07:30:00"),
            ("2026-03-05T02:00:00-08:00", "2026-03-05 17:00:00"),
            ("2026-03-05T17:00:00.999+07:00", "2026-03-05 17:00:00"),  # a fraction is cut off
            ("2026-03-04T17:00:00Z", "2026-03-05 07:30:00"),  # Thursday's midnight
        ],
    )
    def test_clock_is_the_calendars(self, ask, received, counted_from):
        """The caller's offset does not matter, nor does a fraction of a second."""
        assert ask(received_at=received, term=term(1), **VN)["counted_from"] == local(counted_from)
