"""The page on which days are made off or worked: each a link, and the due date moves."""

import json
from urllib.parse import parse_qs, urljoin, urlsplit

from calculating import ENGLISH, LONG_AN, MISSED, answer, shown, squares
from markup import Page, texts, within, words


def day(page, on):
    """Find where a day leads, and what is told of it."""
    [link] = [one for one in page.every("a") if one["attrs"].get("data-day") == on]
    [title] = [one for one in page.every("title") if one["in"][-1] is link]
    return {"href": link["attrs"]["href"], "told": title["text"]}


# counted by hand: without Thursday 7 March the days are Wednesday 6, Friday 8 and Monday 11
def test_day_made_off_moves_the_due_date(client):
    """A click on Thursday makes it off: the due date moves to Monday; a second click takes it back."""
    page = shown(client, "what-if", MISSED)
    assert "Chưa đổi ngày nào." in texts(within(page, "answer"), "p")
    thursday = day(page, "2019-03-07")
    assert thursday["told"].endswith("Bấm để cho nghỉ.")
    page = Page(client.get(urljoin("/", thursday["href"])).text)
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
    back = day(page, "2019-03-07")
    assert back["told"].endswith("Đã đổi; bấm để bỏ thay đổi.")
    again = Page(client.get(urljoin("/", back["href"])).text)
    assert "Chưa đổi ngày nào." in texts(within(again, "answer"), "p")
    assert "calendar_changes" not in back["href"]


# counted by hand: with Saturday 9 February 2019 worked, from Friday 1 February at 11:30 (Tết is 4 to 8):
# Saturday 9, Monday 11 and Tuesday 12 are the three days, where without it Wednesday 13 is the third
def test_day_made_worked_moves_it_the_other_way(client):
    """A click on a weekend makes it worked: the due date comes earlier, also in English."""
    page = shown(client, "what-if", {**LONG_AN, "received_at": "2019-02-01T11:30"}, ENGLISH)
    saturday = day(page, "2019-02-09")
    assert saturday["told"].endswith("Follow to make it worked.")
    found = within(Page(client.get(urljoin("/", saturday["href"])).text), "answer")
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
    found = answer(client, {**MISSED, "calendar_changes": json.dumps(changes)}, page="what-if")
    items = [one for one in found if one["tag"] == "li" and "changes" in one["in"][-1]["attrs"]["class"]]
    assert [words(one) for one in items] == [
        "thứ Năm, ngày 07/03/2019: cho nghỉ Bỏ thay đổi",
        "thứ Bảy, ngày 09/03/2019: cho làm việc Bỏ thay đổi",
        "thứ Sáu, ngày 08/03/2019: giờ khác Bỏ thay đổi",
    ]
    links = [one["attrs"]["href"] for one in found if one["tag"] == "a" and one["in"][-1] in items]
    left = [json.loads(parse_qs(urlsplit(link).query)["calendar_changes"][0]) for link in links]
    assert left == [{key: changes[key] for key in changes if key != gone} for gone in changes]
    [none] = [one["attrs"]["href"] for one in found if words(one) == "Bỏ mọi thay đổi" and one["tag"] == "a"]
    assert "calendar_changes" not in none


def test_changes_that_leave_no_answer_can_be_undone(client):
    """Where a change makes the question wrong, the page still offers to leave the change out."""
    page = shown(client, "what-if", {**MISSED, "calendar_changes": '{"days_off":["2031-01-01"]}'})
    assert "calendar_changes/days_off/0" in words(within(page, "answer")[0])
    page = shown(client, "", {**MISSED, "calendar_changes": '{"days_off":["2031-01-01"]}'})
    [link] = [one["attrs"] for one in within(page, "kept") if one["tag"] == "a"]
    assert link["aria-label"] == "Bỏ calendar_changes"
    assert "calendar_changes" not in link["href"]
