"""Asks the calculator's pages, and reads what they show."""

from urllib.parse import urlencode

from markup import Page, within, words

LONG_AN = {"authority": "long-an", "procedure": "business-registration"}
BEFORE = {**LONG_AN, "received_at": "2019-03-05T11:29:59"}
MISSED = {**LONG_AN, "received_at": "2019-03-05T11:30:00"}
ENGLISH = {"lang": "en"}


def get(client, page, *members, **headers):
    """Get a page of the calculator."""
    query = {name: given for more in members for name, given in more.items()}
    with client.get(f"/{page}?{urlencode(query)}", headers=headers) as response:
        response.get_data()
    return response


def shown(client, page, *members):
    """Get a page that must be there, whatever is asked, and take it apart."""
    response = get(client, page, *members)
    assert response.status_code == 200
    assert response.content_type == "text/html; charset=utf-8"
    return Page(response.text)


def answer(client, *members, page=""):
    """Get the elements of an answer."""
    return within(shown(client, page, *members), "answer")


def due(elements):
    """Read the due moment that an answer shows large."""
    [large] = [one for one in elements if one["tag"] == "time" and "large" in one["attrs"]["class"].split()]
    return large["attrs"]["datetime"], words(large)


def filled(page):
    """Read what the form of a page would send."""
    inputs = [one["attrs"] for one in within(page, "question") if one["tag"] == "input"]
    sent = {
        one["name"]: one["value"]
        for one in inputs
        if one.get("type") not in ("checkbox", "radio") or "checked" in one
    }
    options = [
        one for one in within(page, "question") if one["tag"] == "option" and "selected" in one["attrs"]
    ]
    for option in options:
        [*_, select] = [one for one in option["in"] if one["tag"] == "select"]
        sent[select["attrs"]["name"]] = option["attrs"]["value"]
    return sent


def squares(elements):
    """Read the squares of a drawing: the date in its month, the classes, and the texts below it."""
    found = []
    for group in elements:
        if group["tag"] == "g" and "day" in group["attrs"].get("class", "").split():
            inside = [
                one for one in elements if one["in"] and one["in"][-1] is group and one["tag"] == "text"
            ]
            found.append((group["attrs"]["class"].split()[1:], [words(one) for one in inside]))
    return found
