"""Promises for one day of the week, and days of service, over HTTP, counted by hand."""

import pytest
from wire import codes, local, term


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
