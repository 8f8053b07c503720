"""Feeds of days, read back: the days off, the swapped working days and the service days, and no others."""

from datetime import UTC, date, datetime

import pytest
from asking import problem_of, refused
from feeds import days_of, read, texts

from sla_service.app import create_app

VN = "/v1/calendars/vn.ics"
YEAR_2026 = "from=2026-01-01&to=2026-12-31"
SPECIAL = ("holiday", "day_in_lieu", "swapped_off", "swapped_working")
PIECES = [(f"{year}-01-01", f"{year + 1}-12-31") for year in range(2015, 2031, 2)]
OFFICES = ["vn", "long-an", "long-khanh-a", "tay-ninh", "hong-ngu"]

# the file of 2026, by hand: New Year and the Friday swapped for Saturday 10 January; five days of Tết; the
# Hung Kings on a Sunday with its day in lieu; two days around 1 May; the Monday swapped for Saturday 22
# August and two days of National Day; Culture Day
DAYS_2026 = {
    "2026-01-01": "holiday",
    "2026-01-02": "swapped_off",
    "2026-01-10": "swapped_working",
    "2026-02-16": "holiday",
    "2026-02-17": "holiday",
    "2026-02-18": "holiday",
    "2026-02-19": "holiday",
    "2026-02-20": "holiday",
    "2026-04-26": "holiday",
    "2026-04-27": "day_in_lieu",
    "2026-04-30": "holiday",
    "2026-05-01": "holiday",
    "2026-08-22": "swapped_working",
    "2026-08-31": "swapped_off",
    "2026-09-01": "holiday",
    "2026-09-02": "holiday",
    "2026-11-24": "holiday",
}
OF_TET_2026 = datetime(2025, 10, 16, tzinfo=UTC)


def by_day(calendar):
    """Give the events of a feed by their first day."""
    return {str(event["DTSTART"].dt): event for event in calendar.events}


def listed(client, place):
    """List every day of a calendar or of an office, as the JSON has it."""
    for since, until in PIECES:
        yield from client.get(f"/v1/{place}/days?from={since}&to={until}").get_json()["days"]


def test_year_of_the_calendar(client):
    """2026 has its seventeen entries, each with its kind."""
    calendar = read(client.get(f"{VN}?{YEAR_2026}"))
    told = {
        str(event["DTSTART"].dt): [str(word) for word in event["CATEGORIES"].cats]
        for event in calendar.events
    }
    assert told == {on: [kind] for on, kind in DAYS_2026.items()}
    assert {event["TRANSP"] for event in calendar.events} == {"TRANSPARENT"}
    assert {event["STATUS"] for event in calendar.events} == {"CONFIRMED"}


def test_whole_calendar_is_what_the_days_are(client):
    """Unless a range is asked for, every day off and swapped working day that the calendar knows is there."""
    days = [day for day in listed(client, "calendars/vn") if day["kind"] in SPECIAL]
    events = by_day(read(client.get(VN)))
    assert len(days) > 200
    assert [*events] == [day["on"] for day in days]
    for day in days:
        event = events[day["on"]]
        assert [str(word) for word in event["CATEGORIES"].cats] == [day["kind"]]
        assert event["STATUS"] == ("TENTATIVE" if day["provisional"] else "CONFIRMED")
        assert not day["name"] or texts(event)[0] == day["name"]["vi"]
        assert day["citation"]["document"] in texts(event)[1]


@pytest.mark.parametrize("office", OFFICES)
def test_service_days_are_what_the_days_say(client, office):
    """The series of a model come to exactly the days on which it is held, as certain as each of them."""
    days = list(listed(client, f"authorities/{office}"))
    events = read(client.get(f"/v1/authorities/{office}.ics")).events
    series = [event for event in events if "RRULE" in event]
    held = sorted((on.isoformat(), texts(event)[0]) for event in series for on in days_of(event))
    assert held == sorted((day["on"], model["title"]["vi"]) for day in days for model in day["service_days"])
    provisional = {day["on"] for day in days if day["provisional"]}
    for event in series:
        if {on.isoformat() for on in days_of(event)} & provisional:
            assert event["STATUS"] == "TENTATIVE"
    assert [str(event["DTSTART"].dt) for event in events if "RRULE" not in event] == [
        day["on"] for day in days if day["kind"] in SPECIAL
    ]


def test_no_appointment_thursdays(client):
    """Five Thursdays from 4 April to 2 May 2024; the Hung Kings' 18 April is lost."""
    calendar = read(client.get("/v1/authorities/long-khanh-a.ics?from=2024-04-01&to=2024-05-05&lang=en"))
    (series,) = [event for event in calendar.events if "RRULE" in event]
    assert days_of(series) == [date(2024, 4, 4), date(2024, 4, 11), date(2024, 4, 25), date(2024, 5, 2)]
    assert series.to_ical().count(b"EXDATE;VALUE=DATE:20240418\r\n") == 1
    assert series["STATUS"] == "CONFIRMED"
    assert texts(series)[0] == "No-appointment Thursday"
    assert [str(word) for word in series["CATEGORIES"].cats] == ["no_appointment"]
    assert "147" in texts(series)[1]
    assert series["DTSTAMP"].dt == datetime(2024, 3, 1, tzinfo=UTC)  # the version is in force from then


def test_series_is_as_new_as_the_last_notice_that_takes_a_day_from_it(client):
    """The promise is of 2024; a notice of 16 October 2025 takes Thursday 19 February 2026 from it."""
    for until, stamp in (("2026-02-12", datetime(2024, 3, 1, tzinfo=UTC)), ("2026-02-26", OF_TET_2026)):
        calendar = read(client.get(f"/v1/authorities/long-khanh-a.ics?from=2026-02-05&to={until}"))
        (series,) = [event for event in calendar.events if "RRULE" in event]
        assert series["DTSTAMP"].dt == stamp


def test_series_is_tentative_once_nobody_confirms_it(client):
    """From 1 July 2025 no source confirms the promise: the Thursdays of June and of July are two series."""
    calendar = read(client.get("/v1/authorities/long-khanh-a.ics?from=2025-06-16&to=2025-07-13&lang=en"))
    june, july = (event for event in calendar.events if "RRULE" in event)
    assert (june["STATUS"], days_of(june)) == ("CONFIRMED", [date(2025, 6, 19), date(2025, 6, 26)])
    assert (july["STATUS"], days_of(july)) == ("TENTATIVE", [date(2025, 7, 3), date(2025, 7, 10)])
    assert "Since Tuesday, 1 July 2025 no source has confirmed" in texts(july)[1]
    assert "confirmed" not in texts(june)[1]


MODEL = """\
id: ward.days
model: no_writing
title: {{vi: "Ngày không viết", en: "No-writing day"}}
versions:
  - in_force: {{from: "2026-01-06", until: "2026-06-01"}}
    applies:
      {{offices: own, days: "{days}", on_days_off: lost, fields: all, procedures: all, channels: all,
       except: []}}
    citations: [{{document: "Thông báo", article: null, url: null, quote: null, read: true}}]
examples:
  - why: "thứ Ba 06/01/2026 là ngày 0; thứ Sáu 09/01 là ngày làm việc kế tiếp"
    term: {{amount: 1, unit: working_days}}
    received_at: "2026-01-06T09:00:00+07:00"
    due_at: "2026-01-09T12:00:00+07:00"
    rule: caller
"""
# the ward works on Mondays, Tuesdays and Fridays; from Tuesday 6 January to the end of May, asked for from
# 1 March to 30 April
RULES = {
    # every other week from that of 6 January: those of 2, 16 and 30 March, 13 and 27 April, and their Fridays
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR": "03-03 03-06 03-17 03-20 03-31 04-03 04-14 04-17 04-28",
    # 6 January and every 20 days: 7, 27 March, 16 April; of these only Friday 27 March is worked
    "FREQ=DAILY;INTERVAL=20": "03-27",
    # the last Friday of each month
    "FREQ=MONTHLY;BYDAY=-1FR": "03-27 04-24",
    # every other month from January: March alone; the 10th is a Tuesday, the 6th a Friday, the 7th a Saturday
    "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=6,7,10": "03-06 03-10",
    # the first day: the 6th of each month, a Friday in March and a Monday in April
    "FREQ=MONTHLY": "03-06 04-06",
    # the second of the Mondays and Tuesdays of a month
    "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=2": "03-03 04-07",
    # the 100th day of the year is Friday 10 April
    "FREQ=YEARLY;BYYEARDAY=100": "04-10",
}


@pytest.mark.parametrize("days", RULES)
def test_series_of_any_rule(folder, days):
    """A series begins where the range does and still counts from the first day of its version."""
    (folder / "authorities" / "ward" / "days.yaml").write_text(MODEL.format(days=days), "utf-8")
    client = create_app(folder).test_client()
    query = "from=2026-03-01&to=2026-04-30"
    events = read(client.get(f"/v1/authorities/ward.ics?{query}")).events
    held = [day for event in events if event["SUMMARY"] == "Ngày không viết" for day in days_of(event)]
    assert [day.isoformat() for day in held] == [f"2026-{day}" for day in RULES[days].split()]
    told = client.get(f"/v1/authorities/ward/days?{query}").get_json()["days"]
    listed = [day["on"] for day in told for model in day["service_days"] if model["id"] == "ward.days"]
    assert listed == [day.isoformat() for day in held]


def test_version_ends_its_series(folder):
    """Until 1 June is up to Friday 29 May; the first is Tuesday 6 January."""
    path = folder / "authorities" / "ward" / "days.yaml"
    path.write_text(MODEL.format(days="FREQ=WEEKLY;BYDAY=TU,FR"), "utf-8")
    events = read(create_app(folder).test_client().get("/v1/authorities/ward.ics")).events
    (series,) = [event for event in events if event["SUMMARY"] == "Ngày không viết"]
    assert (days_of(series)[0], days_of(series)[-1]) == (date(2026, 1, 6), date(2026, 5, 29))


def test_entry_in_both_languages(client):
    """A day is called what its notice calls it, and its source and hours are told, in either language."""
    told = {spoken: by_day(read(client.get(f"{VN}?{YEAR_2026}&lang={spoken}"))) for spoken in ("vi", "en")}
    assert texts(told["vi"]["2026-08-22"]) == (
        "Làm bù cho ngày 31/08/2026",
        "Giờ làm việc: 07:30–11:30, 13:30–17:00.\nCăn cứ: Thông báo 9441/TB-BNV ngày 16/10/2025.",
    )
    assert texts(told["en"]["2026-08-22"]) == (
        "Worked in exchange for 31 August 2026",
        "Office hours: 07:30–11:30, 13:30–17:00.\nSource: Thông báo 9441/TB-BNV ngày 16/10/2025.",
    )
    # the text of 3383/BNV-CVL is only recalled
    assert texts(told["vi"]["2026-04-27"])[1].startswith("Căn cứ (chưa kiểm chứng): Công văn 3383/BNV-CVL")
    assert texts(told["en"]["2026-04-27"])[1].startswith("Source (unverified): Công văn 3383/BNV-CVL")
    assert {event["UID"] for event in told["vi"].values()} == {event["UID"] for event in told["en"].values()}


def test_projected_day_is_tentative_and_says_so(client):
    """New Year 2029 rests on no notice yet."""
    for spoken, words in (("vi", "Tạm tính: chưa có thông báo"), ("en", "Provisional: no notice")):
        event = by_day(read(client.get(f"{VN}?from=2029-01-01&to=2029-01-01&lang={spoken}")))["2029-01-01"]
        assert event["STATUS"] == "TENTATIVE"
        assert words in texts(event)[1]


def test_language_is_that_of_the_caller(client):
    """Accept-Language chooses where `lang` does not, and the answer says which it is."""
    path = f"{VN}?from=2026-01-01&to=2026-01-01"
    for asked, query, spoken in (("en", "", "en"), ("fr", "", "vi"), ("en", "&lang=vi", "vi")):
        response = client.get(path + query, headers={"Accept-Language": asked})
        assert response.headers["Content-Language"] == spoken
        assert "Accept-Language" in response.headers["Vary"]
        title = {"vi": "Tết Dương lịch", "en": "New Year's Day"}[spoken]
        assert texts(read(response).events[0])[0] == title


def test_stamp_is_when_the_day_became_known(client):
    """A notice's day is stamped with the notice's date, one of the law with the calendar's first day."""
    events = by_day(read(client.get(f"{VN}?{YEAR_2026}")))
    assert events["2026-02-17"]["DTSTAMP"].dt == datetime(2025, 10, 16, tzinfo=UTC)  # 9441/TB-BNV
    assert events["2026-01-02"]["DTSTAMP"].dt == datetime(2025, 12, 25, tzinfo=UTC)  # 12729/VPCP-KGVX
    assert events["2026-01-01"]["DTSTAMP"].dt == datetime(2015, 1, 1, tzinfo=UTC)


def test_same_day_is_the_same_entry(client):
    """A day keeps its UID in any range; the same day of another calendar or office is another entry."""

    def uids(place, query):
        return {event["DTSTART"].dt: event["UID"] for event in read(client.get(f"{place}?{query}")).events}

    year, month = uids(VN, YEAR_2026), uids(VN, "from=2026-02-01&to=2026-02-28")
    assert len(month) == 5
    assert month.items() <= year.items()
    assert not set(year.values()) & set(uids("/v1/authorities/vn.ics", YEAR_2026).values())
    assert uids("/v1/authorities/vn.ics", YEAR_2026).keys() == year.keys()


def test_calendar_is_named_and_refreshed(client, book):
    """A reader finds the feed's name, how often to look again, and the rules that it was made by."""
    office = read(client.get("/v1/authorities/long-an.ics?from=2026-01-01&to=2026-01-01&lang=en"))
    title = client.get("/v1/authorities/long-an").get_json()["title"]["en"]
    assert office["NAME"] == office["X-WR-CALNAME"] == f"Working calendar: {title}"
    assert office["X-SLA-RULES"] == book.digest
    assert b"REFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in office.to_ical()
    assert read(client.get(f"{VN}?{YEAR_2026}"))["NAME"].startswith("Lịch làm việc của cơ quan hành chính")


def test_headers(client):
    """A feed is a file that no browser runs or guesses at."""
    response = client.get("/v1/authorities/long-an.ics")
    assert response.headers["Content-Disposition"] == 'attachment; filename="long-an.ics"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.parametrize("path", [VN, "/v1/authorities/tay-ninh.ics?lang=en"])
def test_same_question_has_the_same_bytes(client, path):
    """A feed asked for again is the same, byte for byte, and need not be sent again."""
    first, second = client.get(path), client.get(path)
    assert first.get_data() == second.get_data()
    assert first.headers["ETag"] == second.headers["ETag"]
    kept = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (kept.status_code, kept.get_data()) == (304, b"")
    head = client.head(path)
    assert (head.status_code, head.get_data(), head.headers["ETag"]) == (200, b"", first.headers["ETag"])
    assert client.get(f"{VN}?lang=en").headers["ETag"] != client.get(f"{VN}?lang=vi").headers["ETag"]


def test_range_may_be_open_at_either_end(client):
    """Without `from` a feed begins with the calendar, without `to` it ends with it."""
    whole = [*by_day(read(client.get(VN)))]
    assert [*by_day(read(client.get(f"{VN}?to=2025-12-31")))] == [on for on in whole if on < "2026"]
    assert [*by_day(read(client.get(f"{VN}?from=2026-01-01")))] == [on for on in whole if on > "2026"]
    assert read(client.get(f"{VN}?from=2026-03-02&to=2026-03-06")).events == []  # an ordinary week


RANGES = {
    "reversed": ("from=2026-01-02&to=2026-01-01", "reversed_range", "?to"),
    "before the calendar": ("from=2014-12-31", "beyond_horizon", "?from"),
    "after the calendar": ("to=2031-01-01", "beyond_horizon", "?to"),
    "to before the calendar": ("to=2014-12-31", "reversed_range", "?to"),
    "no date": ("from=tomorrow", "invalid_date", "?from"),
    "empty": ("from=", "invalid_date", "?from"),
    "unknown parameter": ("year=2026", "unknown_member", "?year"),
    "unknown language": ("lang=fr", "unknown_language", "?lang"),
    "repeated": ("from=2026-01-01&from=2026-01-01", "repeated_parameter", "?from"),
}


@pytest.mark.parametrize("row", RANGES.values(), ids=RANGES)
@pytest.mark.parametrize("place", [VN, "/v1/authorities/long-an.ics"])
def test_wrong_range_is_refused(client, place, row):
    """What is wrong with a query is told at its parameter."""
    query, code, path = row

    def send(spoken):
        return client.get(f"{place}?{query}", headers={"Accept-Language": spoken})

    refused(send, 422, code, path)


@pytest.mark.parametrize("place", ["calendars", "authorities"])
@pytest.mark.parametrize(
    "given",
    [
        "nowhere",
        "VN",
        "%00",
        "..",
        "%2e%2e%2fvn",
        "x" * 5_000,
        "vn%0d%0aX-Injected:%201",
        "vn.ics",
        "",
        "%22",
    ],
)
def test_unknown_id_is_not_found(client, place, given):
    """An id that nobody has heard of has no feed, however it is written."""
    response = client.get(f"/v1/{place}/{given}.ics")
    assert problem_of(response, 404)["code"] == "not_found"
    assert "X-Injected" not in response.headers
