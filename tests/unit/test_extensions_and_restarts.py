"""Extensions and restarts over HTTP, counted by hand."""

import pytest
from wire import VN, local, term


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
