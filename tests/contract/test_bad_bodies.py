"""Bodies that are no JSON object as the contract means it: each is refused as a whole, and quickly."""

import json

import pytest
from asking import GOOD, but, post, problem_of, refused, with_amount

MEBIBYTE = 1_048_576


BODIES = {
    "empty": (b"", 400, "malformed_json"),
    "blank": (b" \n", 400, "malformed_json"),
    "no JSON": (b"received_at=2026-03-10", 400, "malformed_json"),
    "cut short": (b'{"authority": "vn"', 400, "malformed_json"),
    "single quotes": (b"{'authority': 'vn'}", 400, "malformed_json"),
    "a comma too many": (b'{"authority": "vn",}', 400, "malformed_json"),
    "a comment": (b'{"authority": "vn"} // vn', 400, "malformed_json"),
    "two documents": (b"{}{}", 400, "malformed_json"),
    "a leading zero": (with_amount("01"), 400, "malformed_json"),
    "a raw newline in a string": (b'{"authority": "v\nn"}', 400, "malformed_json"),
    "a raw NUL in a string": (b'{"authority": "v\x00n"}', 400, "malformed_json"),
    "an array": (b"[]", 422, "not_an_object"),
    "an array of requests": (json.dumps([GOOD]).encode(), 422, "not_an_object"),
    "a number": (b"7", 422, "not_an_object"),
    "a string": (b'"vn"', 422, "not_an_object"),
    "true": (b"true", 422, "not_an_object"),
    "null": (b"null", 422, "not_an_object"),
    "arrays 100,000 deep": (b"[" * 100_000 + b"]" * 100_000, 400, "too_deeply_nested"),
    "objects 100,000 deep": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, 400, "too_deeply_nested"),
    "deep below a member": (
        b'{"authority":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        400,
        "too_deeply_nested",
    ),
    "deep and never closed": (b"[" * 100_000, 400, "too_deeply_nested"),
    "Latin-1": ('{"authority": "hô"}'.encode("latin-1"), 400, "invalid_encoding"),
    "UTF-16 with its mark": (json.dumps(GOOD).encode("utf-16"), 400, "invalid_encoding"),
    "UTF-16 without": (json.dumps(GOOD).encode("utf-16-le"), 400, "malformed_json"),
    "overlong UTF-8": (b'{"authority": "\xc0\xaf"}', 400, "invalid_encoding"),
    "a surrogate in UTF-8": (b'{"authority": "\xed\xa0\x80"}', 400, "invalid_encoding"),
    "NaN": (with_amount("NaN"), 400, "invalid_number"),
    "Infinity": (with_amount("Infinity"), 400, "invalid_number"),
    "-Infinity": (with_amount("-Infinity"), 400, "invalid_number"),
    "NaN alone": (b"NaN", 400, "invalid_number"),
    "NaN where nobody looks": (b'{"suspensions": [[NaN]]}', 400, "invalid_number"),
    "a key twice": (b'{"authority": "vn", "authority": "vn"}', 400, "duplicate_key"),
    "a key twice, once escaped": (b'{"authority": "vn", "\\u0061uthority": "vn"}', 400, "duplicate_key"),
    "a nested key twice": (
        b'{"authority": "vn", "term": {"amount": 1, "unit": "days", "amount": 1}}',
        400,
        "duplicate_key",
    ),
    "a key twice in a list": (b'{"restarts": [{"at": 1, "at": 1}]}', 400, "duplicate_key"),
    "half a surrogate pair": (b'{"authority": "\\ud800"}', 400, "invalid_encoding"),
    "the other half": (b'{"authority": "\\udfff"}', 400, "invalid_encoding"),
    "half a surrogate pair in a key": (b'{"\\ud83d": 1}', 400, "invalid_encoding"),
    "half a surrogate pair deep in": (
        b'{"calendar": {"special_hours": {"\\udc00": []}}}',
        400,
        "invalid_encoding",
    ),
    "the halves in the wrong order": (b'{"authority": "\\ude00\\ud83d"}', 400, "invalid_encoding"),
}


@pytest.mark.parametrize("row", BODIES.values(), ids=BODIES)
def test_body_is_refused(client, row):
    """A body that is no JSON object as the contract means it is refused as a whole."""
    body, status, code = row
    refused(lambda spoken: post(client, body, spoken), status, code, "")


def test_body_in_utf_8_with_its_mark_is_accepted(client):
    """A byte order mark before UTF-8 changes nothing."""
    assert post(client, json.dumps(GOOD).encode("utf-8-sig")).status_code == 200


def test_whole_surrogate_pair_is_accepted(client):
    """A pair of escaped surrogates is one character and is repeated as such."""
    body = but(restarts=[{"at": "2026-03-11T09:00:00+07:00", "reason": "@"}])
    raw = json.dumps(body).replace('"@"', '"\\ud83d\\ude00"').encode()
    assert "\N{GRINNING FACE}" in post(client, raw).get_json()["explanation"][1]["text"]["vi"]


def test_body_over_one_mebibyte_is_refused(client):
    """One byte more than 1 MiB is too large, exactly 1 MiB is not."""
    text = json.dumps(GOOD).encode()
    assert post(client, text.ljust(MEBIBYTE)).status_code == 200
    told = refused(lambda spoken: post(client, text.ljust(MEBIBYTE + 1), spoken), 413, "body_too_large", "")
    for problem in told.values():
        assert str(MEBIBYTE) in problem["errors"][0]["message"]


def test_one_key_twice_among_many_is_found(client):
    """A key that stands twice among 50,000 others is found."""
    keys = [f"k{number}" for number in range(50_000)]
    body = "{" + ",".join(f'"{key}":1' for key in (*keys, "k49999")) + "}"
    problem = problem_of(post(client, body.encode()), 400)
    assert problem["code"] == "duplicate_key"
    assert "k49999" in problem["errors"][0]["message"]


def test_very_many_unknown_members_are_refused(client):
    """Fifty thousand unknown members are refused, and a hundred of them told."""
    body = "{" + ",".join(f'"k{number}":1' for number in range(50_000)) + "}"
    problem = problem_of(post(client, body.encode()), 422)
    assert problem["errors"][0]["code"] in ("required", "unknown_member")
    assert len(problem["errors"]) == 100


@pytest.mark.parametrize("depth", range(955, 1_000, 3))
@pytest.mark.parametrize("place", ["calendar", "stages", "foo", "received_at"])
def test_nesting_near_the_limit_is_no_fault_of_ours(client, place, depth):
    """Nesting just below what the reader takes is refused like any other wrong member."""
    nest = "[" * depth + "]" * depth
    wrapped = f'{{"a":{nest}}}' if place == "calendar" else nest
    body = json.dumps(but(**{place: "@"})).replace('"@"', wrapped).encode()
    assert post(client, body).status_code in (400, 422)


CONTENT_TYPES = [
    None,
    "",
    "text/plain",
    "text/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/xml",
    "application/vnd.api+json",
    "application/problem+json",
    "json",
]


@pytest.mark.parametrize("content_type", CONTENT_TYPES)
def test_content_type_is_refused(client, content_type):
    """A body that is not declared as JSON is refused, however right it is."""
    refused(
        lambda spoken: post(client, GOOD, spoken, content_type=content_type),
        415,
        "unsupported_media_type",
        "",
    )


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8",
        "Application/JSON",
    ],
)
def test_content_type_is_accepted(client, content_type):
    """JSON is JSON with a charset parameter too, and in capitals."""
    assert post(client, GOOD, content_type=content_type).status_code == 200
