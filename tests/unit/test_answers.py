"""What an answer says besides its due date: apologies, other dates, what is provisional, every member."""

import pytest
from wire import VN, local, term

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
