"""Every boundary of the law and the calendar over HTTP, counted by hand and said in words.

Office hours of every shipped office: 07:30 to 11:30 and 13:30 to 17:00, Monday to Friday.
"""

from itertools import pairwise

import pytest

VN = {"authority": "vn"}
MEMBERS = {
    "status",
    "due_at",
    "due_on",
    "received_at",
    "counted_from",
    "rule",
    "considered",
    "service_days",
    "same_day",
    "working_days",
    "apology_due_on",
    "remaining",
    "reminders",
    "stages",
    "extended_from",
    "warnings",
    "provisional",
    "provisional_because",
    "explanation",
    "appointment_text",
    "rules",
    "hypothetical",
}


def term(amount, unit="working_days"):
    """Write a term as a request does."""
    return {"amount": amount, "unit": unit}


def local(text):
    """Write a clock time as an instant of Vietnam: `2026-03-06 16:00` or with seconds."""
    on, clock = text.split()
    return f"{on}T{clock if clock.count(':') == 2 else clock + ':00'}+07:00"


def codes(answer):
    """List the codes of the rules that were looked at."""
    return {item["id"]: item["why"]["code"] for item in answer["considered"]}


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


class TestNoAppointmentThursday:
    """Long Khánh A, from Friday 2024-03-01: one hour by the clock, six fields, Thursdays."""

    THURSDAY = "long-khanh-a.no-appointment-thursday"
    JUSTICE = {"authority": "long-khanh-a", "field": "justice", "term": term(3)}  # noqa: RUF012

    @pytest.mark.parametrize(
        ("why", "received", "due"),
        [
            ("the first Thursday", "2024-03-07 16:30", "2024-03-07 17:30"),
            ("before opening: from 07:30", "2024-03-07 07:29:59", "2024-03-07 08:30"),
            ("Wednesday evening counts from Thursday 07:30", "2024-03-06 17:00:01", "2024-03-07 08:30"),
            ("at lunch's first instant", "2024-03-07 11:30:00", "2024-03-07 12:30"),
            ("in lunch: from 13:30", "2024-03-07 11:30:01", "2024-03-07 14:30"),
            ("a second before closing", "2024-03-07 16:59:59", "2024-03-07 17:59:59"),
            ("at closing", "2024-03-07 17:00:00", "2024-03-07 18:00"),
        ],
    )
    def test_result_within_the_hour(self, ask, why, received, due):
        """The hour runs from the deemed receipt, past lunch and closing."""
        answer = ask(received_at=local(received), **self.JUSTICE)
        assert (answer["due_at"], answer["rule"]["id"]) == (local(due), self.THURSDAY), why
        assert (answer["same_day"], answer["working_days"], answer["apology_due_on"]) == (True, 0, None)

    @pytest.mark.parametrize(
        ("why", "received", "due"),
        [
            (
                "Thursday after closing is Friday's: Mon 11, Tue 12, Wed 13",
                "2024-03-07 17:00:01",
                "2024-03-13",
            ),
            ("Wednesday at closing: Thu 7, Fri 8, Mon 11", "2024-03-06 17:00:00", "2024-03-11"),
            ("Thursday before it began: Fri 1, Mon 4, Tue 5", "2024-02-29 10:00", "2024-03-05"),
            ("Thursday 18/4 is off: from Fri 19; Mon 22, Tue 23, Wed 24", "2024-04-18 10:00", "2024-04-24"),
            (
                "Thursday 30/1/2025 is Tết: from Monday 3 February; Tue 4, Wed 5, Thu 6",
                "2025-01-30 10:00",
                "2025-02-06",
            ),
            (
                "worked Saturday 4/5/2024 is no Thursday: Mon 6, Tue 7, Wed 8",
                "2024-05-04 10:00",
                "2024-05-08",
            ),
        ],
    )
    def test_otherwise_the_callers_three_working_days(self, ask, why, received, due):
        """A Thursday is literal, lost on a day off and never moved."""
        answer = ask(received_at=local(received), **self.JUSTICE)
        assert (answer["due_at"], answer["rule"]["id"]) == (local(f"{due} 17:00"), "caller"), why

    @pytest.mark.parametrize(
        ("received", "due"),
        [
            # day 1 is Fri 8; 2–6 are 11–15, 7–11 are 18–22, 12–16 are 25–29 March, 17–21 are 1–5 April,
            # 22–25 are Mon 8 to Thu 11 April
            ("2024-03-07 16:30", "2024-04-11"),
            # day 1 is Fri 10; 2–6 are 13–17, 7–11 are 20–24, 12–16 are 27–31 May, 17–21 are 3–7 June,
            # 22–25 are Mon 10 to Thu 13 June
            ("2024-05-09 16:30", "2024-06-13"),
        ],
    )
    def test_council_decision_keeps_its_25_working_days(self, ask, received, due):
        """A disability certificate is excepted from the Thursday."""
        answer = ask(
            received_at=local(received), authority="long-khanh-a", procedure="disability-certificate"
        )
        assert answer["due_at"] == local(f"{due} 17:00")
        assert (answer["rule"]["id"], answer["working_days"]) == ("disability-certificate", 25)
        assert codes(answer)[self.THURSDAY] == "excepted"

    @pytest.mark.parametrize(
        ("field", "code"),
        [
            ("natural-resources-environment", "chosen"),
            ("justice", "chosen"),
            ("war-invalids-social-affairs", "chosen"),
            ("employment", "chosen"),
            ("police", "chosen"),
            ("military", "chosen"),
            ("business-registration", "field"),
            ("health", "field"),
            (None, "field"),  # limited to fields, it does not apply when none is named
        ],
    )
    def test_covers_its_six_fields(self, ask, field, code):
        """Thursday 2024-03-07 at ten."""
        answer = ask(
            received_at=local("2024-03-07 10:00"), authority="long-khanh-a", field=field, term=term(3)
        )
        assert codes(answer)[self.THURSDAY] == code


class TestNoAppointmentFriday:
    """Tây Ninh and its wards, from Monday 2020-11-02: that Friday, whatever the hour."""

    FRIDAY = "tay-ninh.no-appointment-friday"

    @pytest.mark.parametrize("authority", ["ninh-thanh", "tay-ninh"])
    @pytest.mark.parametrize(
        ("why", "received", "due"),
        [
            ("before opening", "2020-11-06 07:29:59", "2020-11-06"),
            ("a second before closing", "2020-11-06 16:59:59", "2020-11-06"),
            ("at closing", "2020-11-06 17:00:00", "2020-11-06"),
            ("Thursday evening counts from Friday", "2020-11-05 17:00:01", "2020-11-06"),
            ("25 December is a working Friday", "2020-12-25 16:30", "2020-12-25"),
        ],
    )
    def test_result_that_friday(self, ask, *, authority, why, received, due):
        """The city's promise binds its wards and runs to the end of the day."""
        answer = ask(received_at=local(received), authority=authority, term=term(3))
        assert answer["due_at"] == local(f"{due} 23:59:59"), why
        assert (answer["due_on"], answer["rule"]["id"], answer["same_day"]) == (due, self.FRIDAY, True), why

    @pytest.mark.parametrize(
        ("why", "received", "due", "code"),
        [
            (
                "Friday after closing is Monday's: Tue 10, Wed 11, Thu 12",
                "2020-11-06 17:00:01",
                "2020-11-12",
                "day",
            ),
            ("Thursday at closing: Fri 6, Mon 9, Tue 10", "2020-11-05 17:00:00", "2020-11-10", "day"),
            ("Friday New Year: from Mon 4; Tue 5, Wed 6, Thu 7", "2021-01-01 09:00", "2021-01-07", "day"),
            ("Friday before it began: Mon 2, Tue 3, Wed 4", "2020-10-30 10:00", "2020-11-04", "not_in_force"),
            (
                "that Friday's evening is Monday 2, its first day, but no Friday: Tue 3, Wed 4, Thu 5",
                "2020-10-30 17:00:01",
                "2020-11-05",
                "day",
            ),
            ("worked Saturday 26/4/2025: Mon 28, Tue 29, Mon 5 May", "2025-04-26 10:00", "2025-05-05", "day"),
        ],
    )
    def test_otherwise_the_callers_three_working_days(self, ask, *, why, received, due, code):
        """A Friday is literal, lost on a day off and never moved."""
        answer = ask(received_at=local(received), authority="ninh-thanh", term=term(3))
        assert (answer["due_at"], answer["rule"]["id"]) == (local(f"{due} 17:00"), "caller"), why
        assert codes(answer)[self.FRIDAY] == code, why

    def test_other_authorities_are_not_bound(self, ask):
        """At Cù Vân Friday 2020-11-06 is a Friday like any other: Mon 9, Tue 10, Wed 11."""
        answer = ask(received_at=local("2020-11-06 10:00"), authority="cu-van", term=term(3))
        assert answer["due_at"] == local("2020-11-11 17:00")
        assert codes(answer) == {"caller": "chosen"}


# Friday 2026-03-06 is followed by Monday 9; no day off is near
UNITS = [
    # clock time runs through lunch, closing and the night; an end on a day off rolls to the next close
    ("2026-03-06 11:00", 1, "hours", "2026-03-06 12:00", "Friday, through lunch"),
    ("2026-03-06 16:00", 2, "hours", "2026-03-06 18:00", "Friday, past closing"),
    ("2026-03-06 16:00", 0.5, "hours", "2026-03-06 16:30", "half an hour"),
    ("2026-03-06 16:00:01", 8, "hours", "2026-03-09 17:00", "Saturday 00:00:01 rolls to Monday's close"),
    ("2026-03-06 16:00", 24, "hours", "2026-03-09 17:00", "Saturday 16:00 rolls"),
    ("2026-03-06 16:00", 48, "hours", "2026-03-09 17:00", "Sunday 16:00 rolls"),
    ("2026-03-06 16:00", 56, "hours", "2026-03-09 17:00", "Monday 00:00:00 is Sunday's 24:00 and rolls"),
    ("2026-03-06 16:00:01", 56, "hours", "2026-03-09 00:00:01", "Monday 00:00:01 is Monday: no roll"),
    ("2026-03-06 16:00", 72, "hours", "2026-03-09 16:00", "Monday 16:00"),
    ("2026-03-07 10:00", 2, "hours", "2026-03-09 09:30", "Saturday's dossier counts from Monday 07:30"),
    ("2026-11-23 10:00", 24, "hours", "2026-11-25 17:00", "Monday to Tuesday 24/11, off: Wednesday's close"),
    ("2026-01-09 10:00", 24, "hours", "2026-01-10 10:00", "Friday to the worked Saturday 10 January"),
    ("2026-03-06 11:00", 90, "minutes", "2026-03-06 12:30", "Friday, through lunch"),
    ("2026-03-06 11:00", 0.5, "minutes", "2026-03-06 11:00:30", "half a minute"),
    ("2026-03-06 16:00", 479, "minutes", "2026-03-06 23:59", "a minute before midnight"),
    ("2026-03-06 16:00", 481, "minutes", "2026-03-09 17:00", "Saturday 00:01 rolls"),
    ("2026-03-06 16:00", 0.0125, "minutes", "2026-03-06 16:00:01", "0.75 seconds are a second"),
    ("2026-03-06 16:00", 0.0075, "minutes", "2026-03-06 16:00:00", "0.45 seconds are none"),
    # working time runs in office hours; used up exactly at closing it ends at closing
    ("2026-03-06 07:30", 4, "working_hours", "2026-03-06 11:30", "the whole morning"),
    ("2026-03-06 07:30:01", 4, "working_hours", "2026-03-06 13:30:01", "a second is left for the afternoon"),
    ("2026-03-06 13:30", 3.5, "working_hours", "2026-03-06 17:00", "the whole afternoon"),
    ("2026-03-06 07:30", 7.5, "working_hours", "2026-03-06 17:00", "the whole Friday"),
    ("2026-03-06 07:30:01", 7.5, "working_hours", "2026-03-09 07:30:01", "a second is left for Monday"),
    ("2026-03-06 13:30", 211, "working_minutes", "2026-03-09 07:31", "210 minutes to closing, 1 on Monday"),
    ("2026-03-06 16:30", 60, "working_minutes", "2026-03-09 08:00", "30 to closing, 30 on Monday"),
    ("2026-03-09 07:30", 37.5, "working_hours", "2026-03-13 17:00", "five times 7.5: Monday to Friday"),
    (
        "2026-11-23 07:30",
        15,
        "working_hours",
        "2026-11-25 17:00",
        "Monday and Wednesday; Tuesday 24/11 is off",
    ),
    ("2026-11-23 16:00", 90, "working_minutes", "2026-11-25 08:00", "60 on Monday, 30 on Wednesday"),
    ("2026-03-06 16:00", 0.25, "working_minutes", "2026-03-06 16:00:15", "15 seconds"),
    # working days: a part falls on the working day after the whole ones
    ("2026-03-06 10:00", 0, "working_days", "2026-03-06 17:00", "Friday itself"),
    ("2026-03-06 10:00", 0.25, "working_days", "2026-03-09 09:30", "Monday, the middle of the morning"),
    ("2026-03-06 10:00", 0.5, "working_days", "2026-03-09 11:30", "Monday, the end of the morning"),
    ("2026-03-06 10:00", 0.75, "working_days", "2026-03-09 15:15", "Monday, the middle of the afternoon"),
    ("2026-03-06 10:00", 1, "working_days", "2026-03-09 17:00", "Monday"),
    ("2026-03-06 10:00", 1.25, "working_days", "2026-03-10 09:30", "Tuesday"),
    ("2026-03-06 10:00", 1.5, "working_days", "2026-03-10 11:30", "Tuesday"),
    ("2026-03-06 10:00", 1.75, "working_days", "2026-03-10 15:15", "Tuesday"),
    ("2026-03-06 10:00", 2, "working_days", "2026-03-10 17:00", "Tuesday"),
    ("2026-11-23 10:00", 0.5, "working_days", "2026-11-25 11:30", "Monday; Tuesday 24/11 is off: Wednesday"),
    ("2026-01-09 10:00", 0.5, "working_days", "2026-01-10 11:30", "Friday; the worked Saturday's morning"),
    (
        "2026-02-13 10:00",
        1,
        "working_days",
        "2026-02-23 17:00",
        "Friday; 14–22 February are Tết and weekends",
    ),
    # calendar units: the first day is excluded, an end on a day off rolls
    ("2026-03-06 10:00", 1, "days", "2026-03-09 17:00", "Saturday rolls to Monday"),
    ("2026-03-06 10:00", 2, "days", "2026-03-09 17:00", "Sunday rolls to Monday"),
    ("2026-03-06 10:00", 3, "days", "2026-03-09 17:00", "Monday"),
    ("2026-03-06 10:00", 4, "days", "2026-03-10 17:00", "Tuesday"),
    ("2026-03-06 17:00:01", 1, "days", "2026-03-10 17:00", "Friday evening: Monday is day 0"),
    ("2026-03-06 10:00", 30, "days", "2026-04-06 17:00", "25 to 31 March, 5 more to Sunday 5 April: Monday"),
    ("2026-01-09 10:00", 1, "days", "2026-01-10 17:00", "Friday to the worked Saturday: no roll"),
    ("2026-03-06 10:00", 1, "weeks", "2026-03-13 17:00", "Friday to Friday"),
    ("2026-11-10 10:00", 2, "weeks", "2026-11-25 17:00", "Tuesday to Tuesday 24/11, off: Wednesday"),
    ("2026-03-06 10:00", 1, "months", "2026-04-06 17:00", "6 March to Monday 6 April"),
    ("2026-01-30 10:00", 1, "months", "2026-03-02 17:00", "no 30 February: Saturday 28, rolls to Monday"),
    ("2024-01-31 10:00", 1, "months", "2024-02-29 17:00", "the leap year's last day of February, Thursday"),
    ("2025-11-28 10:00", 3, "months", "2026-03-02 17:00", "28 November to Saturday 28 February: Monday"),
    ("2026-01-16 10:00", 1, "months", "2026-02-23 17:00", "Monday 16 February is Tết, off to Sunday 22"),
    ("2024-02-29 10:00", 1, "years", "2025-02-28 17:00", "29 February has no like in 2025: Friday 28"),
    ("2025-01-02 10:00", 1, "years", "2026-01-05 17:00", "Friday 2 January swapped off, weekend: Monday 5"),
    ("2025-11-24 10:00", 1, "years", "2026-11-25 17:00", "Monday to Tuesday 24/11, off: Wednesday"),
]


@pytest.mark.parametrize(("received", "amount", "unit", "due", "why"), UNITS)
def test_units_and_their_rolls(ask, *, received, amount, unit, due, why):
    """Every unit ends where the law ends it, and its steps chain up to there."""
    answer = ask(received_at=local(received), term=term(amount, unit), **VN)
    assert answer["due_at"] == local(due), why
    assert answer["due_on"] == due.split()[0], why
    steps = answer["explanation"]
    assert (steps[0]["at_before"], steps[-1]["at_after"]) == (local(received), local(due))
    assert all(earlier["at_after"] == later["at_before"] for earlier, later in pairwise(steps))


@pytest.mark.parametrize(("amount", "unit"), [(8, "hours"), (480, "minutes")])
def test_end_at_midnight_belongs_to_the_day_before(ask, amount, unit):
    """Friday 16:00 and eight hours end at Saturday's 00:00:00, which is Friday's and does not roll."""
    answer = ask(received_at=local("2026-03-06 16:00"), term=term(amount, unit), **VN)
    assert (answer["due_at"], answer["due_on"]) == (local("2026-03-07 00:00"), "2026-03-06")
    assert (answer["same_day"], answer["working_days"]) == (True, 0)


@pytest.mark.parametrize(
    ("why", "received", "due"),
    [
        ("Friday 20 to Monday 23, which is worked", "2026-11-20 10:00", "2026-11-23"),
        ("Monday 23; Tuesday 24 is off: Wednesday 25", "2026-11-23 10:00", "2026-11-25"),
        ("Monday 23 evening: Wednesday is day 0", "2026-11-23 17:00:01", "2026-11-26"),
        ("Tuesday 24, off: Wednesday is day 0", "2026-11-24 09:00", "2026-11-26"),
        ("Wednesday 25 to Thursday 26", "2026-11-25 10:00", "2026-11-26"),
        ("Thursday 26 to Friday 27", "2026-11-26 10:00", "2026-11-27"),
        ("Friday 27; Saturday 28 is not worked: Monday 30", "2026-11-27 10:00", "2026-11-30"),
        ("Saturday 28: Monday 30 is day 0", "2026-11-28 10:00", "2026-12-01"),
    ],
)
def test_one_working_day_around_24_november(ask, why, received, due):
    """Only the 24th is off: the swap of Monday 23 for Saturday 28 was not adopted."""
    answer = ask(received_at=local(received), term=term(1), **VN)
    assert (answer["due_on"], answer["provisional"]) == (due, False), why


class TestExtensions:
    """Received on Thursday 2026-03-05 with one working day: due on Friday 6 at 17:00, then extended."""

    @pytest.mark.parametrize(
        ("amount", "unit", "due", "why"),
        [
            (1, "working_days", "2026-03-09 17:00", "Friday is day 0: Monday"),
            (2, "working_days", "2026-03-10 17:00", "Tuesday"),
            (0.25, "working_days", "2026-03-09 09:30", "Monday, the middle of the morning"),
            (0.5, "working_days", "2026-03-09 11:30", "Monday, the end of the morning"),
            (0.75, "working_days", "2026-03-09 15:15", "Monday, the middle of the afternoon"),
            (1.5, "working_days", "2026-03-10 11:30", "Monday, then Tuesday's morning"),
            (1, "days", "2026-03-09 17:00", "Saturday rolls to Monday"),
            (4, "days", "2026-03-10 17:00", "Tuesday"),
            (1, "weeks", "2026-03-13 17:00", "Friday"),
            (1, "months", "2026-04-06 17:00", "Monday 6 April"),
            (1, "years", "2027-03-08 17:00", "Saturday 6 March 2027 rolls to Monday"),
            (30, "minutes", "2026-03-06 17:30", "from 17:00 on, no deemed receipt"),
            (1, "hours", "2026-03-06 18:00", "past closing"),
            (8, "hours", "2026-03-09 17:00", "Saturday 01:00 rolls to Monday's close"),
            (30, "working_minutes", "2026-03-09 08:00", "Monday"),
            (7.5, "working_hours", "2026-03-09 17:00", "the whole Monday"),
        ],
    )
    def test_are_counted_from_the_due_date_before(self, ask, *, amount, unit, due, why):
        """Days and longer from the due day as day 0, hours and minutes from the due moment."""
        answer = ask(
            received_at=local("2026-03-05 10:00"),
            term=term(1),
            extensions=[{"term": term(amount, unit), "reason": "chờ xác minh"}],
            **VN,
        )
        assert (answer["due_at"], answer["due_on"]) == (local(due), due.split()[0]), why
        assert answer["extended_from"] == [
            # Friday's apology would have been owed by Thursday, the day of receipt itself
            {"due_at": local("2026-03-06 17:00"), "due_on": "2026-03-06", "apology_due_on": "2026-03-05"}
        ]
        assert answer["explanation"][-1]["at_after"] == local(due)

    @pytest.mark.parametrize(
        ("terms", "due", "between"),
        [
            ([term(1), term(0.5)], "2026-03-10 11:30", "2026-03-09 17:00"),  # Monday, Tuesday's morning
            ([term(0.5), term(0.5)], "2026-03-10 11:30", "2026-03-09 11:30"),  # Monday is day 0 of the second
            ([term(1, "hours"), term(1)], "2026-03-09 17:00", "2026-03-06 18:00"),  # Friday, then Monday
            (
                [term(1, "days"), term(1, "hours")],
                "2026-03-09 18:00",
                "2026-03-09 17:00",
            ),  # from the rolled end
        ],
    )
    def test_follow_each_other(self, ask, terms, due, between):
        """The second extension starts where the first ended."""
        answer = ask(
            received_at=local("2026-03-05 10:00"),
            term=term(1),
            extensions=[{"term": item} for item in terms],
            **VN,
        )
        assert answer["due_at"] == local(due)
        assert [item["due_at"] for item in answer["extended_from"]] == [
            local("2026-03-06 17:00"),
            local(between),
        ]

    def test_extended_friday_ends_at_mondays_closing(self, ask):
        """Friday's 23:59:59 at Ninh Thạnh and one working day: Monday 9 November at 17:00."""
        answer = ask(
            received_at=local("2020-11-06 09:00"),
            authority="ninh-thanh",
            term=term(3),
            extensions=[{"term": term(1)}],
        )
        assert answer["extended_from"][0]["due_at"] == local("2020-11-06 23:59:59")
        assert answer["due_at"] == local("2020-11-09 17:00")

    def test_apology_of_an_extended_due_date_is_its_own(self, ask):
        """Due on Monday after the extension: the apology is owed by Friday."""
        answer = ask(
            received_at=local("2026-03-05 10:00"), term=term(1), extensions=[{"term": term(1)}], **VN
        )
        assert answer["apology_due_on"] == "2026-03-06"


class TestRestarts:
    """Three working days from Monday 2026-03-09 09:00 would end on Thursday 12."""

    @pytest.mark.parametrize(
        ("why", "restarts", "counted_from", "due"),
        [
            ("none", [], "2026-03-09 09:00", "2026-03-12"),
            (
                "at the receipt itself: nothing changes",
                ["2026-03-09 09:00"],
                "2026-03-09 09:00",
                "2026-03-12",
            ),
            ("Wednesday: Thu 12, Fri 13, Mon 16", ["2026-03-11 10:00"], "2026-03-11 10:00", "2026-03-16"),
            (
                "after the due date, Friday: Mon 16, Tue 17, Wed 18",
                ["2026-03-13 10:00"],
                "2026-03-13 10:00",
                "2026-03-18",
            ),
            (
                "the last decides, Wednesday after Tuesday",
                ["2026-03-10 10:00", "2026-03-11 10:00"],
                "2026-03-11 10:00",
                "2026-03-16",
            ),
            (
                "whatever their order",
                ["2026-03-11 10:00", "2026-03-10 10:00"],
                "2026-03-11 10:00",
                "2026-03-16",
            ),
            (
                "Friday at closing: Mon 16, Tue 17, Wed 18",
                ["2026-03-13 17:00:00"],
                "2026-03-13 17:00",
                "2026-03-18",
            ),
            (
                "Friday evening: Monday is day 0; Tue, Wed, Thu 19",
                ["2026-03-13 17:00:01"],
                "2026-03-16 07:30",
                "2026-03-19",
            ),
        ],
    )
    def test_last_one_decides(self, ask, *, why, restarts, counted_from, due):
        """The term is counted anew from the last restart's deemed receipt."""
        answer = ask(
            received_at=local("2026-03-09 09:00"),
            term=term(3),
            restarts=[{"at": local(item)} for item in restarts],
            **VN,
        )
        assert answer["received_at"] == local("2026-03-09 09:00"), why
        assert answer["counted_from"] == local(counted_from), why
        assert answer["due_at"] == local(f"{due} 17:00"), why

    @pytest.mark.parametrize(
        ("why", "request_", "restart", "due", "rule"),
        [
            (
                "a copy of Tuesday, too late, comes again on Wednesday at 15:00:00: the same day",
                {
                    "authority": "vn",
                    "procedure": "certified-copy",
                    "received_at": local("2026-03-10 15:00:01"),
                },
                "2026-03-11 15:00:00",
                "2026-03-11 17:00",
                "certified-copy",
            ),
            (
                "a second later: Thursday",
                {
                    "authority": "vn",
                    "procedure": "certified-copy",
                    "received_at": local("2026-03-10 15:00:01"),
                },
                "2026-03-11 15:00:01",
                "2026-03-12 17:00",
                "certified-copy",
            ),
            (
                "Thursday's dossier comes again on the no-appointment Friday",
                {"authority": "ninh-thanh", "term": term(3), "received_at": local("2020-11-05 09:00")},
                "2020-11-06 10:00",
                "2020-11-06 23:59:59",
                "tay-ninh.no-appointment-friday",
            ),
            (
                "in time at ten, the dossier comes again at 11:30: Wed 6, Thu 7, Fri 8",
                {
                    "authority": "long-an",
                    "procedure": "business-registration",
                    "received_at": local("2019-03-05 10:00"),
                },
                "2019-03-05 11:30:00",
                "2019-03-08 17:00",
                "business-registration",
            ),
        ],
    )
    def test_rules_are_chosen_anew(self, ask, *, why, request_, restart, due, rule):
        """Cutoffs and weekdays are weighed at the last restart."""
        answer = ask(**request_, restarts=[{"at": local(restart), "reason": "bổ sung"}])
        assert (answer["due_at"], answer["rule"]["id"]) == (local(due), rule), why

    def test_restart_before_the_receipt_is_refused(self, refuse):
        """A dossier cannot be completed again a second before it came."""
        problem = refuse(
            received_at=local("2026-03-09 09:00"),
            term=term(3),
            restarts=[{"at": local("2026-03-09 08:59:59")}],
            **VN,
        )
        assert (problem["code"], problem["errors"][0]["path"]) == ("event_before_receipt", "/restarts/0/at")


class TestProvisional:
    """2027 is partly published, 2028 to 2030 are projected."""

    @pytest.mark.parametrize(
        ("why", "received", "granted", "due", "because"),
        [
            ("Tuesday and two: Thursday 31 December 2026", "2026-12-29 10:00", term(2), "2026-12-31", []),
            (
                "Tuesday and three: Friday 1 January is off, Monday 4",
                "2026-12-29 10:00",
                term(3),
                "2027-01-04",
                [2027],
            ),
            (
                "from Thursday 31 evening: Monday 4 is day 0",
                "2026-12-31 17:00:01",
                term(1),
                "2027-01-05",
                [2027],
            ),
            ("within 2027", "2027-03-01 10:00", term(1), "2027-03-02", [2027]),  # Monday, Tuesday
            (
                "Monday 4 January to Tuesday 4 January 2028",
                "2027-01-04 10:00",
                term(1, "years"),
                "2028-01-04",
                [2027, 2028],
            ),
            (
                "the last days of the calendar, Monday, Tuesday",
                "2030-12-30 10:00",
                term(1),
                "2030-12-31",
                [2030],
            ),
        ],
    )
    def test_years_that_no_notice_settled_are_named(self, ask, *, why, received, granted, due, because):
        """An answer is provisional where it reaches into such a year."""
        answer = ask(received_at=local(received), term=granted, **VN)
        assert answer["due_on"] == due, why
        assert (answer["provisional"], answer["provisional_because"]) == (bool(because), because), why

    @pytest.mark.parametrize(
        ("received", "granted", "path"),
        [
            ("2030-12-30 10:00", term(2), "/term"),  # Tuesday 31 is the last day
            ("2030-12-31 17:00:01", term(1), "/received_at"),  # no opening is left
            ("2014-12-31 10:00", term(1), "/received_at"),  # the day before the first
            ("2026-03-06 10:00", term(10, "years"), "/term"),
            ("2026-03-06 10:00", term(10**12, "years"), "/term"),
            ("2026-03-06 10:00", term(10**12, "working_hours"), "/term"),
        ],
    )
    def test_past_the_horizon_there_is_no_answer(self, refuse, received, granted, path):
        """The calendar reaches from 2015 to 2030."""
        problem = refuse(received_at=local(received), term=granted, **VN)
        assert (problem["code"], problem["errors"][0]["path"]) == ("beyond_horizon", path)


class TestConsidered:
    """Every rule that was looked at, with the reason."""

    @pytest.mark.parametrize(
        ("why", "request_", "expected"),
        [
            (
                "Friday 09:00: the law's 17:00 before the promise's 23:59:59",
                {"received_at": "2020-11-06 09:00", "authority": "ninh-thanh", "procedure": "certified-copy"},
                {"certified-copy": "chosen", "tay-ninh.no-appointment-friday": "later"},
            ),
            (
                "Friday 15:00:01: the law says Monday",
                {
                    "received_at": "2020-11-06 15:00:01",
                    "authority": "ninh-thanh",
                    "procedure": "certified-copy",
                },
                {"certified-copy": "later", "tay-ninh.no-appointment-friday": "chosen"},
            ),
            (
                "Friday 30 October: the promise begins on Monday",
                {"received_at": "2020-10-30 09:00", "authority": "ninh-thanh", "procedure": "certified-copy"},
                {"certified-copy": "chosen", "tay-ninh.no-appointment-friday": "not_in_force"},
            ),
            (
                "Tuesday: the promise is for other procedures",
                {"received_at": "2019-03-05 09:00", "authority": "long-an", "procedure": "certified-copy"},
                {"certified-copy": "chosen", "long-an.same-day-registration": "procedure"},
            ),
            (
                "Tuesday: limited to procedures, it does not apply when none is named",
                {"received_at": "2019-03-05 09:00", "authority": "long-an", "term": term(3)},
                {"caller": "chosen", "long-an.same-day-registration": "procedure"},
            ),
            (
                "Friday: what the counter cannot finish itself",
                {
                    "received_at": "2020-11-06 09:00",
                    "authority": "ninh-thanh",
                    "procedure": "business-registration",
                },
                {"business-registration": "chosen", "tay-ninh.no-appointment-friday": "excepted"},
            ),
            (
                "Thursday: another field",
                {
                    "received_at": "2024-03-07 09:00",
                    "authority": "long-khanh-a",
                    "field": "health",
                    "term": term(3),
                },
                {"caller": "chosen", "long-khanh-a.no-appointment-thursday": "field"},
            ),
            (
                "Wednesday is no Thursday",
                {
                    "received_at": "2024-03-06 09:00",
                    "authority": "long-khanh-a",
                    "field": "justice",
                    "term": term(3),
                },
                {"caller": "chosen", "long-khanh-a.no-appointment-thursday": "day"},
            ),
            (
                "Tuesday 11:30:00 misses the cutoff",
                {
                    "received_at": "2019-03-05 11:30:00",
                    "authority": "long-an",
                    "procedure": "business-registration",
                },
                {"business-registration": "chosen", "long-an.same-day-registration": "cutoff"},
            ),
            (
                "Tuesday 10:00: the procedure has no term and the caller brings none",
                {
                    "received_at": "2019-03-05 10:00",
                    "authority": "long-an",
                    "procedure": "business-registration-reissue",
                },
                {"business-registration-reissue": "not_in_force", "long-an.same-day-registration": "chosen"},
            ),
            (
                "a tie, Thursday: the caller's hour and the promised hour; the more local wins",
                {
                    "received_at": "2024-03-07 09:00",
                    "authority": "long-khanh-a",
                    "field": "justice",
                    "term": term(1, "hours"),
                },
                {"caller": "later", "long-khanh-a.no-appointment-thursday": "chosen"},
            ),
            (
                "a tie, Tuesday: both say the close of the day",
                {
                    "received_at": "2019-03-05 09:00",
                    "authority": "long-an",
                    "procedure": "business-registration-reissue",
                    "term": term(0),
                },
                {"caller": "later", "long-an.same-day-registration": "chosen"},
            ),
        ],
    )
    def test_each_code(self, ask, why, request_, expected):
        """The law or the caller first, then the promises; exactly one is chosen."""
        answer = ask(**{**request_, "received_at": local(request_["received_at"])})
        assert codes(answer) == expected, why
        assert [item["id"] for item in answer["considered"]] == list(expected)
        for item in answer["considered"]:
            applies = item["why"]["code"] in ("chosen", "later")
            assert (item["applies"], item["due_at"] is not None) == (applies, applies)
            assert item["chosen"] is (item["id"] == answer["rule"]["id"])
        assert next(item for item in answer["considered"] if item["chosen"])["due_at"] == answer["due_at"]


class TestServiceDays:
    """No-writing Wednesday and no-appointment Friday at Ninh Thạnh."""

    WEDNESDAY, FRIDAY = "tay-ninh.no-writing-wednesday", "tay-ninh.no-appointment-friday"

    @pytest.mark.parametrize(
        ("why", "received", "listed"),
        [
            ("the first Wednesday", "2020-11-04 09:00", [WEDNESDAY]),
            ("Tuesday evening counts from Wednesday", "2020-11-03 17:00:01", [WEDNESDAY]),
            ("Wednesday evening counts from Thursday", "2020-11-04 17:00:01", []),
            ("Thursday", "2020-11-05 09:00", []),
            ("the first Friday", "2020-11-06 09:00", [FRIDAY]),
            ("Friday evening counts from Monday", "2020-11-06 17:00:01", []),
            ("Wednesday 28 October: not yet", "2020-10-28 09:00", []),
            ("Wednesday 21 April 2021 is off and lost: Thursday", "2021-04-21 09:00", []),
            ("Friday 1 January 2021 is off and lost: Monday", "2021-01-01 09:00", []),
            ("worked Saturday 26 April 2025", "2025-04-26 09:00", []),
        ],
    )
    def test_are_those_of_the_day_counted_from(self, ask, why, received, listed):
        """A day off loses its model; nothing is moved."""
        answer = ask(received_at=local(received), authority="ninh-thanh", term=term(3))
        assert [item["id"] for item in answer["service_days"]] == listed, why

    def test_no_writing_changes_no_term(self, ask):
        """Wednesday 2020-11-04 and three working days: Thu 5, Fri 6, Mon 9, as everywhere."""
        answer = ask(received_at=local("2020-11-04 09:00"), authority="ninh-thanh", term=term(3))
        assert (answer["due_at"], answer["rule"]["id"]) == (local("2020-11-09 17:00"), "caller")
        assert answer["service_days"][0]["model"] == "no_writing"

    def test_excepted_procedure_still_comes_on_a_service_day(self, ask):
        """Friday is a no-appointment day also for whoever is excepted from its promise."""
        answer = ask(
            received_at=local("2020-11-06 09:00"), authority="ninh-thanh", procedure="business-registration"
        )
        assert [item["model"] for item in answer["service_days"]] == ["no_appointment"]

    def test_daily_promise_is_no_service_day(self, ask):
        """Long An's promise holds every day and marks none."""
        answer = ask(
            received_at=local("2019-03-05 09:00"), authority="long-an", procedure="business-registration"
        )
        assert answer["service_days"] == []


@pytest.mark.parametrize(
    ("why", "received", "granted", "apology"),
    [
        ("due on Thursday 12: Wednesday", "2026-03-09 10:00", term(3), "2026-03-11"),
        ("due on Tuesday: Monday, the day of receipt itself", "2026-03-09 10:00", term(1), "2026-03-09"),
        ("due on Monday: Friday", "2026-03-06 10:00", term(1), "2026-03-06"),
        (
            "due on Monday, received on Friday evening: Friday is before Monday",
            "2026-03-06 17:00:01",
            term(0),
            None,
        ),
        ("due the same day", "2026-03-09 10:00", term(0), None),
        ("due on Tuesday morning: Monday", "2026-03-09 10:00", term(0.5), "2026-03-09"),
        ("due on Wednesday 25; Tuesday 24/11 is off: Monday 23", "2026-11-23 10:00", term(1), "2026-11-23"),
        ("rolled to Monday: Friday", "2026-03-06 10:00", term(1, "days"), "2026-03-06"),
        ("hours have none, however many", "2026-03-09 10:00", term(72, "hours"), None),
        ("nor have minutes", "2026-03-09 10:00", term(2880, "minutes"), None),
        ("nor working hours", "2026-03-09 10:00", term(15, "working_hours"), None),
        ("nor working minutes", "2026-03-09 10:00", term(900, "working_minutes"), None),
    ],
)
def test_apology_is_owed_the_working_day_before(ask, *, why, received, granted, apology):
    """Never before the day counted from, and never for terms by the clock."""
    answer = ask(received_at=local(received), term=granted, **VN)
    assert answer["apology_due_on"] == apology, why


@pytest.mark.parametrize(
    ("why", "received", "granted", "same_day", "working_days"),
    [
        ("Friday to Friday's close", "2026-03-06 10:00", term(0), True, 0),
        ("Friday evening to Monday's close: Monday is day 0", "2026-03-06 17:00:01", term(0), True, 0),
        ("Friday to Monday", "2026-03-06 10:00", term(1), False, 1),
        ("Friday to Monday's morning", "2026-03-06 10:00", term(0.5), False, 1),
        ("Friday to Monday by the calendar", "2026-03-06 10:00", term(3, "days"), False, 1),
        ("Friday to Friday", "2026-03-06 10:00", term(1, "weeks"), False, 5),
        ("Monday to Wednesday over 24/11", "2026-11-23 10:00", term(1), False, 1),
        ("Wednesday 7 to the worked Saturday 10 January", "2026-01-07 10:00", term(3), False, 3),
        ("Friday's hour", "2026-03-06 10:00", term(1, "hours"), True, 0),
        ("Friday's hour of work, on Monday", "2026-03-06 17:00:00", term(1, "working_hours"), False, 1),
    ],
)
def test_same_day_and_working_days(ask, *, why, received, granted, same_day, working_days):
    """Working days are counted after the day counted from, up to and with the due day."""
    answer = ask(received_at=local(received), term=granted, **VN)
    assert (answer["same_day"], answer["working_days"]) == (same_day, working_days), why


class TestWhichTerm:
    """The law's term, the caller's, or none."""

    @pytest.mark.parametrize(
        ("why", "received", "code"),
        [
            ("Monday: in force", "2026-03-09 10:00", "term_not_allowed"),
            ("Friday 2015-04-10, its first day", "2015-04-10 07:30", "term_not_allowed"),
            ("Thursday evening counts from that Friday", "2015-04-09 17:00:01", "term_not_allowed"),
        ],
    )
    def test_callers_term_is_refused_beside_the_laws(self, refuse, why, received, code):
        """A certified copy has a statutory term from 2015-04-10 on."""
        problem = refuse(received_at=local(received), procedure="certified-copy", term=term(3), **VN)
        assert (problem["code"], problem["errors"][0]["path"]) == (code, "/term"), why

    def test_callers_term_stands_the_day_before(self, ask):
        """Thursday 2015-04-09 at closing: Fri 10, Mon 13, Tue 14."""
        answer = ask(received_at=local("2015-04-09 17:00:00"), procedure="certified-copy", term=term(3), **VN)
        assert (answer["rule"]["id"], answer["due_at"]) == ("caller", local("2015-04-14 17:00"))
        assert answer["rule"]["in_force"] is None

    @pytest.mark.parametrize(
        ("received", "since", "until", "due"),
        [
            # Thursday at closing: Friday New Year; Mon 4, Tue 5, Wed 6
            ("2020-12-31 17:00:00", "2015-07-01", "2021-01-04", "2021-01-06"),
            # Thursday evening counts from Monday 4, the new version's first day: Tue 5, Wed 6, Thu 7
            ("2020-12-31 17:00:01", "2021-01-04", None, "2021-01-07"),
        ],
    )
    def test_version_is_that_of_the_day_counted_from(self, ask, *, received, since, until, due):
        """Business registration was amended on Monday 2021-01-04."""
        answer = ask(received_at=local(received), procedure="business-registration", **VN)
        assert answer["rule"]["in_force"] == {"from": since, "until": until}
        assert answer["due_on"] == due

    @pytest.mark.parametrize(
        "request_",
        [
            {"authority": "vn"},
            {"authority": "vn", "field": "justice"},
            {"authority": "vn", "procedure": "food-safety-certificate"},
            {"authority": "ninh-thanh"},  # a Monday: no promise
            {"authority": "long-khanh-a", "field": "justice"},
            {"authority": "long-an", "procedure": "certified-copy", "received_at": local("2015-04-09 10:00")},
        ],
    )
    def test_nothing_that_applies_is_no_term(self, refuse, request_):
        """On Monday 2026-03-09 neither law, caller nor promise grants anything."""
        problem = refuse(**{"received_at": local("2026-03-09 10:00"), **request_})
        assert problem["code"] == "no_term"

    @pytest.mark.parametrize(
        ("request_", "due"),
        [
            ({"authority": "ninh-thanh", "received_at": local("2020-11-06 10:00")}, "2020-11-06 23:59:59"),
            (
                {"authority": "long-khanh-a", "field": "police", "received_at": local("2024-03-07 10:00")},
                "2024-03-07 11:00",
            ),
        ],
    )
    def test_promise_alone_is_enough(self, ask, request_, due):
        """On a no-appointment day no other term is needed."""
        assert ask(**request_)["due_at"] == local(due)

    def test_field_must_be_the_procedures(self, refuse):
        """A certified copy belongs to justice."""
        problem = refuse(
            received_at=local("2026-03-09 10:00"), procedure="certified-copy", field="health", **VN
        )
        assert (problem["code"], problem["errors"][0]["path"]) == ("field_mismatch", "/field")

    def test_field_may_repeat_the_procedures(self, ask):
        """Monday at ten, due that day: naming the right field changes nothing."""
        answer = ask(received_at=local("2026-03-09 10:00"), procedure="certified-copy", field="justice", **VN)
        assert answer["due_at"] == local("2026-03-09 17:00")


class TestEveryMember:
    """The contract's members are always there."""

    @pytest.mark.parametrize(
        "request_",
        [
            {"received_at": local("2026-03-06 10:00"), "authority": "vn", "term": term(1)},
            {"received_at": local("2024-03-07 16:30"), "authority": "long-khanh-a", "field": "justice"},
            {"received_at": local("2026-03-06 10:00"), "authority": "vn", "procedure": "certified-copy"},
            {
                "received_at": local("2026-03-06 10:00"),
                "authority": "ninh-thanh",
                "term": term(1, "hours"),
                "restarts": [{"at": local("2026-03-10 10:00")}],
                "extensions": [{"term": term(0.5)}],
            },
        ],
    )
    @pytest.mark.parametrize("explain", [True, False])
    def test_is_there_explained_or_not(self, ask, request_, explain):
        """Unexplained, the explanation is null and nothing is considered; all else is the same."""
        answer = ask(**request_, explain=explain)
        assert set(answer) == MEMBERS
        assert (answer["explanation"] is None, answer["considered"] == []) == (not explain, not explain)
        explained = ask(**request_)
        assert {**answer, "explanation": 0, "considered": 0} == {
            **explained,
            "explanation": 0,
            "considered": 0,
        }

    def test_what_does_not_apply_is_null_or_empty(self, ask):
        """A plain answer of Friday 2026-03-06 has no event, no stage and no warning."""
        answer = ask(received_at=local("2026-03-06 10:00"), term=term(1), **VN)
        empty = ("reminders", "stages", "extended_from", "warnings", "provisional_because", "service_days")
        assert [answer[member] for member in empty] == [[]] * len(empty)
        assert (answer["status"], answer["remaining"], answer["hypothetical"]) == ("due", None, False)
        assert set(answer["rules"]) == {"release", "digest"}
        assert set(answer["appointment_text"]) == {"vi", "en"}
