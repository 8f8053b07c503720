"""How the contract tests ask, rightly and wrongly, and hold a refusal against the contract."""

import json
import re

URL = "/v1/due-dates"
DAYS = "/v1/calendars/vn/days"
MEMBERS = {"type", "title", "status", "detail", "code", "errors", "request_id"}
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

TERM = {"amount": 1, "unit": "working_days"}
GOOD = {"received_at": "2026-03-10T09:00:00+07:00", "authority": "vn", "term": TERM}
WEEK = {day: [["08:00", "12:00"], ["13:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
CALENDAR = {"time_zone": "Asia/Ho_Chi_Minh", "weekly_hours": WEEK}


def but(**changes):
    """Give the good request with some members changed."""
    return GOOD | changes


def lacking(*keys):
    """Give the good request without some members."""
    return {key: value for key, value in GOOD.items() if key not in keys}


def with_amount(literal, unit="working_days"):
    """Write the good request with an amount spelled as given, which json.dumps might not write so."""
    return json.dumps(but(term={"amount": "@", "unit": unit})).replace('"@"', literal).encode()


def with_calendar(**changes):
    """Give the good request with an inline calendar, some of its members changed."""
    return but(calendar=CALENDAR | changes)


def mondays(*sessions):
    """Give the good request with an inline calendar open on Mondays only."""
    return with_calendar(weekly_hours={"mon": list(sessions)})


def post(client, body, language="vi", content_type="application/json", **headers):
    """Post a body, as JSON unless it is bytes already."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    told = {"Accept-Language": language} | {key.replace("_", "-"): value for key, value in headers.items()}
    return client.post(URL, data=data, content_type=content_type, headers=told)


def problem_of(response, status):
    """Give the problem that an answer carries, having held its form against the contract."""
    assert response.status_code == status, response.get_data(as_text=True)[:500]
    assert response.content_type == "application/problem+json"
    told = json.loads(response.get_data())
    assert set(told) == MEMBERS
    assert told["status"] == status
    assert told["errors"]
    assert all(set(error) == {"path", "code", "message"} for error in told["errors"])
    assert told["code"] == told["errors"][0]["code"]
    assert told["type"].endswith(told["code"])
    assert told["request_id"] == response.headers["X-Request-Id"]
    assert REQUEST_ID.fullmatch(told["request_id"])
    return told


def refused(send, status, code, path):
    """Hold a refused request against one expected fault, in both languages; give both problems."""
    told = {language: problem_of(send(language), status) for language in ("vi", "en")}
    for problem in told.values():
        assert [(error["path"], error["code"]) for error in problem["errors"]] == [(path, code)]
        assert problem["title"].strip()
        assert problem["detail"].strip()
        assert problem["errors"][0]["message"].strip()
    assert told["vi"]["errors"][0]["message"] != told["en"]["errors"][0]["message"]
    assert told["vi"]["title"] != told["en"]["title"]
    assert told["vi"]["type"] == told["en"]["type"]
    return told
