"""Hostile text on the pages: from an address or from rule files, it stays text."""

import json
import re
from itertools import product

import pytest
from calculating import BEFORE, MISSED, answer, get
from markup import Page, texts, within, words

from sla_service.app import create_app

HOSTILE = "\"'><script>alert(1)</script><svg onload=alert(2)>{{7*7}}&lt;b&gt;&#x27;\u202e</title></style>"
MEMBERS = (
    *("authority", "procedure", "received_at", "channel", "field", "term", "calendar", "calendar_changes"),
    *("rule_changes", "restarts", "suspensions", "extensions", "stages", "reminders", "known_on", "explain"),
    *("lang", "year", HOSTILE),
)
ELEMENTS = (
    *(
        "html",
        "head",
        "meta",
        "title",
        "link",
        "script",
        "body",
        "a",
        "header",
        "div",
        "p",
        "img",
        "span",
        "small",
    ),
    *(
        "nav",
        "ul",
        "li",
        "main",
        "h1",
        "h2",
        "h3",
        "form",
        "label",
        "select",
        "option",
        "optgroup",
        "button",
        "input",
    ),
    *(
        "fieldset",
        "legend",
        "code",
        "footer",
        "svg",
        "defs",
        "pattern",
        "path",
        "circle",
        "g",
        "rect",
        "text",
        "use",
    ),
    *(
        "section",
        "time",
        "strong",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "figure",
        "figcaption",
        "ol",
        "table",
        "thead",
    ),
    *("tbody", "tr", "th", "td", "br", "em", "foreignobject"),
)


def assert_harmless(response):
    """Hold a page to the elements and attributes that it has without a stranger's text."""
    assert response.status_code == 200
    page = Page(response.text)
    assert {one["tag"] for one in page.elements} <= {*ELEMENTS}
    assert [one["attrs"] for one in page.every("script")] == [{"src": "calculator.js", "defer": None}]
    assert not any(name.startswith("on") or name == "style" for one in page.elements for name in one["attrs"])
    for one in page.elements:
        address = one["attrs"].get("href", one["attrs"].get("src", "#"))
        assert not re.match(r"\s*[a-z]+:", address, re.IGNORECASE) or address.startswith("https://")
    return page


@pytest.mark.parametrize(("page", "member"), list(product(("", "what-if", "year"), MEMBERS)))
def test_hostile_text_in_any_member_stays_text(client, page, member):
    """Whatever stands in a parameter, or is its name, comes back as text and never as markup."""
    hurt = assert_harmless(get(client, page, BEFORE, {member: HOSTILE}))
    if page == "" and member not in ("lang", "received_at", "year", HOSTILE):
        assert any("<script>alert(1)</script>" in one["text"] for one in hurt.elements)


def test_hostile_text_of_a_dossiers_life_stays_text(client):
    """Reasons and names that an answer repeats are text too."""
    reason = {"reason": HOSTILE}
    life = {
        "restarts": [{"at": "2019-03-06T09:00:00+07:00", **reason}],
        "suspensions": [
            {"from": "2019-03-07T09:00:00+07:00", "until": "2019-03-08T09:00:00+07:00", **reason}
        ],
        "extensions": [{"term": {"amount": 1, "unit": "days"}, **reason}],
    }
    query = {name: json.dumps(told) for name, told in life.items()}
    for page in ("", "what-if"):
        assert_harmless(get(client, page, MISSED, query))
    assert any("<script>" in said for said in texts(answer(client, MISSED, query), "p"))
    stages = [{"name": HOSTILE, "authority": "vn", "term": {"amount": 1, "unit": "days"}}]
    assert_harmless(
        get(client, "", {"authority": "vn", "received_at": "2019-03-05T09:00", "stages": json.dumps(stages)})
    )


def test_hostile_text_in_rule_files_stays_text(folder):
    """Names and sources from somebody's rule files are text on the page and in the drawings."""
    hostile = json.dumps(HOSTILE)
    for path in folder.rglob("*.yaml"):
        text = re.sub(
            r'(vi|en|document): "[^"]*"', lambda name: f"{name[1]}: {hostile}", path.read_text("utf-8")
        )
        path.write_text(text, "utf-8")
    client = create_app(folder).test_client()
    question = {"authority": "ward", "procedure": "copy", "received_at": "2026-02-13T09:00"}
    for page in ("", "what-if"):
        found = assert_harmless(get(client, page, question))
        assert any("<script>" in words(one) for one in within(found, "answer"))
    year = assert_harmless(get(client, "year", question))
    assert any(
        "<script>" in words(one)
        for one in year.elements
        if one["tag"] == "title" and one["in"][-1]["tag"] == "g"
    )
