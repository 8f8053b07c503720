"""Answers as things were known on a day, over HTTP, in every place that takes `known_on`.

Counted by hand. On 2025-12-25 Friday 2 January 2026 was swapped for Saturday 10 January, and 1 January is
New Year's Day. Two working days from Wednesday 31 December are therefore Monday 5 and Tuesday 6, but Friday 2
and Monday 5 for those who did not know it yet.
"""

import pytest
from asking import CALENDAR, but, post, refused

EVE, NOTICE = "2025-12-24", "2025-12-25"
TWO_DAYS = {"amount": 2, "unit": "working_days"}
THREE_DAYS = {"amount": 3, "unit": "working_days"}
DOSSIER = {"received_at": "2025-12-31T10:00:00+07:00", "authority": "vn", "term": TWO_DAYS}
MONDAY, TUESDAY = "2026-01-05T17:00:00+07:00", "2026-01-06T17:00:00+07:00"
FRIDAY_PROMISE = "tay-ninh.no-appointment-friday"


@pytest.fixture(scope="module")
def told(client):
    """Post a request that must be answered, to any route."""

    def told(url, body):
        response = client.post(f"/v1/{url}", json=body)
        assert response.status_code == 200, response.get_json()
        return response.get_json()

    return told


def why(answer):
    """List the codes of the rules that were looked at."""
    return {item["id"]: item["why"]["code"] for item in answer["considered"]}


class TestDueDates:
    """One due date."""

    @pytest.mark.parametrize(("known", "due"), [(EVE, MONDAY), (NOTICE, TUESDAY), (None, TUESDAY)])
    def test_swap_is_seen_from_its_notice_on(self, ask, known, due):
        """Not on the eve; nothing of it is hypothetical."""
        answer = ask(**DOSSIER, known_on=known)
        assert (answer["due_at"], answer["provisional"], answer["hypothetical"]) == (due, False, False)

    @pytest.mark.parametrize(
        ("known", "due"),
        [("2026-04-23", "2026-11-24T17:00:00+07:00"), ("2026-04-24", "2026-11-25T17:00:00+07:00")],
    )
    def test_culture_day_is_seen_from_its_resolution_on(self, ask, known, due):
        """One working day from Monday 23 November 2026: Tuesday, or Wednesday where Tuesday is off."""
        assert ask(**but(received_at="2026-11-23T10:00:00+07:00"), known_on=known)["due_at"] == due

    def test_explanation_skips_only_what_was_known(self, ask):
        """New Year's Day and the weekend; the Friday too once its notice is out."""
        skipped = {}
        for known in (EVE, NOTICE):
            steps = ask(**DOSSIER, known_on=known)["explanation"]
            facts = next(step["facts"] for step in steps if step["code"] == "counted")
            skipped[known] = [item["on"] for item in facts["skipped"]]
        weekend = ["2026-01-03", "2026-01-04"]
        assert skipped == {
            EVE: ["2026-01-01", *weekend],
            NOTICE: ["2026-01-01", "2026-01-02", *weekend],
        }

    @pytest.mark.parametrize(("known", "because"), [("2025-10-15", [2026]), ("2025-10-16", [])])
    def test_year_without_any_notice_yet_is_provisional(self, ask, known, because):
        """Tuesday 2026-03-10 and one working day, before and on the day of the first notice of 2026."""
        answer = ask(**but(known_on=known))
        assert (answer["provisional"], answer["provisional_because"]) == (bool(because), because)
        assert answer["due_on"] == "2026-03-11"

    def test_tet_is_off_before_anybody_announced_it(self, ask):
        """Friday 13 February 2026; Tết Mon 16 to Fri 20 is projected: the next working day is Monday 23."""
        answer = ask(**but(received_at="2026-02-13T10:00:00+07:00", known_on="2025-10-15"))
        assert (answer["due_on"], answer["provisional_because"]) == ("2026-02-23", [2026])

    def test_2027_is_projected_before_its_notice(self, ask):
        """Wednesday 3 February 2027 and a working day: Thursday 4 to Wednesday 10 are off, so Thursday 11."""
        asked = but(received_at="2027-02-03T10:00:00+07:00")
        days = {}
        for known in ("2026-10-01", "2026-10-02"):
            answer = ask(**asked, known_on=known)
            assert (answer["due_on"], answer["provisional_because"]) == ("2027-02-11", [2027])
            steps = {step["code"]: step for step in answer["explanation"]}
            days[known] = {item["citation"]["document"] for item in steps["counted"]["facts"]["skipped"]}
        assert not any("10065" in document for document in days["2026-10-01"])
        assert any("10065" in document for document in days["2026-10-02"])

    @pytest.mark.parametrize("known", ["2026-11-22", "2199-12-31"])
    def test_later_than_everything_is_as_good_as_null(self, ask, known):
        """Nothing is announced later than 2026-10-02: the whole answer is the same."""
        copy = {"authority": "ninh-thanh", "procedure": "certified-copy"}
        for asked in (DOSSIER, but(), {"received_at": DOSSIER["received_at"], **copy}):
            assert ask(**asked, known_on=known) == ask(**asked)

    def test_digest_is_that_of_all_rules_loaded(self, ask, book):
        """Whatever day is asked about."""
        assert {ask(**DOSSIER, known_on=known)["rules"]["digest"] for known in (EVE, None)} == {book.digest}

    def test_next_request_knows_everything_again(self, ask):
        """To ask for the eve leaves nothing behind."""
        before = ask(**DOSSIER)
        assert ask(**DOSSIER, known_on=EVE) != before
        assert ask(**DOSSIER) == before


class TestRules:
    """Versions of rules as they were known."""

    @pytest.mark.parametrize(
        ("known", "code", "days"),
        [("2020-11-01", "known_later", []), ("2020-11-02", "chosen", [FRIDAY_PROMISE])],
    )
    def test_promise_is_known_from_its_first_day(self, ask, known, code, days):
        """Friday 2020-11-06: it began on Monday 2 and nobody knows when it was announced."""
        received = "2020-11-06T15:30:00+07:00"
        answer = ask(received_at=received, authority="ninh-thanh", procedure="certified-copy", known_on=known)
        considered = next(item for item in answer["considered"] if item["id"] == FRIDAY_PROMISE)
        assert considered["why"]["code"] == code
        assert (considered["applies"], considered["due_at"] is None) == (bool(days), not days)
        assert [item["id"] for item in answer["service_days"]] == days
        # after 15:00 the law says the next working day, Monday 9; the promise that Friday
        assert answer["due_on"] == ("2020-11-06" if days else "2020-11-09")

    def test_known_later_is_told_in_both_languages(self, ask):
        """In words of their own."""
        answer = ask(**{**DOSSIER, "authority": "ninh-thanh"}, known_on="2020-11-01")
        text = next(item["why"]["text"] for item in answer["considered"] if item["id"] == FRIDAY_PROMISE)
        assert text["vi"].strip() != text["en"].strip()

    def test_amended_procedure_goes_on_without_an_end(self, ask):
        """Tuesday 2021-01-05, amended the day before: three days are Wed 6, Thu 7, Fri 8 either way."""
        asked = {"received_at": "2021-01-05T09:00:00+07:00", "authority": "vn"}
        asked |= {"procedure": "business-registration"}
        periods = {}
        for known in ("2021-01-03", "2021-01-04"):
            answer = ask(**asked, known_on=known)
            assert (answer["due_on"], why(answer)) == ("2021-01-08", {"business-registration": "chosen"})
            periods[known] = answer["rule"]["in_force"]
        assert periods == {
            "2021-01-03": {"from": "2015-07-01", "until": None},
            "2021-01-04": {"from": "2021-01-04", "until": None},
        }

    def test_callers_term_stands_where_no_statute_was_known(self, ask, client):
        """The copy's term began on 2015-04-10: that Friday, and Mon 13, Tue 14, Wed 15 by the caller's."""
        asked = {"received_at": "2015-04-10T10:00:00+07:00", "authority": "vn"}
        asked |= {"procedure": "certified-copy"}
        answer = ask(**asked, term=THREE_DAYS, known_on="2015-04-09")
        assert (answer["due_on"], answer["rule"]["id"]) == ("2015-04-15", "caller")
        today = asked | {"term": THREE_DAYS, "known_on": "2015-04-10"}
        refused(lambda spoken: post(client, today, spoken), 422, "term_not_allowed", "/term")

    def test_no_term_where_no_statute_was_known(self, client):
        """Without a term of the caller's own there is none."""
        asked = {"received_at": "2015-04-10T10:00:00+07:00", "authority": "vn"}
        asked |= {"procedure": "certified-copy", "known_on": "2015-04-09"}
        refused(lambda spoken: post(client, asked, spoken), 422, "no_term", "/term")


class TestCalendars:
    """Named calendars, calendars of the caller's own, and changes."""

    def test_named_calendar_is_seen_as_it_was_known(self, ask):
        """The days of `vn`, or of an authority, instead of those of the office."""
        for name in ("vn", "long-an"):
            answers = [ask(**DOSSIER, calendar=name, known_on=known)["due_at"] for known in (EVE, NOTICE)]
            assert answers == [MONDAY, TUESDAY]

    def test_calendar_of_the_callers_own_is_all_known(self, ask):
        """Its Friday is off on any day: Thursday 1 (which it works), Monday 5."""
        asked = {**DOSSIER, "calendar": {**CALENDAR, "days_off": ["2026-01-02"]}}
        for known in (EVE, "1900-01-01", None):
            answer = ask(**asked, known_on=known)
            assert (answer["due_at"], answer["provisional"]) == (MONDAY, False)

    def test_promises_over_a_calendar_of_the_callers_own(self, ask):
        """The calendar is the caller's, but the promise of that Friday was not known."""
        asked = {"received_at": "2020-11-06T09:00:00+07:00", "authority": "ninh-thanh", "term": THREE_DAYS}
        asked |= {"calendar": CALENDAR}
        early, late = (ask(**asked, known_on=known) for known in ("2020-11-01", "2020-11-02"))
        assert (why(early)[FRIDAY_PROMISE], why(late)[FRIDAY_PROMISE]) == ("known_later", "chosen")

    def test_changes_lie_over_what_was_known(self, ask):
        """Monday off as well: Friday 2 and Tuesday 6, or Tuesday 6 and Wednesday 7."""
        changes = {"days_off": ["2026-01-05"]}
        answers = [ask(**DOSSIER, calendar_changes=changes, known_on=known) for known in (EVE, NOTICE)]
        assert [answer["due_on"] for answer in answers] == ["2026-01-06", "2026-01-07"]
        assert all(answer["hypothetical"] for answer in answers)

    def test_stages_are_counted_by_what_was_known(self, ask):
        """One stage of two working days at another office."""
        asked = {key: value for key, value in DOSSIER.items() if key != "term"}
        asked["stages"] = [{"name": "a", "authority": "long-an", "term": TWO_DAYS}]
        assert [ask(**asked, known_on=known)["due_at"] for known in (EVE, NOTICE)] == [MONDAY, TUESDAY]


class TestOtherRoutes:
    """Whatever takes a due-date request."""

    def test_batch_takes_it_from_its_defaults(self, told):
        """An item may say otherwise, also null."""
        items = [DOSSIER, {**DOSSIER, "known_on": NOTICE}, {**DOSSIER, "known_on": None}]
        results = told("due-dates/batch", {"items": items, "defaults": {"known_on": EVE}})["results"]
        assert [result["due_date"]["due_at"] for result in results] == [MONDAY, TUESDAY, TUESDAY]

    @pytest.mark.parametrize(("known", "standing"), [(EVE, "late"), (NOTICE, "on_time")])
    def test_progress_judges_by_it(self, told, known, standing):
        """Returned on Tuesday 6 January: late where the dossier was due on Monday."""
        asked = {**DOSSIER, "completed_at": "2026-01-06T09:00:00+07:00", "known_on": known}
        answer = told("progress", asked)
        assert (answer["classification"], answer["hypothetical"]) == (standing, False)

    def test_progress_measures_office_time_by_it(self, told):
        """By Friday 17:00 the rest of Wednesday has gone by, and all of Friday where it is worked."""
        asked = {**DOSSIER, "as_of": "2026-01-02T17:00:00+07:00"}
        minutes = [
            told("progress", {**asked, "known_on": known})["elapsed"]["working_minutes"]
            for known in (EVE, NOTICE)
        ]
        # Wednesday 10:00-11:30 and 13:30-17:00 are 300 minutes; an office day has 450
        assert minutes == [750, 300]

    def test_on_time_report_judges_each_dossier_by_its_own(self, told):
        """One late, one on time, both returned on Tuesday."""
        returned = {**DOSSIER, "completed_at": "2026-01-06T09:00:00+07:00"}
        dossiers = [{**returned, "known_on": known} for known in (EVE, NOTICE)]
        total = told("on-time-reports", {"dossiers": dossiers, "as_of": TUESDAY})["total"]
        assert (total["late"], total["on_time"]) == (1, 1)

    @pytest.mark.parametrize(
        ("known", "latest"),
        # due by Monday 5 with one working day: received by closing of the working day before
        [(EVE, "2026-01-02T17:00:00+07:00"), (NOTICE, "2025-12-31T17:00:00+07:00")],
    )
    def test_latest_receipt_is_found_by_it(self, told, known, latest):
        """Friday the 2nd, or Wednesday the 31st where Friday is off."""
        asked = {"authority": "vn", "term": {"amount": 1, "unit": "working_days"}, "due_on": "2026-01-05"}
        answer = told("latest-receipts", {**asked, "known_on": known})
        assert (answer["received_before"], answer["hypothetical"]) == (latest, False)

    @pytest.mark.parametrize(
        ("known", "moved", "days"), [(EVE, False, 0), (NOTICE, True, 1), (None, True, 1)]
    )
    def test_recalculation_by_it(self, told, book, known, moved, days):
        """Given on the eve as Monday: by that knowledge nothing has moved, by the notice's a working day."""
        dossier = {"request": {**DOSSIER, "known_on": known}, "due_at": MONDAY, "digest": book.digest}
        result = told("recalculations", {"dossiers": [dossier]})["results"][0]
        assert (result["moved"], result["working_days_moved"]) == (moved, days)
        assert (result["rules_changed"], result["hypothetical"]) == (False, False)
