"""The page of an office's year: its days and hours at a glance, chosen without a clock."""

from urllib.parse import parse_qs, urlsplit

import pytest
from calculating import ENGLISH, MISSED, shown
from markup import texts, within, words


# counted by hand: of the 365 days of 2026, 52 Saturdays and 52 Sundays are off; of the 261 others 14 are off
# (1 and 2 January, 16 to 20 February, 27 and 30 April, 1 May, 31 August, 1 and 2 September, 24 November),
# and Saturdays 10 January and 22 August are worked: 261 - 14 + 2 = 249
def test_year_is_seen_at_a_glance(client):
    """Twelve months with their working days, the days off by name, the hours, and the file for a calendar."""
    page = shown(client, "year", {"authority": "tay-ninh", "year": "2026"})
    found = within(page, "answer")
    assert "Cả năm có 249 ngày làm việc." in texts(found, "p")
    assert not [one for one in found if "aria-describedby" in one["attrs"]]  # a table is no word of a month
    # February: 28 days, 8 of them weekends, 5 of Tết; January: 31, 9 weekends, 2 off, 1 Saturday worked
    months = texts(found, "figcaption")
    assert len(months) == 12
    assert months[:2] == ["Tháng 1 21 ngày làm việc", "Tháng 2 15 ngày làm việc"]
    rows = texts(within(page, "special"), "tr")[1:]
    assert len(rows) == 17  # the fourteen, the two worked, and Giỗ Tổ on Sunday 26 April
    assert "07:30–11:30, 13:30–17:00" in texts(found, "td")
    assert [one["attrs"]["href"] for one in found if "download" in one["attrs"]] == [
        "v1/authorities/tay-ninh.ics?lang=vi"
    ]


@pytest.mark.parametrize(("year", "doubts"), [("2024", 0), ("2026", 2)])
def test_models_that_nobody_has_confirmed_say_so(client, year, doubts):
    """Since 1 July 2025, when the city was dissolved, no source says that its Wednesday and Friday go on."""
    found = within(shown(client, "year", {"authority": "tay-ninh", "year": year}), "answer")
    told = [
        one for one in texts(found, "p") if one.startswith("Từ thứ Ba, ngày 01/07/2025 chưa có nguồn nào")
    ]
    assert len(told) == doubts


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ({}, "2026"),  # the newest that is published
        ({"year": "2015"}, "2015"),
        (MISSED, "2019"),
        ({**MISSED, "year": "2027"}, "2027"),
        ({**MISSED, "received_at": "1999-01-01T09:00"}, "2026"),
    ],
)
def test_year_is_chosen_without_a_clock(client, question, year):
    """The year is the one asked for, else that of the receipt, else the newest that is published."""
    page = shown(client, "year", question)
    assert texts(page.elements, "p", class_="year-title") == [f"Lịch làm việc năm {year}"]


@pytest.mark.parametrize("year", ["2014", "2031", "", "MMXXVI", "٢٠٢٦", "2026.0", "-1", "9" * 400])
def test_year_outside_the_calendar_is_told(client, year):
    """A year that the calendar does not know, or that is none, is told; an empty field is as none given."""
    page = shown(client, "year", {"year": year})
    alerts = [one for one in page.elements if one["attrs"].get("role") == "alert"]
    assert bool(alerts) == bool(year)
    years = [one for one in page.every("option") if one["in"][-1]["attrs"]["id"] == "year"]
    assert [words(one) for one in years] == ["— Chọn —"] * bool(year) + [
        str(one) for one in range(2015, 2031)
    ]
    assert bool(year) != any("selected" in one["attrs"] for one in years)


def test_year_and_office_go_with_the_reader(client):
    """The year that is shown is shown in the other language too; the other pages are not asked for it."""
    page = shown(client, "year", {"authority": "tay-ninh", "year": "2025"})
    links = [one["attrs"] for one in within(page, "pages") if one["tag"] == "a"]
    years = {one.get("hreflang"): parse_qs(urlsplit(one["href"]).query).get("year") for one in links}
    assert years == {None: None, "en": ["2025"]}


def test_unknown_office_has_no_year(client):
    """An office that nobody knows is told, the list of offices is still there, and none of it is chosen."""
    page = shown(client, "year", {"authority": "moon"}, ENGLISH)
    assert "There is no authority “moon”." in texts(page.elements, "p")
    assert len(page.every("option")) > 10
    assert not [one for one in page.every("option") if "selected" in one["attrs"]]
    assert page.every("option")[0]["attrs"]["value"] == ""  # so that any office is another one


@pytest.mark.parametrize(
    ("year", "notice"),
    [("2026", None), ("2027", "mới có một phần thông báo"), ("2028", "chưa có thông báo nào")],
)
def test_unsettled_year_says_so(client, year, notice):
    """A year that is not (wholly) published is told as provisional."""
    told = texts(within(shown(client, "year", {"year": year}), "answer"), "p", class_="notice")
    assert [one for one in told if one.startswith("Tạm tính")] == [
        one for one in told if notice and notice in one
    ]
    assert bool(notice) == any(one.startswith("Tạm tính") for one in told)
