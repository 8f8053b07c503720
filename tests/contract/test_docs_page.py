"""The pages under `/docs` as they are served: whole, guarded, and with nothing from outside."""

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from markup import words
from pages import get, served

from sla_service.app import create_app
from sla_service.http.problems import TYPE_PREFIX, status_of
from sla_service.wording.problems import PROBLEMS

ROOT = Path(__file__).parent.parent.parent
PAGES = ROOT / "sla_service" / "http" / "pages"
ASSETS = {
    "docs.css": "text/css; charset=utf-8",
    "docs.js": "text/javascript; charset=utf-8",
    "swagger-ui.css": "text/css; charset=utf-8",
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "favicon-32x32.png": "image/png",
}
PAGES_SERVED = ["/docs", "/docs/errors", "/docs/guide"]
ADDRESSES = [*PAGES_SERVED, "/docs/", "/docs/nothing", *(f"/docs/{name}" for name in ASSETS)]


@pytest.fixture(scope="module")
def rows(client):
    """Give the rows of the table of error codes, by code."""
    page = served(client, "/docs/errors")
    body = page.every("tbody")[0]
    found = {}
    for row in page.every("tr"):
        if body in row["in"]:
            cells = [one for one in page.elements if one["in"] and one["in"][-1] is row]
            found[row["attrs"]["id"]] = cells
    return found


def test_address_with_a_slash_leads_to_the_page(client):
    """`/docs/` leads to `/docs` by a relative address, which also holds behind a prefix."""
    response = get(client, "/docs/")
    assert (response.status_code, response.headers["Location"]) == (308, "../docs")


@pytest.mark.parametrize("name", ASSETS)
def test_asset_is_served_with_its_own_type(client, name):
    """Each file of the page is served with its type, an entity tag, and 304 when asked for again."""
    response = get(client, f"/docs/{name}")
    assert (response.status_code, response.content_type) == (200, ASSETS[name])
    assert response.data
    again = get(client, f"/docs/{name}", If_None_Match=response.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("address", PAGES_SERVED)
def test_page_is_validated_again(client, address):
    """Every page carries an entity tag and honours it."""
    tag = get(client, address).headers["ETag"]
    again = get(client, address, If_None_Match=tag)
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_guarded(client, address):
    """Every answer under `/docs` carries the strict policy, with nothing unsafe and no other host in it."""
    headers = get(client, address).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "connect-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("address", PAGES_SERVED)
def test_page_holds_no_inline_code(client, address):
    """No script, style or event handler stands in a page itself; what it names is relative and is there."""
    page = served(client, address)
    assert page.every("html")[0]["attrs"]["lang"] in ("vi", "en")
    assert not page.every("style")
    for element in page.elements:
        assert not [name for name in element["attrs"] if name == "style" or name.startswith("on")]
    for script in page.every("script"):
        assert script["attrs"]["src"]
        assert not script["text"]
    named = [element["attrs"].get("src") or element["attrs"].get("href") for element in page.elements]
    for name in {name for name in named if name and not name.startswith("#")}:
        assert re.fullmatch(r"(\.\.?/)?(docs/)?[a-z0-9.-]*(\?lang=(vi|en)|#[a-z_]+)?", name)
        assert get(client, urljoin(address, name)).status_code == 200


def test_own_files_name_no_other_host():
    """No file of ours names a scheme or a host."""
    for path in PAGES.iterdir():
        text = path.read_text("utf-8").replace(
            'xmlns="http://www.w3.org/2000/svg"', ""
        )  # a name, not an address
        assert "//" not in text
        assert not re.search(r"(?i)\b(https?|wss?|data|javascript|url\()\s*:", text)
        assert "@import" not in text


def test_init_script_asks_nobody_to_validate():
    """The document is the served one, and it goes to no validator."""
    text = (PAGES / "docs.js").read_text("utf-8")
    assert 'url: "openapi.json"' in text
    assert "validatorUrl: null" in text


@pytest.mark.parametrize(
    "name",
    [
        "nothing.js",
        "docs.html",
        "errors.html",
        "guide.html",
        "index.css",
        "oauth2-redirect.html",
        "swagger-ui.js",
        "LICENSE",
        "errors/",
        "../docs.py",
        "../../app.py",
        "..%2f..%2fapp.py",
        "%2e%2e/docs.py",
        "%2e%2e%2f%2e%2e%2fapp.py",
        "..%5cdocs.py",
        "docs.js/../../docs.py",
        "%2fetc%2fpasswd",
        "docs.js%00",
        "DOCS.JS",
    ],
)
def test_nothing_else_is_served(client, name):
    """Whatever the pages do not name is not found, told as any other problem, also by a way around."""
    response = get(client, f"/docs/{name}")
    assert response.status_code == 404
    assert response.content_type == "application/problem+json"
    assert response.get_json()["code"] == "not_found"


def test_page_is_no_part_of_the_contract(client):
    """The contract does not name the pages."""
    assert not [path for path in get(client, "/openapi.json").get_json()["paths"] if path.startswith("/docs")]


def test_pages_lead_to_each_other(client):
    """The pages link to each other, to the calculator, and the first to the contract."""
    led = {
        address: [one["attrs"]["href"] for one in served(client, address).every("a")]
        for address in PAGES_SERVED
    }
    assert led["/docs"] == ["./", "docs/guide", "docs/errors", "openapi.yaml"]
    assert led["/docs/errors"][:3] == ["../", "../docs", "guide"]
    assert led["/docs/guide"][:3] == ["../?lang=vi", "../docs", "errors"]


def test_table_has_every_code_in_its_own_order(client, rows):
    """Every code has one row, in the order of the words, with a link to itself; the page says the type."""
    assert list(rows) == list(PROBLEMS)
    page = served(client, "/docs/errors")
    assert [one["attrs"]["href"] for one in page.every("a")][3:] == [f"#{code}" for code in PROBLEMS]
    assert TYPE_PREFIX in page.every("main")[0]["text"]


@pytest.mark.parametrize("code", PROBLEMS)
def test_row_tells_status_and_both_languages(rows, code):
    """A row tells the code, its status, and its title and message in each language, braces single."""
    head, status, *told = rows[code]
    assert words(head) == code
    assert words(status) == str(status_of(code))
    assert [cell["attrs"]["lang"] for cell in told] == ["vi", "en"]
    for cell in told:
        title = getattr(PROBLEMS[code].title, cell["attrs"]["lang"])
        template = getattr(PROBLEMS[code].message, cell["attrs"]["lang"])
        shown = template.replace("{{", "{").replace("}}", "}")
        assert words(cell) == f"{title} {shown}"


def test_places_of_facts_are_marked(client):
    """A place for a fact is marked as one; braces that are meant stay words."""
    places = {one["text"] for one in served(client, "/docs/errors").every("var")}
    assert {"{corrected}", "{limit}", "{line}"} <= places
    assert all(re.fullmatch(r"\{([a-z_]+|…)\}", place) for place in places)


GOOD = {
    "received_at": "2019-03-05T11:29:59+07:00",
    "authority": "long-an",
    "procedure": "business-registration",
}


@pytest.mark.parametrize(
    ("method", "address", "body", "code"),
    [
        ("POST", "/v1/due-dates", "{", "malformed_json"),
        ("POST", "/v1/due-dates", '{"a":1,"a":2}', "duplicate_key"),
        ("POST", "/v1/due-dates", '{"a":NaN}', "invalid_number"),
        ("POST", "/v1/due-dates", b"\xff", "invalid_encoding"),
        ("POST", "/v1/due-dates", "[" * 100_000, "too_deeply_nested"),
        ("POST", "/v1/due-dates", "[]", "not_an_object"),
        (
            "POST",
            "/v1/due-dates",
            json.dumps(GOOD | {"received_at": "2019-03-05T11:29:59"}),
            "offset_required",
        ),
        ("POST", "/v1/due-dates", json.dumps(GOOD | {"authority": "moon"}), "unknown_authority"),
        ("POST", "/v1/due-dates", " " * 2_000_000, "body_too_large"),
        ("GET", "/v1/calendars/vn/days?from=2026-01-02&to=2026-01-01", None, "reversed_range"),
        ("GET", "/v1/calendars/moon/days?from=2026-01-02&to=2026-01-02", None, "not_found"),
        ("GET", "/v1/due-dates", None, "method_not_allowed"),
    ],
)
def test_row_tells_the_status_that_is_answered(client, rows, method, address, body, code):
    """The status in the table is the one with which the service answers."""
    response = client.open(address, method=method, data=body, content_type="application/json")
    assert response.get_json()["code"] == code
    assert words(rows[code][1]) == str(response.status_code)


def test_row_tells_the_status_of_a_wrong_type_and_of_our_own_fault(client, rows):
    """So it is for a body that is no JSON, and for a fault of ours."""
    response = client.post("/v1/due-dates", data="{}", content_type="text/plain")
    assert words(rows[response.get_json()["code"]][1]) == str(response.status_code) == "415"
    broken = create_app()
    broken.add_url_rule("/broken", view_func=lambda: 1 // 0)
    response = broken.test_client().get("/broken")
    assert words(rows[response.get_json()["code"]][1]) == str(response.status_code) == "500"
