"""What comes after the receipt: restarts, extensions, apologies."""

from datetime import date

import pytest
from helpers import at, day, find, office, promise, second, term

from sla_service.core.errors import BeyondHorizon
from sla_service.core.rules import DueTime, DueTimeKind, Extension, Restart

# 2026-03-01 is a Sunday: 5 March is Thursday, 6 Friday, 9 Monday
FRIDAY = at("2026-03-06 10:00")
DAY, TWO_DAYS, THREE_DAYS = (term(amount, "working_days") for amount in (1, 2, 3))
SAME_DAY = term(0, "working_days")


class TestRestarts:
    """The last restart decides."""

    def test_last_one_counts_whatever_their_order(self):
        """Tuesday's restart after Monday's: three days are Wednesday to Friday."""
        monday, tuesday = Restart(at("2026-03-09 09:00"), "sửa"), Restart(at("2026-03-10 09:00"), None)
        for restarts in ((monday, tuesday), (tuesday, monday)):
            found = find(FRIDAY, term=THREE_DAYS, restarts=restarts)
            assert (found.received_at, found.counted_from.at) == (FRIDAY, at("2026-03-10 09:00"))
            assert found.due.at == at("2026-03-13 17:00")
            told = [(step.code, step.facts["reason"]) for step in found.steps if step.code == "restarted"]
            assert told == [("restarted", "sửa"), ("restarted", None)]

    def test_restart_past_the_calendar_is_pointed_at(self):
        """The restart that left the calendar is named, by its place in the request."""
        restarts = (Restart(at("2027-01-04 09:00"), None), Restart(at("2026-03-09 09:00"), None))
        with pytest.raises(BeyondHorizon) as refused:
            find(FRIDAY, term=DAY, restarts=restarts)
        assert refused.value.path == "/restarts/0/at"

    def test_receipt_outside_the_calendar_is_pointed_at(self):
        """Without a restart it is the receipt itself."""
        with pytest.raises(BeyondHorizon) as refused:
            find(at("2027-01-04 09:00"), term=DAY)
        assert refused.value.path == "/received_at"

    def test_receipt_before_the_calendar_does_not_matter_once_restarted(self):
        """Only the last restart is admitted."""
        found = find(at("2025-12-01 09:00"), term=DAY, restarts=(Restart(at("2026-03-09 09:00"), None),))
        assert found.due.at == at("2026-03-10 17:00")


class TestExtensions:
    """Further terms, each from the due date before it."""

    def test_chain_keeps_every_earlier_due_date(self):
        """Friday + 1 is Monday, + 2 Wednesday, + 1 hour Wednesday 18:00; apologies a working day before."""
        extensions = (Extension(TWO_DAYS, "chờ"), Extension(term(1, "hours"), None))
        found = find(FRIDAY, term=DAY, extensions=extensions)
        assert [(earlier.due.at, earlier.apology_due_on) for earlier in found.extended_from] == [
            (at("2026-03-09 17:00"), date(2026, 3, 6)),
            (at("2026-03-11 17:00"), date(2026, 3, 10)),
        ]
        assert found.due.at == at("2026-03-11 18:00")
        assert [step.code for step in found.steps][-3:] == ["settled", "extended", "extended"]

    def test_extension_ends_at_closing_whatever_the_rules_due_time(self):
        """A promise of Friday's 23:59:59, extended by a working day, is due at Monday's close."""
        found = find(
            FRIDAY,
            office(None, (0, promise("o.f", SAME_DAY, due_time=DueTime(DueTimeKind.END_OF_DAY)))),
            extensions=(Extension(DAY, None),),
        )
        assert found.extended_from[0].due.at == at("2026-03-06 23:59:59")
        assert found.due.at == at("2026-03-09 17:00")

    def test_extension_has_no_deemed_receipt(self):
        """Half an hour of work from Friday 20:00 runs on Monday; half an hour of clock time does not wait."""
        late = promise("o.f", SAME_DAY, due_time=DueTime(DueTimeKind.CLOCK, second("20:00")))
        for granted, expected in (("working_hours", "2026-03-09 08:00"), ("hours", "2026-03-06 20:30")):
            extensions = (Extension(term(0.5, granted), None),)
            found = find(FRIDAY, office(None, (0, late)), extensions=extensions)
            assert found.due.at == at(expected)

    def test_extension_past_the_calendar_is_pointed_at(self):
        """The second extension leaves the calendar and is named."""
        extensions = (Extension(DAY, None), Extension(term(1, "years"), None))
        with pytest.raises(BeyondHorizon) as refused:
            find(FRIDAY, term=DAY, extensions=extensions)
        assert refused.value.path == "/extensions/1/term"


class TestApologies:
    """The working day before the due day, where there is one to use."""

    @pytest.mark.parametrize(
        ("received", "granted", "apology"),
        [
            ("2026-03-06 10:00", DAY, "2026-03-06"),  # due on Monday: Friday, the day of receipt itself
            ("2026-03-06 10:00", SAME_DAY, None),  # Thursday would be before the receipt
            ("2026-03-06 10:00", TWO_DAYS, "2026-03-09"),
            ("2026-03-06 10:00", term(0.5, "working_days"), "2026-03-06"),
            ("2026-03-06 10:00", term(3, "days"), "2026-03-06"),
            ("2026-03-06 10:00", term(72, "hours"), None),
            ("2026-03-06 10:00", term(15, "working_hours"), None),
            ("2026-01-01 10:00", SAME_DAY, None),  # the calendar's very first day: there is none before
        ],
    )
    def test_is_the_working_day_before_and_not_before_the_receipt(self, received, granted, apology):
        """Terms by the clock and due dates without a day to spare have none."""
        found = find(at(received), term=granted)
        assert found.appointment.apology_due_on == (apology and day(apology))
