"""Feeds of a due date, read back: moment, sentence of the slip, reminders; hostile text stays text."""

import json
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from asking import CALENDAR, GOOD, TERM, problem_of, refused
from feeds import read, texts
from holding import ROOT

URL = "/v1/due-dates.ics"
LONG_AN = {
    "received_at": "2019-03-05T11:29:59+07:00",
    "authority": "long-an",
    "procedure": "business-registration",
}
TUESDAY, WEDNESDAY = "2026-03-10T09:00:00+07:00", "2026-03-11T09:00:00+07:00"


def query_of(request):
    """Write a request as a query: text as it is, anything else as JSON text."""
    members = {
        name: value if isinstance(value, str) else json.dumps(value) for name, value in request.items()
    }
    return urlencode(members)


def ask(client, request, **headers):
    """Ask for the feed of a due date."""
    return client.get(
        f"{URL}?{query_of(request)}", headers={key.replace("_", "-"): headers[key] for key in headers}
    )


def entry(client, request):
    """Give the one event of the feed of a due date."""
    (event,) = read(ask(client, request)).events
    return event


def alarms(event):
    """List the moments of an event's alarms."""
    return [alarm["TRIGGER"].dt for alarm in event.subcomponents]


def test_long_an(client):
    """Received before the cutoff: due the same day at 17:00 in Vietnam, 10:00 UTC, in Vietnamese."""
    response = ask(client, LONG_AN | {"explain": False})
    (event,) = read(response).events
    assert event["DTSTART"].dt == datetime(2019, 3, 5, 10, tzinfo=UTC)
    assert "DTEND" not in event
    assert event["DTSTAMP"].dt == datetime(2019, 3, 5, 4, 29, 59, tzinfo=UTC)
    assert texts(event) == (
        "Trả kết quả: Đăng ký thành lập doanh nghiệp",
        "Hẹn trả kết quả lúc 17:00 thứ Ba, ngày 05/03/2019, tại Bộ phận Một cửa.\n"
        "Quy định áp dụng: Đăng ký doanh nghiệp trong ngày.\n"
        "Căn cứ: Bài báo về Trung tâm Phục vụ hành chính công tỉnh Long An, 19/01/2020.",
    )
    assert event["LOCATION"] == "Trung tâm Phục vụ hành chính công tỉnh Long An"
    assert (event["STATUS"], event["TRANSP"]) == ("CONFIRMED", "TRANSPARENT")
    assert event.subcomponents == []
    assert response.headers["Content-Disposition"] == 'attachment; filename="due-date.ics"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_one_second_later(client):
    """At 11:30:00 the three working days of the law decide: Friday 8 March, in English."""
    request = LONG_AN | {"received_at": "2019-03-05T11:30:00+07:00", "explain": False, "lang": "en"}
    event = entry(client, request)
    assert event["DTSTART"].dt == datetime(2019, 3, 8, 10, tzinfo=UTC)
    title, notes = texts(event)
    assert title == "Result due: Business registration (incorporation)"
    assert notes.startswith(
        "The result will be given at 17:00 on Friday, 8 March 2019, at the one-stop shop.\n"
    )


@pytest.mark.parametrize("spoken", ["vi", "en"])
def test_explanation_is_told_step_by_step(client, ask_for, spoken):
    """Unless it is not asked for, the description ends with the steps of the count."""
    answer = ask_for(LONG_AN)
    _, notes = texts(entry(client, LONG_AN | {"lang": spoken}))
    steps = [step["text"][spoken] for step in answer["explanation"]]
    assert notes.split("\n")[-len(steps) :] == steps
    assert notes.split("\n")[0] == answer["appointment_text"][spoken]


@pytest.fixture
def ask_for(client):
    """Ask for the same due date as JSON."""

    def ask_for(request):
        response = client.post("/v1/due-dates", json=request)
        assert response.status_code == 200, response.text
        return response.get_json()

    return ask_for


def test_reminders_are_alarms(client):
    """Three working days from Friday 17:00 are due on Wednesday; half of them is Tuesday 11:15.

    675 of 1,350 minutes are Monday's 450 and 225 of Tuesday; a working day before is Tuesday's closing.
    """
    reminders = [0.5, {"before": TERM}]
    term = {"amount": 3, "unit": "working_days"}
    request = {
        "received_at": "2026-03-06T17:00:00+07:00",
        "authority": "vn",
        "term": term,
        "reminders": reminders,
    }
    event = entry(client, request)
    assert alarms(event) == [datetime(2026, 3, 10, 4, 15, tzinfo=UTC), datetime(2026, 3, 10, 10, tzinfo=UTC)]
    assert ask(client, request).get_data().count(b"TRIGGER;VALUE=DATE-TIME:2026") == 2
    for alarm in event.subcomponents:
        assert alarm["ACTION"] == "DISPLAY"
        assert alarm["DESCRIPTION"] == texts(event)[1].split("\n")[0]
    assert texts(event)[0] == "Trả kết quả hồ sơ"


def test_held_dossier_stands_where_it_was_suspended(client):
    """Suspended on Tuesday 9:00 after Monday was used up: two of three days are left, and nothing reminds."""
    request = {
        "received_at": "2026-03-06T09:00:00+07:00",
        "authority": "vn",
        "term": {"amount": 3, "unit": "working_days"},
        "reminders": [0.5],
        "suspensions": [{"from": TUESDAY, "until": None, "reason": "chờ giám định"}],
        "explain": False,
    }
    event = entry(client, request)
    assert event["DTSTART"].dt == datetime(2026, 3, 10, 2, tzinfo=UTC)
    assert event["STATUS"] == "TENTATIVE"
    assert [str(word) for word in event["CATEGORIES"].cats] == ["held"]
    assert alarms(event) == []
    assert texts(event)[0] == "Hồ sơ đang tạm dừng"
    assert texts(event)[1].startswith(
        "Tạm dừng từ 09:00 thứ Ba, ngày 10/03/2026 (lý do: chờ giám định), chưa có ngày kết thúc; "
        "thời hạn còn lại: 2 ngày làm việc.\n"
    )
    title, notes = texts(entry(client, request | {"lang": "en", "suspensions": [{"from": TUESDAY}]}))
    assert title == "Dossier suspended"
    assert notes.startswith(
        "Suspended since 09:00 on Tuesday, 10 March 2026 without an end so far; "
        "left of the term: 2 working days.\n"
    )


def test_end_at_midnight_is_shown_on_its_own_day(client, ask_for):
    """An office that closes at 24:00: due at 00:00 of Thursday, shown in the last second of Wednesday."""
    week = {day: [["08:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    request = GOOD | {"calendar": CALENDAR | {"weekly_hours": week}}
    answer = ask_for(request)
    assert (answer["due_at"], answer["due_on"]) == ("2026-03-12T00:00:00+07:00", "2026-03-11")
    event = entry(client, request)
    assert event["DTSTART"].dt == datetime(2026, 3, 11, 16, 59, 59, tzinfo=UTC)
    assert "24:00 thứ Tư, ngày 11/03/2026" in texts(event)[1]


def test_doubtful_due_date_is_tentative_and_says_why(client):
    """A due date in a projected year, and one of a question what if, are tentative."""
    projected = entry(client, GOOD | {"received_at": "2029-03-06T09:00:00+07:00", "lang": "en"})
    assert projected["STATUS"] == "TENTATIVE"
    assert "Provisional: not every notice of days off is out yet for 2029." in texts(projected)[1]
    supposed = entry(client, GOOD | {"calendar_changes": {"days_off": ["2026-03-11"]}, "lang": "en"})
    assert supposed["DTSTART"].dt == datetime(2026, 3, 12, 10, tzinfo=UTC)
    assert supposed["STATUS"] == "TENTATIVE"
    assert "What if: this is not the real due date." in texts(supposed)[1]
    assert entry(client, GOOD)["STATUS"] == "CONFIRMED"


def test_warnings_are_told(client, ask_for):
    """What the answer warns of stands in the entry too."""
    request = LONG_AN | {"received_at": "2025-08-05T09:00:00+07:00"}
    (warning,) = ask_for(request)["warnings"]
    assert warning["code"] == "rule_unconfirmed"
    assert warning["text"]["vi"] in texts(entry(client, request))[1].split("\n")


def test_dossier_stays_the_same_entry(client):
    """Whatever happens to a dossier later, it keeps its UID; another, or a supposed one, has its own."""
    first = entry(client, GOOD)["UID"]
    later = (
        {"suspensions": [{"from": WEDNESDAY}]},
        {"restarts": [{"at": WEDNESDAY, "reason": "bổ sung"}], "extensions": [{"term": TERM}]},
        {"reminders": [0.5], "explain": False, "lang": "en"},
    )
    assert {entry(client, GOOD | more)["UID"] for more in later} == {first}
    others = (
        {"received_at": "2026-03-10T09:00:01+07:00"},
        {"authority": "long-an"},
        {"channel": "post"},
        {"term": {"amount": 2, "unit": "working_days"}},
        {"calendar_changes": {"days_off": ["2026-03-11"]}},
        {"known_on": "2026-01-01"},
    )
    assert len({first, *(entry(client, GOOD | more)["UID"] for more in others)}) == 7


def test_dossier_is_the_same_entry_however_it_is_written(client):
    """A default spelt out, the same instant by another clock and the same amount give the same UID."""
    first = entry(client, LONG_AN)["UID"]
    same = (
        {"channel": "in_person"},
        {"received_at": "2019-03-05T04:29:59Z"},
        {"received_at": "2019-03-05T11:29:59.0+07:00"},
        {"rule_changes": None, "calendar_changes": None},
    )
    assert {entry(client, LONG_AN | more)["UID"] for more in same} == {first}
    whole = [GOOD | {"term": {"unit": "working_days", "amount": amount}} for amount in (3, 3.0)]
    supposed = [
        LONG_AN | {"rule_changes": {"commitment": "long-an.same-day-registration", "term": one["term"]}}
        for one in whole
    ]
    for pair in (whole, supposed):
        assert len({entry(client, request)["UID"] for request in pair}) == 1


@pytest.mark.parametrize(
    ("more", "revision"),
    [
        ({}, 0),
        ({"reminders": [0.5]}, 0),
        ({"extensions": [{"term": TERM}]}, 1),
        ({"restarts": [{"at": WEDNESDAY}], "extensions": [{"term": TERM}]}, 2),
        ({"suspensions": [{"from": TUESDAY}]}, 1),
        ({"suspensions": [{"from": TUESDAY, "until": WEDNESDAY}]}, 2),  # it ended, too
        (
            {
                "stages": [
                    {"name": "a", "authority": "vn", "term": TERM, "completed_at": WEDNESDAY},
                    {"name": "b", "authority": "vn", "term": TERM},
                ]
            },
            1,
        ),
    ],
)
def test_sequence_counts_what_has_happened(client, more, revision):
    """A calendar tells by it that an entry was moved on purpose, also where the stamp stays."""
    assert entry(client, GOOD | more)["SEQUENCE"] == revision


def test_stamp_is_the_last_that_the_request_tells_of(client):
    """A calendar keeps the newer of two entries: the stamp is the latest moment of the dossier's life."""
    stage = {"name": "a", "authority": "vn", "term": TERM, "completed_at": "2026-03-12T09:00:00+07:00"}
    for more, stamp in (
        ({}, datetime(2026, 3, 10, 2, tzinfo=UTC)),
        ({"restarts": [{"at": WEDNESDAY}]}, datetime(2026, 3, 11, 2, tzinfo=UTC)),
        ({"suspensions": [{"from": WEDNESDAY}]}, datetime(2026, 3, 11, 2, tzinfo=UTC)),
        (
            {"suspensions": [{"from": TUESDAY, "until": "2026-03-13T09:00:00Z"}]},
            datetime(2026, 3, 13, 9, tzinfo=UTC),
        ),
        ({"stages": [stage]}, datetime(2026, 3, 12, 2, tzinfo=UTC)),
    ):
        assert entry(client, GOOD | more)["DTSTAMP"].dt == stamp


def test_same_question_has_the_same_bytes(client):
    """Asked again, in another order, the feed is the same byte for byte and need not be sent again."""
    request = LONG_AN | {"reminders": [0.25, 0.5], "lang": "en"}
    first, again = ask(client, request), ask(client, dict(reversed(request.items())))
    assert first.get_data() == again.get_data()
    kept = ask(client, request, If_None_Match=first.headers["ETag"])
    assert (kept.status_code, kept.get_data()) == (304, b"")
    assert "Accept-Language" in first.headers["Vary"]
    assert ask(client, request | {"lang": "vi"}).headers["ETag"] != first.headers["ETag"]


CASES = [
    case
    for case in map(json.loads, (ROOT / "tests/cases/dossier_lives.jsonl").read_text("utf-8").splitlines())
    if case["path"] == "/v1/due-dates"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_life_of_a_dossier_is_shown_as_counted(client, case):
    """Each life that was counted by hand has its event at that very moment, or is refused in the same way."""
    response = ask(client, {"explain": False, **case["request"]})
    if "problem" in case:
        told = problem_of(response, case["problem"]["status"])
        expected = case["problem"] | {"path": case["problem"]["path"].replace("/", "?", 1)}
        found = {"status": told["status"], "code": told["code"], "path": told["errors"][0]["path"]}
        assert {name: found[name] for name in expected} == expected
        return
    (event,) = read(response).events
    expected = case["expect"]
    if expected.get("due_at"):
        assert event["DTSTART"].dt == datetime.fromisoformat(expected["due_at"])
    if "status" in expected:
        assert [str(word) for word in event["CATEGORIES"].cats] == [expected["status"]]
    if "reminders" in expected:
        assert alarms(event) == [datetime.fromisoformat(one["at"]) for one in expected["reminders"]]


def test_lives_are_here():
    """A case that got lost would pass in silence."""
    assert sum("problem" in case for case in CASES) >= 10
    assert sum(bool(case.get("expect", {}).get("due_at")) for case in CASES) >= 50


HOSTILE = {
    "an event of its own": "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:injected\r\nEND:VEVENT",
    "the same after lone ends of lines": "x\nEND:VEVENT\nBEGIN:VEVENT\rATTACH:http://example.invalid/",
    "other ends of lines": "x\x85END:VEVENT\u2028BEGIN:VEVENT\u2029SUMMARY:y\x0bA\x0cB\x1cC\x1dD\x1eE",
    "an alarm": "x\nBEGIN:VALARM\nACTION:PROCEDURE\nEND:VALARM",
    "separators": 'a;b,c:d\\e"f=g^h',
    "escapes": "\\n\\N\\;\\,\\\\ \\",
    "parameters": ";VALUE=URI:http://example.invalid/?a=b&c=%0d%0aX:y",
    "controls": "nul \x00 bell \x07 escape \x1b[31m delete \x7f csi \x9b",
    "a tab and blanks": " \t x \t ",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;",
    "braces": "x {after} {0} %s ${x}",
    "beyond the basic plane": "\U0001f600\U0001f3f3\ufe0f\u200d\U0001f308 \U00020000",
    "from right to left": "\u202eabc\u200f שלום \u2067x\u2069",
    "combined letters": "ệ".encode().decode() * 20 + "e\u0323\u0302" * 20,
    "a mark of order and a stranger": "\ufeff\ufffe\uffff\ufffd",
    "2,000 letters": "ỗ" * 2_000,
}


TURNING = dict.fromkeys((0x202E, 0x2067, 0x2069), "\ufffd")  # of those above, in every sentence


def said(text):
    """Tell how a text comes back: its ends of lines as one kind, other controls replaced, nothing lost."""
    controls = dict.fromkeys((0x00, 0x07, 0x1B, 0x7F, 0x9B), "\ufffd") | TURNING
    return "\n".join(text.splitlines()).translate(controls)


def life(text):
    """Give a request with a text wherever one may stand."""
    stages = [
        {"name": text, "authority": "vn", "term": TERM, "completed_at": None},
        {"name": f"2 {text}"[:2_000], "authority": "vn", "term": TERM, "completed_at": None},
    ]
    return {
        "received_at": TUESDAY,
        "authority": "vn",
        "stages": stages,
        "restarts": [{"at": "2026-03-10T10:00:00+07:00", "reason": text}],
        "suspensions": [
            {"from": "2026-03-11T08:00:00+07:00", "until": "2026-03-11T18:00:00+07:00", "reason": text}
        ],
        "extensions": [{"term": TERM, "reason": text}],
        "reminders": [0.5],
    }


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("spoken", ["vi", "en"])
def test_hostile_text_stays_text(client, ask_for, text, spoken):
    """Whatever stands in a reason or a stage's name comes back in the description and does nothing else."""
    request = life(text)
    event = entry(client, request | {"lang": spoken})
    steps = [step["text"][spoken] for step in ask_for(request)["explanation"]]
    repeated = text if len(text) <= 100 else text[:99] + "…"  # a sentence carries a hundred letters
    assert sum(repeated.translate(TURNING) in step for step in steps) >= 4
    notes = texts(event)[1]
    assert notes.endswith(said("\n".join(steps)))
    assert said(repeated + ".")[:-1] in notes
    assert [alarm["DESCRIPTION"] for alarm in event.subcomponents] == [notes.split("\n")[0]]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_in_a_held_dossier_stays_text(client, text):
    """The reason of an open suspension leads the description."""
    request = GOOD | {"suspensions": [{"from": WEDNESDAY, "until": None, "reason": text}], "explain": False}
    repeated = text if len(text) <= 100 else text[:99] + "…"
    assert f"(lý do: {said(repeated + ')')}, chưa có ngày kết thúc" in texts(entry(client, request))[1]


@pytest.mark.parametrize("member", ["authority", "procedure", "field", "calendar", "channel"])
@pytest.mark.parametrize("text", [*HOSTILE.values(), "x" * 10_000], ids=[*HOSTILE, "10,000 letters"])
def test_hostile_id_is_refused(client, member, text):
    """An id that nobody has heard of makes no feed, and no header."""
    response = ask(client, GOOD | {member: text})
    code = "too_long" if len(text) > 2_000 and member != "calendar" else f"unknown_{member}"
    (fault,) = problem_of(response, 422)["errors"]
    assert (fault["path"], fault["code"]) == (f"?{member}", code)
    assert "Content-Disposition" not in response.headers


LONG = "x" * 10_000
REFUSED = {
    "nothing": ({}, "required", ["?received_at", "?authority"]),
    "an unknown authority": (GOOD | {"authority": "nowhere"}, "unknown_authority", ["?authority"]),
    "a wrong unit": (GOOD | {"term": {"amount": 1, "unit": "moons"}}, "unknown_unit", ["?term/unit"]),
    "no term": ({"received_at": TUESDAY, "authority": "vn"}, "no_term", ["?term"]),
    "a reason of 10,000 letters": (
        GOOD | {"restarts": [{"at": WEDNESDAY, "reason": LONG}]},
        "too_long",
        ["?restarts/0/reason"],
    ),
    "a name of 10,000 letters": (
        GOOD | {"stages": [{"name": LONG, "authority": "vn", "term": TERM}]},
        "too_long",
        ["?stages/0/name"],
    ),
    "a suspension before the receipt": (
        GOOD | {"suspensions": [{"from": "2026-03-09T09:00:00+07:00"}]},
        "event_before_receipt",
        ["?suspensions/0/from"],
    ),
    "a stage of an unknown office": (
        GOOD | {"stages": [{"name": "a", "authority": "x\ny", "term": TERM}]},
        "unknown_authority",
        ["?stages/0/authority"],
    ),
    "beyond the calendar": (
        GOOD | {"received_at": "2031-01-01T09:00:00+07:00"},
        "beyond_horizon",
        ["?received_at"],
    ),
    "a day off beyond the calendar": (
        GOOD | {"calendar_changes": {"days_off": ["2031-01-01"]}},
        "beyond_horizon",
        ["?calendar_changes/days_off/0"],
    ),
    "an unknown parameter": (GOOD | {"as_of": TUESDAY}, "unknown_member", ["?as_of"]),
    "an unknown language": (GOOD | {"lang": "fr"}, "unknown_language", ["?lang"]),
}


@pytest.mark.parametrize("row", REFUSED.values(), ids=REFUSED)
def test_wrong_question_is_refused(client, row):
    """What is wrong is told at the parameter that has it, whoever finds it, with the body's own codes."""
    request, code, paths = row
    problem = problem_of(ask(client, request), 422)
    assert [error["path"] for error in problem["errors"]] == paths
    assert {error["code"] for error in problem["errors"]} == {code}


@pytest.mark.parametrize(
    ("query", "code", "path"),
    [
        ("term=3", "not_an_object", "?term"),
        ("term=%7B", "malformed_json", "?term"),
        ("stages=" + "%5B" * 100_000, "too_deeply_nested", "?stages"),
        ("term=%7B%22amount%22:1,%22amount%22:1%7D", "duplicate_key", "?term"),
    ],
    ids=lambda value: value[:20],
)
def test_bad_json_is_refused(client, query, code, path):
    """JSON in a parameter is read as strictly as a body."""
    good = {name: value for name, value in GOOD.items() if name != "term"}
    status = 422 if code == "not_an_object" else 400

    def send(spoken):
        return client.get(f"{URL}?{query_of(good)}&{query}", headers={"Accept-Language": spoken})

    refused(send, status, code, path)


def test_repeated_parameter_is_refused(client):
    """A parameter that stands twice could mean two things."""
    query = query_of(GOOD)

    def send(spoken):
        return client.get(f"{URL}?{query}&authority=vn", headers={"Accept-Language": spoken})

    refused(send, 422, "repeated_parameter", "?authority")
