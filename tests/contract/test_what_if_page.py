"""The page on which days are made off or worked: each a button, and the due date moves."""

import json
from datetime import date, timedelta
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import pytest
from calculating import BEFORE, ENGLISH, LONG_AN, MISSED, answer, filled, get, shown, squares
from markup import Page, texts, within, words

from sla_service.http.page_files import PAGES

NAMED = ("calculator.css", "calculator.js", "calculator.svg")


def told(page, on):
    """Read what is told of a day in its month."""
    [button] = [
        one["attrs"]
        for one in page.every("button")
        if one["attrs"].get("value") == on and one["in"][-1]["tag"] == "foreignobject"
    ]
    assert (button["form"], button["name"]) == ("question", "toggle")
    return button["title"]


def press(client, page, on):
    """Press a day's button as a browser does; give the permanent link to which it leads, and its page."""
    response = client.get(f"/what-if?{urlencode(filled(page) | {'toggle': on})}")
    assert response.status_code == 303
    link = response.headers["Location"]
    return link, Page(client.get(urljoin("/", link)).text)


# counted by hand: without Thursday 7 March the days are Wednesday 6, Friday 8 and Monday 11
def test_day_made_off_moves_the_due_date(client):
    """A click on Thursday makes it off: the due date moves to Monday; a second click takes it back."""
    page = shown(client, "what-if", MISSED)
    assert "Chưa đổi ngày nào." in texts(within(page, "answer"), "p")
    assert told(page, "2019-03-07").endswith("Bấm để cho nghỉ.")
    link, page = press(client, page, "2019-03-07")
    assert json.loads(parse_qs(urlsplit(link).query)["calendar_changes"][0]) == {"days_off": ["2019-03-07"]}
    found = within(page, "answer")
    assert [one["attrs"]["datetime"] for one in found if one["tag"] == "time"] == [
        "2019-03-08T17:00:00+07:00",
        "2019-03-11T17:00:00+07:00",
    ]
    assert (
        "Ngày hẹn lùi lại: từ 17:00 thứ Sáu, ngày 08/03/2019 thành 17:00 thứ Hai, ngày 11/03/2019."
        in texts(found, "p", class_="sentence")
    )
    assert squares(found)[6] == (["holiday", "skipped", "changed"], ["7", "nghỉ"])
    assert squares(found)[7][1] == ["8", "2", "17:00"]  # the due moment that was
    assert told(page, "2019-03-07").endswith("Đã đổi; bấm để bỏ thay đổi.")
    link, page = press(client, page, "2019-03-07")
    assert "Chưa đổi ngày nào." in texts(within(page, "answer"), "p")
    assert "calendar_changes" not in link


# counted by hand: with Saturday 9 February 2019 worked, from Friday 1 February at 11:30 (Tết is 4 to 8):
# Saturday 9, Monday 11 and Tuesday 12 are the three days, where without it Wednesday 13 is the third
def test_day_made_worked_moves_it_the_other_way(client):
    """A click on a weekend makes it worked: the due date comes earlier, also in English."""
    page = shown(client, "what-if", {**LONG_AN, "received_at": "2019-02-01T11:30"}, ENGLISH)
    assert told(page, "2019-02-09").endswith("Press to make it a working day.")
    _, page = press(client, page, "2019-02-09")
    found = within(page, "answer")
    assert texts(found, "p", class_="sentence") == [
        "It is due earlier: 17:00 on Tuesday, 12 February 2019 instead of "
        "17:00 on Wednesday, 13 February 2019."
    ]
    assert squares(found)[8] == (["swapped_working", "counted", "changed"], ["9", "1", "worked"])


def test_changes_are_listed_and_undone_one_by_one(client):
    """Each changed day stands in a list, with a way back that leaves the others, and one that leaves none."""
    changes = {
        "days_off": ["2019-03-07"],
        "working_days": ["2019-03-09"],
        "special_hours": {"2019-03-08": [["08:00", "12:00"]]},
    }
    page = shown(client, "what-if", {**MISSED, "calendar_changes": json.dumps(changes)})
    found = within(page, "answer")
    items = [one for one in found if one["tag"] == "li" and "changes" in one["in"][-1]["attrs"]["class"]]
    assert [words(one) for one in items] == [
        "thứ Năm, ngày 07/03/2019: cho nghỉ Bỏ thay đổi",
        "thứ Bảy, ngày 09/03/2019: cho làm việc Bỏ thay đổi",
        "thứ Sáu, ngày 08/03/2019: giờ khác Bỏ thay đổi",
    ]
    pressed = [one["attrs"]["value"] for one in found if one["tag"] == "button" and one["in"][-1] in items]
    links = [press(client, page, on)[0] for on in pressed]
    left = [json.loads(parse_qs(urlsplit(link).query)["calendar_changes"][0]) for link in links]
    assert left == [{key: changes[key] for key in changes if key != gone} for gone in changes]
    [none] = [one["attrs"]["href"] for one in found if words(one) == "Bỏ mọi thay đổi" and one["tag"] == "a"]
    assert "calendar_changes" not in none


@pytest.mark.parametrize("page", ["", "what-if"])
def test_changes_that_leave_no_answer_can_be_undone(client, page):
    """Where a change makes the question wrong, it is told, and the form offers to leave it out."""
    changes = '{"days_off":["2031-01-01"]}'
    found = shown(client, page, {**MISSED, "calendar_changes": changes})
    assert "calendar_changes/days_off/0" in words(within(found, "answer")[0])
    [tick] = [one["attrs"] for one in within(found, "kept") if one["tag"] == "input"]
    assert (tick["type"], tick["name"], tick["value"]) == ("checkbox", "calendar_changes", changes)


@pytest.mark.parametrize("on", ["1800-01-01", "2019-02-30", "soon", ""])
def test_day_that_is_none_changes_nothing(client, on):
    """What is no day leads back to the question as it is."""
    link, page = press(client, shown(client, "what-if", MISSED), on)
    assert "calendar_changes" not in link
    assert "Chưa đổi ngày nào." in texts(within(page, "answer"), "p")


def test_day_is_not_changed_where_nothing_answers(client):
    """A question with a fault stays as it is."""
    page = shown(client, "what-if", {**MISSED, "procedure": "flight"})
    link, page = press(client, page, "2019-03-07")
    assert "Không quy định nào cho thời hạn" in texts(page.elements, "p", id="fault-procedure")[0]
    assert "calendar_changes" not in link


def days_in_a_row(first, number, step=1):
    """List days as an address has them."""
    return [(date.fromisoformat(first) + timedelta(step * index)).isoformat() for index in range(number)]


LONG = {"authority": "vn", "received_at": "2026-01-05T09:00", "term": '{"amount":300,"unit":"working_days"}'}
SUSPENDED = [
    {"from": f"{on}T09:00:00+07:00", "until": f"{on}T15:00:00+07:00"}
    for on in days_in_a_row("2026-01-06", 100, 4)
]
DAY_MORE = {"term": {"amount": 1, "unit": "days"}}
HEAVY = {
    **{
        f"{number} days changed": {
            **LONG,
            "calendar_changes": json.dumps({"days_off": days_in_a_row("2026-02-01", number)}),
        }
        for number in (60, 100, 500)
    },
    "100 suspensions": {**LONG, "suspensions": json.dumps(SUSPENDED)},
    "100 extensions": {**LONG, "extensions": json.dumps([DAY_MORE] * 100)},
    "50 extensions and suspensions": {
        **LONG,
        "extensions": json.dumps([DAY_MORE] * 50, separators=(",", ":")),
        "suspensions": json.dumps(SUSPENDED[:50], separators=(",", ":")),
    },
    "a stage of a long name": {
        **BEFORE,
        "stages": json.dumps(
            [{"name": "x" * 7000, "authority": "vn", "term": {"amount": 1, "unit": "days"}}]
        ),
    },
    "1200 unknown members": {**MISSED, **{f"a{number}": "1" for number in range(1200)}},
}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", ["", "what-if", "year"])
@pytest.mark.parametrize("question", HEAVY.values(), ids=HEAVY)
def test_no_question_makes_a_page_heavy(client, page, question, language):
    """Whatever an address line can hold, a page with all that it names weighs less than 150 KB."""
    weight = len(get(client, page, question, {"lang": language}).data)
    assert weight + sum((PAGES / name).stat().st_size for name in NAMED) < 150 * 1024


def test_many_steps_are_told_in_part(client):
    """Of a long question the first thirty steps are told, and the others counted."""
    # the receipt, the term and a hundred extensions are more than a hundred steps
    found = answer(client, HEAVY["100 extensions"])
    [listed] = [one for one in found if one["attrs"].get("class") == "steps"]
    assert len([one for one in found if one["tag"] == "li" and one["in"][-1] is listed]) == 30
    [more] = [one for one in texts(found, "p") if one.startswith("… và")]
    assert int(more.split()[2]) > 60


def test_many_changes_are_told_in_part(client):
    """Of a hundred changed days fifty are listed, and the others counted; all are undone at once."""
    found = answer(client, HEAVY["100 days changed"], page="what-if")
    items = [
        one for one in found if one["tag"] == "li" and "changes" in one["in"][-1]["attrs"].get("class", "")
    ]
    assert len(items) == 51
    assert words(items[-1]) == "… và 50 mục nữa"
    assert "Bỏ mọi thay đổi" in texts(found, "a")
