"""The calendar `vn`, day by day, against the official table of days off."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from ruamel.yaml import YAML

OFFICIAL = YAML(typ="safe").load(
    (Path(__file__).parent.parent / "cases" / "official_calendar.yaml").read_text("utf-8")
)
KINDS = {
    "holiday": "holiday",
    "tet": "holiday",
    "national_day_second": "holiday",
    "compensatory": "day_in_lieu",
    "swap_off": "swapped_off",
}
LISTED = {
    entry["date"]: KINDS[entry["kind"]] for year in OFFICIAL["years"].values() for entry in year["days_off"]
} | {
    entry["date"]: "swapped_working"
    for year in OFFICIAL["years"].values()
    for entry in year["working_weekends"]
}
OFFICE_HOURS = [["07:30", "11:30"], ["13:30", "17:00"]]
WORKED = ("working", "swapped_working")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def every_day(first, last):
    """List the dates from one to another, both included, as text."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [(start + timedelta(days=number)).isoformat() for number in range((end - start).days + 1)]


def kind_of(on):
    """Tell what the official table makes of a date."""
    ordinary = "weekend" if date.fromisoformat(on).weekday() >= 5 else "working"
    return LISTED.get(on, ordinary)


@pytest.fixture(scope="module")
def days(client):
    """Fetch every day that the calendar reaches, by date."""
    found = {}
    for first in range(2015, 2031, 3):
        last = min(first + 2, 2030)
        response = client.get(f"/v1/calendars/vn/days?from={first}-01-01&to={last}-12-31")
        assert response.status_code == 200
        found |= {day["on"]: day for day in response.get_json()["days"]}
    return found


@pytest.fixture(scope="module")
def listed(days):
    """Give the days of 2015 to 2027 that a notice names."""
    return [day for on, day in days.items() if on in LISTED]


def test_calendar_reaches_from_2015_to_2030(days):
    """The calendar has every date of 2015 to 2030, in order."""
    assert list(days) == every_day("2015-01-01", "2030-12-31")


def test_every_day_is_what_the_official_table_says(days):
    """On each of the 4,748 days of 2015 to 2027 the kind is the official one."""
    dates = every_day("2015-01-01", "2027-12-31")
    assert len(dates) == 4_748
    assert {on: days[on]["kind"] for on in dates} == {on: kind_of(on) for on in dates}


def test_every_weekday_is_right(days):
    """Each date stands on its own weekday."""
    assert all(day["weekday"] == WEEKDAYS[date.fromisoformat(on).weekday()] for on, day in days.items())


def test_hours_are_those_of_the_kind(days):
    """A worked day has the office hours, swapped weekends too, and a day off has none."""
    assert all(day["hours"] == (OFFICE_HOURS if day["kind"] in WORKED else []) for day in days.values())


@pytest.mark.parametrize(
    ("on", "kind"),
    [
        ("2015-01-02", "swapped_off"),
        ("2015-02-14", "swapped_working"),
        ("2015-02-21", "holiday"),
        ("2026-01-02", "swapped_off"),
        ("2026-01-10", "swapped_working"),
        ("2026-04-26", "holiday"),
        ("2026-04-27", "day_in_lieu"),
        ("2026-09-01", "holiday"),
        ("2026-11-23", "working"),
        ("2026-11-24", "holiday"),
        ("2026-11-28", "weekend"),
        ("2027-02-10", "day_in_lieu"),
    ],
)
def test_day_that_is_easily_got_wrong(days, on, kind):
    """A day on which tables disagree is as the notice has it."""
    assert days[on]["kind"] == kind


def test_published_years_are_settled(days):
    """No day of 2015 to 2026 is provisional."""
    assert not [on for on, day in days.items() if on < "2027" and day["provisional"]]


def test_partly_published_year_is_settled_where_a_notice_names_the_day(days):
    """In 2027 a day that a notice names is settled, and every other one is provisional."""
    year = {on: day["provisional"] for on, day in days.items() if on.startswith("2027")}
    assert year == {on: on not in LISTED for on in year}


def test_projected_years_are_provisional(days):
    """Every day of 2028 to 2030 is provisional, whatever it is."""
    assert all(day["provisional"] for on, day in days.items() if on > "2028")


def test_names_are_in_proper_vietnamese(listed):
    """Every day that a notice names has a Vietnamese name with its accents, and an English one."""
    assert listed
    for day in listed:
        assert not day["name"]["vi"].isascii(), day
        assert day["name"]["en"].strip(), day
        assert day["name"]["en"] != day["name"]["vi"], day


def test_ordinary_days_have_no_name(days):
    """A day that is merely worked, or merely a weekend, has no name."""
    assert all(day["name"] is None for day in days.values() if day["kind"] in ("working", "weekend"))


def test_special_days_and_weekends_have_a_source(days):
    """Every day out of the ordinary, and every weekend, cites its source."""
    for day in days.values():
        if day["kind"] != "working":
            assert day["citation"]["document"].strip(), day


def test_projected_days_are_unverified(days):
    """A day that is only projected cites a source that is marked as unverified."""
    for on, day in days.items():
        if on > "2028" and day["kind"] not in ("working", "weekend"):
            assert day["citation"]["unverified"] is True, day


def test_answer_names_the_calendar_and_the_rules(client):
    """The answer names the calendar asked for and the rules in use."""
    answer = client.get("/v1/calendars/vn/days?from=2026-11-24&to=2026-11-24").get_json()
    assert answer["calendar"] == "vn"
    assert answer["rules"] == client.get("/health/ready").get_json()["rules"]


def test_counting_agrees_with_the_calendar(ask, days):
    """A due date of one working day after each day of 2026 falls on the next worked day of the calendar."""
    dates = every_day("2026-01-01", "2026-12-31")
    for on in dates[::7]:
        later = [other for other in days if other > on and days[other]["kind"] in WORKED]
        # a receipt on a day off counts from the next worked day
        expected = later[0] if days[on]["kind"] in WORKED else later[1]
        answer = ask(
            received_at=f"{on}T09:00:00+07:00",
            authority="vn",
            term={"amount": 1, "unit": "working_days"},
            explain=False,
        )
        assert answer["due_on"] == expected, on
