"""Wrong methods, paths and query parameters, and what the answers to GETs say of keeping them."""

import re

import pytest
from asking import DAYS, URL, problem_of, refused

WRONG_METHODS = [
    (URL, "GET", {"POST"}),
    (URL, "PUT", {"POST"}),
    (URL, "PATCH", {"POST"}),
    (URL, "DELETE", {"POST"}),
    (DAYS, "POST", {"GET"}),
    (DAYS, "DELETE", {"GET"}),
    ("/health/live", "POST", {"GET"}),
    ("/health/ready", "PUT", {"GET"}),
    ("/openapi.yaml", "POST", {"GET"}),
    ("/openapi.json", "POST", {"GET"}),
]


@pytest.mark.parametrize(("path", "method", "allowed"), WRONG_METHODS)
def test_method_is_refused(client, path, method, allowed):
    """A wrong method is refused, and the Allow header says which are right."""
    responses = []

    def send(spoken):
        responses.append(client.open(path, method=method, headers={"Accept-Language": spoken}))
        return responses[-1]

    refused(send, 405, "method_not_allowed", "")
    for response in responses:
        told = {word.strip() for word in response.headers["Allow"].split(",")}
        assert told - {"HEAD", "OPTIONS"} == allowed


UNKNOWN_PATHS = [
    ("GET", "/nothing"),
    ("GET", "/v1"),
    ("GET", "/v1/"),
    ("GET", "/v1/nothing"),
    ("POST", "/v1/due-dates/"),
    ("POST", "/v1/due-dates/x"),
    ("POST", "/V1/due-dates"),
    ("GET", "/v1/calendars/vn/days/?from=2026-01-01&to=2026-01-02"),
    ("GET", "/v1/calendars/vn/day"),
    ("GET", "/health"),
    ("GET", "/health/live/"),
    ("GET", "/openapi.yml"),
    ("GET", "/static/x"),
    ("GET", "/v1/calendars/nowhere/days?from=2026-01-01&to=2026-01-02"),
    ("GET", "/v1/calendars/VN/days?from=2026-01-01&to=2026-01-02"),
    ("GET", "/v1/calendars/%00/days?from=2026-01-01&to=2026-01-02"),
    ("GET", "/v1/calendars/%ff/days?from=2026-01-01&to=2026-01-02"),
    ("GET", f"/v1/calendars/{'x' * 5_000}/days?from=2026-01-01&to=2026-01-02"),
    ("GET", "/v1/calendars/..%2fvn/days?from=2026-01-01&to=2026-01-02"),
]


@pytest.mark.parametrize(("method", "path"), UNKNOWN_PATHS, ids=lambda value: value[:60])
def test_unknown_path_is_not_found(client, method, path):
    """A path that leads nowhere, or names an unknown id, is not found."""
    refused(
        lambda spoken: client.open(path, method=method, json={}, headers={"Accept-Language": spoken}),
        404,
        "not_found",
        "",
    )


DAYS_ROWS = {
    "no from": ({"to": "2026-01-02"}, "required", "?from"),
    "no to": ({"from": "2026-01-02"}, "required", "?to"),
    "no such date": ({"from": "2026-02-30", "to": "2026-03-02"}, "no_such_date", "?from"),
    "no date": ({"from": "2026-01-01", "to": "tomorrow"}, "invalid_date", "?to"),
    "an instant": ({"from": "2026-01-01T00:00:00Z", "to": "2026-01-02"}, "invalid_date", "?from"),
    "empty": ({"from": "", "to": "2026-01-02"}, "invalid_date", "?from"),
    "year 1800": ({"from": "1800-01-01", "to": "2026-01-02"}, "out_of_range", "?from"),
    "year 9999": ({"from": "2026-01-01", "to": "9999-12-31"}, "out_of_range", "?to"),
    "reversed": ({"from": "2026-01-02", "to": "2026-01-01"}, "reversed_range", "?to"),
    "1,101 days": ({"from": "2015-01-01", "to": "2018-01-05"}, "too_many_days", "?to"),
    "before the calendar": ({"from": "2014-12-31", "to": "2015-01-05"}, "beyond_horizon", "?from"),
    "after the calendar": ({"from": "2030-12-30", "to": "2031-01-01"}, "beyond_horizon", "?to"),
    "unknown parameter": (
        {"from": "2026-01-01", "to": "2026-01-02", "days": "7"},
        "unknown_member",
        "?days",
    ),
    "very long": ({"from": "2" * 5_000, "to": "2026-01-02"}, "too_long", "?from"),
}


@pytest.mark.parametrize("row", DAYS_ROWS.values(), ids=DAYS_ROWS)
def test_range_of_days_is_refused(client, row):
    """A range of days that is wrong is refused at its parameter."""
    query, code, path = row

    def send(spoken):
        return client.get(DAYS, query_string=query, headers={"Accept-Language": spoken})

    refused(send, 422, code, path)


@pytest.mark.parametrize(
    "query", ["lang=\xff", "lang=%ff", "from=\xe1\xbb", "%c3%28=1", "from=2026-01-01&to=%ed%a0%80", "\x80"]
)
@pytest.mark.parametrize("path", [DAYS, "/v1/calendars", "/v1/rules", "/v1/due-dates.ics"])
def test_query_that_is_no_utf_8_is_refused(client, path, query):
    """Bytes that are no UTF-8, raw or encoded, are refused as in a body, and are no fault of the service."""

    def send(spoken):
        return client.get(
            path, environ_overrides={"QUERY_STRING": query}, headers={"Accept-Language": spoken}
        )

    refused(send, 400, "invalid_encoding", "")


@pytest.mark.parametrize("query", ["from=%E1%BB%97", "from=\xe1\xbb\x97"])
def test_query_in_raw_utf_8_is_read(client, query):
    """Raw UTF-8 says the same as encoded: here a letter that is no date."""
    problem = problem_of(client.get(DAYS, environ_overrides={"QUERY_STRING": f"{query}&to=2026-01-02"}), 422)
    assert [(error["path"], error["code"]) for error in problem["errors"]] == [("?from", "invalid_date")]


def test_most_days_at_once(client):
    """1,100 days are listed at once, each in order."""
    days = client.get(f"{DAYS}?from=2015-01-01&to=2018-01-04").get_json()["days"]
    assert len(days) == 1_100
    assert (days[0]["on"], days[-1]["on"]) == ("2015-01-01", "2018-01-04")


def test_one_day(client):
    """A range of one day lists that day, also at both ends of the calendar."""
    for on in ("2015-01-01", "2030-12-31"):
        days = client.get(f"{DAYS}?from={on}&to={on}").get_json()["days"]
        assert [day["on"] for day in days] == [on]


def test_days_carry_a_strong_validator(client):
    """The days carry a strong ETag of their content and vary with the language asked for."""
    response = client.get(f"{DAYS}?from=2026-01-01&to=2026-01-02")
    assert re.fullmatch(r'"[^"]+"', response.headers["ETag"])
    assert "Accept-Language" in response.headers["Vary"]
    again = client.get(f"{DAYS}?to=2026-01-02&from=2026-01-01")
    assert again.headers["ETag"] == response.headers["ETag"]
    other = client.get(f"{DAYS}?from=2026-01-01&to=2026-01-03")
    assert other.headers["ETag"] != response.headers["ETag"]


def test_days_unchanged_are_not_sent_again(client):
    """A caller that has the days already hears only that they are the same."""
    url = f"{DAYS}?from=2026-01-01&to=2026-01-02"
    tag = client.get(url).headers["ETag"]
    for known in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        response = client.get(url, headers={"If-None-Match": known})
        assert response.status_code == 304
        assert response.get_data() == b""
        assert response.headers["ETag"] == tag
        assert "Accept-Language" in response.headers["Vary"]
    assert client.get(url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_refused_days_vary_with_the_language(client):
    """A problem of a GET varies with the language too."""
    assert "Accept-Language" in client.get(DAYS).headers["Vary"]


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_health_is_not_stored(client, path):
    """Whether the service is well is never kept."""
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
