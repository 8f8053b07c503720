"""The calculator's page of a due date as it is served: without a script, in two languages."""

import json
import re
from itertools import cycle
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import pytest
from calculating import BEFORE, ENGLISH, LONG_AN, MISSED, answer, due, get, shown, squares
from holding import ROOT
from markup import Page, texts, within, words

from sla_service.app import create_app
from sla_service.http.page_files import PAGES
from sla_service.wording.pages import WORDS

TERM = json.dumps({"amount": 3, "unit": "working_days"})
VIETNAMESE = {"lang": "vi"}
LIVES = [
    case
    for case in map(json.loads, (ROOT / "tests/cases/dossier_lives.jsonl").read_text("utf-8").splitlines())
    if case["path"] == "/v1/due-dates"
]
MOST = 150 * 1024  # bytes of a page with all that it names
ASSETS = {
    "calculator.css": "text/css; charset=utf-8",
    "calculator.js": "text/javascript; charset=utf-8",
    "calculator.svg": "image/svg+xml; charset=utf-8",
}


# counted by hand: before 11:30 Long An returns the same day, Tuesday 5 March 2019, at its close
@pytest.mark.parametrize(
    ("lang", "large", "sentence"),
    [
        (
            VIETNAMESE,
            "17:00 Thứ Ba 05/03/2019",
            "Hẹn trả kết quả lúc 17:00 thứ Ba, ngày 05/03/2019, tại Bộ phận Một cửa.",
        ),
        (
            ENGLISH,
            "17:00 Tuesday 5 March 2019",
            "The result will be given at 17:00 on Tuesday, 5 March 2019, at the one-stop shop.",
        ),
    ],
    ids=["vi", "en"],
)
def test_before_the_cutoff_it_is_due_the_same_day(client, lang, large, sentence):
    """At 11:29:59 the promise decides; the page says it large, in a sentence, and with its source."""
    found = answer(client, BEFORE, lang)
    assert due(found) == ("2019-03-05T17:00:00+07:00", large)
    assert texts(found, "span", id="sentence") == [sentence]
    assert texts(found, "p", class_="iso") == ["2019-03-05T17:00:00+07:00"]
    assert "long-an.same-day-registration" in texts(found, "code")
    assert any("Trung tâm Phục vụ hành chính công tỉnh" in said for said in texts(found, "blockquote"))


# counted by hand: Wednesday 6, Thursday 7 and Friday 8 March are the three working days after Tuesday
@pytest.mark.parametrize(
    ("lang", "large"),
    [(VIETNAMESE, "17:00 Thứ Sáu 08/03/2019"), (ENGLISH, "17:00 Friday 8 March 2019")],
    ids=["vi", "en"],
)
def test_at_the_cutoff_the_law_decides(client, lang, large):
    """At 11:30:00 three working days decide; the promise that was missed is among the others."""
    found = answer(client, MISSED, lang)
    assert due(found) == ("2019-03-08T17:00:00+07:00", large)
    [row] = [one for one in texts(found, "tr") if "long-an.same-day-registration" in one]
    assert ("đã quá giờ chốt" if lang is VIETNAMESE else "missed the cutoff") in row


def test_month_shows_what_each_day_was(client):
    """Receipt and missed cutoff stand on the 5th, the days are numbered, the due moment is on the 8th."""
    drawn = squares(answer(client, MISSED))
    assert len(drawn) == 31
    assert drawn[4] == (["working"], ["5", "11:30", "11:30"])
    assert drawn[5] == (["working", "counted"], ["6", "1"])
    assert drawn[6] == (["working", "counted"], ["7", "2"])
    assert drawn[7] == (["working", "counted", "due"], ["8", "3", "17:00"])
    assert drawn[8] == (["weekend"], ["9", "cuối tuần"])


def test_month_gives_seconds_where_they_tell(client):
    """One second before the cutoff is seen as such, beside the cutoff and the due moment of the same day."""
    assert squares(answer(client, BEFORE))[4] == (["working", "due"], ["5", "11:29:59", "11:30", "17:00"])


# counted by hand, around Tết 2026 (Monday 16 to Friday 20 February): Friday 13 is day 0; 14, 15 weekend,
# 16 to 20 Tết, 21, 22 weekend; Monday 23, Tuesday 24 and Wednesday 25 are the three working days
def test_days_skipped_are_shaded_with_their_reason(client):
    """Each day off between receipt and due day is drawn as skipped, with a word for why, and listed."""
    found = answer(client, {"authority": "vn", "received_at": "2026-02-13T10:00", "term": TERM})
    drawn = squares(found)
    skipped = {number: texts_[1] for number, (looks, texts_) in enumerate(drawn, 1) if "skipped" in looks}
    holidays, weekends = dict.fromkeys(range(16, 21), "nghỉ lễ"), dict.fromkeys((14, 15, 21, 22), "cuối tuần")
    assert skipped == holidays | weekends
    [days] = [one for one in found if one["attrs"].get("class") == "days"]
    assert [words(one) for one in found if one["tag"] == "li" and days in one["in"]] == [
        "Thứ Sáu, 13/02 tiếp nhận, chưa tính vào thời hạn",
        "Thứ Bảy, 14/02 – Chủ Nhật, 15/02 bỏ qua, nghỉ hằng tuần",
        "Thứ Hai, 16/02 bỏ qua, Tết Nguyên đán",
        "Thứ Ba, 17/02 bỏ qua, Tết Nguyên đán (mùng 1)",
        "Thứ Tư, 18/02 – Thứ Sáu, 20/02 bỏ qua, Tết Nguyên đán",
        "Thứ Bảy, 21/02 – Chủ Nhật, 22/02 bỏ qua, nghỉ hằng tuần",
        "Thứ Hai, 23/02 – Thứ Tư, 25/02 ngày thứ 1 đến thứ 3",
    ]


# counted by hand: Saturday 7 March 2026 is deemed received on Monday 9, and no term runs before; after it
# Tuesday 10, Wednesday 11 and Thursday 12 are the three working days
def test_days_before_the_deemed_receipt_are_not_skipped(client):
    """A day off before the count begins is neither shaded nor told as skipped; each day says what it was."""
    found = answer(client, {"authority": "vn", "received_at": "2026-03-07T10:00", "term": TERM})
    assert not [looks for looks, _ in squares(found) if "skipped" in looks]
    [days] = [one for one in found if one["attrs"].get("class") == "days"]
    assert [words(one) for one in found if one["tag"] == "li" and days in one["in"]] == [
        "Thứ Bảy, 07/03 tiếp nhận, chưa tính vào thời hạn",
        "Chủ Nhật, 08/03 không tính",
        "Thứ Hai, 09/03 bắt đầu tính, ngày này chưa tính vào thời hạn",
        "Thứ Ba, 10/03 – Thứ Năm, 12/03 ngày thứ 1 đến thứ 3",
    ]


def test_language_is_vietnamese_until_another_is_clicked(client):
    """No browser's wish changes the language of a link; the other is a click away, for the same question."""
    response = get(client, "", BEFORE, Accept_Language="en")
    assert (response.headers["Content-Language"], "Vary" in response.headers) == ("vi", False)
    page = Page(response.text)
    assert page.every("html")[0]["attrs"]["lang"] == "vi"
    [other] = [one for one in page.every("a") if one["attrs"].get("hreflang")]
    assert (words(other), other["attrs"]["lang"]) == ("English", "en")
    english = client.get(urljoin("/", other["attrs"]["href"]))
    assert english.headers["Content-Language"] == "en"
    assert due(within(Page(english.text), "answer"))[1] == "17:00 Tuesday 5 March 2019"


@pytest.mark.parametrize(
    "received_at",
    ["2019-03-05T11:30", "2019-03-05T11:30:00", "2019-03-05T11:30:00+07:00", "2019-03-05T04:30:00Z"],
)
def test_moment_without_an_offset_is_by_the_offices_clock(client, received_at):
    """A form sends a clock time, without seconds where there are none; the form shows it again."""
    page = shown(client, "", {**LONG_AN, "received_at": received_at})
    assert due(within(page, "answer"))[0] == "2019-03-08T17:00:00+07:00"
    [field] = [one["attrs"] for one in page.every("input") if one["attrs"]["name"] == "received_at"]
    assert (field["value"], field["type"], field["step"]) == ("2019-03-05T11:30:00", "datetime-local", "1")
    assert texts(page.elements, "p", id="zone") == ["Múi giờ Asia/Ho_Chi_Minh"]


PAIRS = list(zip(LIVES, cycle(("", "what-if")), strict=False))  # the pages take turns

QUESTIONS = {
    "before the cutoff": BEFORE,
    "in English": {**MISSED, **ENGLISH},
    "a channel": {**MISSED, "channel": "post"},
    "a term": {"authority": "vn", "received_at": "2026-03-06T09:00", "term": TERM},
    "a whole life": {
        "authority": "vn",
        "received_at": "2026-03-06T09:00",
        "field": "justice",
        "term": TERM,
        "known_on": "2026-01-01",
        "reminders": "[0.5]",
        "restarts": json.dumps([{"at": "2026-03-09T09:00:00+07:00", "reason": "bổ sung: “a&b=c#d+e%41”"}]),
        "suspensions": json.dumps(
            [{"from": "2026-03-10T09:00:00+07:00", "until": "2026-03-12T09:00:00+07:00"}]
        ),
        "extensions": json.dumps([{"term": {"amount": 1, "unit": "weeks"}}]),
    },
    "interlinked": {
        "authority": "vn",
        "received_at": "2026-03-06T09:00",
        "stages": json.dumps([{"name": "Thẩm định", "authority": "vn", "term": json.loads(TERM)}]),
    },
    "what if": {**MISSED, "calendar_changes": '{"days_off":["2019-03-07"]}'},
    "an inline calendar": {
        "authority": "vn",
        "received_at": "2026-03-06T09:00",
        "term": TERM,
        "calendar": '{"time_zone":"Europe/London","weekly_hours":{"mon":[["09:00","17:00"]]}}',
    },
}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_permanent_link_reproduces_the_page(client, question):
    """The link leads to the very same page, byte for byte, with the receipt's offset in it."""
    page = get(client, "", question)
    [link] = [one["attrs"] for one in Page(page.text).every("a") if one["attrs"].get("id") == "link"]
    again = client.get(urljoin("/", link["href"]))
    assert again.data == page.data
    given = {name: one for name, [one] in parse_qs(urlsplit(link["href"]).query).items()}
    assert given.pop("lang") == question.get("lang", "vi")
    assert re.search(r"[+-]\d\d:\d\d$", given.pop("received_at"))
    assert given == {name: one for name, one in question.items() if name not in ("lang", "received_at")}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_page_says_what_the_contract_answers(client, question):
    """The page and `POST /v1/due-dates` never tell two due dates, two rules, or two explanations."""
    plain = ("authority", "procedure", "received_at", "channel", "field", "known_on")
    body = {
        name: given if name in plain else json.loads(given)
        for name, given in question.items()
        if name != "lang"
    }
    offset = "+00:00" if "calendar" in question else "+07:00"  # London's in March
    body["received_at"] += offset if len(body["received_at"]) > 16 else f":00{offset}"
    expected = client.post("/v1/due-dates", json=body).get_json()
    lang = question.get("lang", "vi")
    found = answer(client, question)
    assert due(found)[0] == expected["due_at"]
    assert texts(found, "span", id="sentence") == [expected["appointment_text"][lang]]
    assert expected["rule"]["id"] in texts(found, "code")
    said = [" ".join(step["text"][lang].split()) for step in expected["explanation"]]
    assert [words(one) for one in found if one["tag"] == "p" and _is_first(one, found)] == said


def _is_first(paragraph, elements):
    """Is it the sentence of a step, and not its sources?"""
    step = paragraph["in"][-1]
    steps = step["in"] and step["in"][-1]["attrs"].get("class") == "steps"
    return steps and next(one for one in elements if one["in"] and one["in"][-1] is step) is paragraph


@pytest.mark.parametrize(
    ("case", "page"), PAIRS, ids=lambda given: given["id"] if isinstance(given, dict) else given or "due-date"
)
def test_life_of_a_dossier_is_shown(client, case, page):
    """Whatever was counted by hand for a dossier's life, the pages show it too, or what is wrong with it."""
    plain = {
        name: told if isinstance(told, str) else json.dumps(told) for name, told in case["request"].items()
    }
    found = answer(client, plain, page=page)
    moments = [one["attrs"]["datetime"] for one in found if one["tag"] == "time"]
    if "problem" in case:
        assert texts(found, "h2") == ["Chưa trả lời được"]
    elif case["expect"].get("status") == "held":
        assert not moments or page == "what-if"
        assert "Đang tạm dừng: chưa có ngày hẹn" in texts(found, "h2") + texts(found, "p")
    elif "due_at" in case["expect"]:
        assert moments[-1] == case["expect"]["due_at"], case["count"]


def test_nothing_is_answered_before_anything_is_asked(client):
    """The first page invites, with an example that answers, and finds no fault with an empty form."""
    page = shown(client, "")
    found = within(page, "answer")
    assert not [one for one in page.elements if one["attrs"].get("role") == "alert"]
    [example] = [one["attrs"]["href"] for one in found if one["tag"] == "a"]
    assert (
        due(within(Page(client.get(urljoin("/", example)).text), "answer"))[0] == "2019-03-05T17:00:00+07:00"
    )
    [moment] = [one["attrs"] for one in page.every("input") if one["attrs"]["name"] == "received_at"]
    assert moment["value"] == ""  # no clock of this machine speaks


LONDON = '{"time_zone":"Europe/London","weekly_hours":{"mon":[["09:00","17:00"]],"fri":[["09:00","17:00"]]}}'


# counted by hand: Friday 6 March 2026 at 9:00 in London is day 0; Mondays and Fridays are worked, so that
# Monday 9, Friday 13 and Monday 16 are the three days; London keeps winter time until 29 March
@pytest.mark.parametrize("page", ["", "what-if"])
def test_clock_is_that_of_the_calendar_that_counts(client, page):
    """A calendar that the question brings has its own zone: the form and the answer are by its clock."""
    question = {"authority": "vn", "received_at": "2026-03-06T09:00", "term": TERM, "calendar": LONDON}
    found = shown(client, page, question)
    assert texts(found.elements, "p", id="zone") == ["Múi giờ Europe/London"]
    assert "Múi giờ Europe/London" in texts(within(found, "answer"), "p")
    [*_, moment] = [one["attrs"]["datetime"] for one in within(found, "answer") if one["tag"] == "time"]
    assert moment == "2026-03-16T17:00:00+00:00"
    [moment] = [one["attrs"] for one in found.every("input") if one["attrs"]["name"] == "received_at"]
    assert moment["value"] == "2026-03-06T09:00:00"
    of_office = shown(client, page, {**question, "calendar": "vn"})
    assert texts(of_office.elements, "p", id="zone") == ["Múi giờ Asia/Ho_Chi_Minh"]
    assert "Múi giờ Asia/Ho_Chi_Minh" not in texts(within(of_office, "answer"), "p")
    wrong = shown(client, page, {**question, "calendar": '{"time_zone":"Mars"}'})
    assert texts(wrong.elements, "p", id="zone") == ["Múi giờ Asia/Ho_Chi_Minh"]


def test_sources_are_told_in_their_own_language(client):
    """On an English page a document is Vietnamese, and what is said of it English."""
    found = answer(client, BEFORE, ENGLISH)
    sources = [one for one in found if one["attrs"].get("class") == "cited"]
    assert sources
    for source in sources:
        [document] = [one for one in found if one["in"] and one["in"][-1] is source and one["tag"] == "span"]
        assert document["attrs"]["lang"] == "vi"
        assert not [one for one in found if one["tag"] == "em" and document in one["in"]]


def test_buttons_that_copy_tell_what(client):
    """No two buttons beside an answer have the same name."""
    buttons = texts(answer(client, BEFORE), "button")
    assert len(buttons) == len(set(buttons)) == 3


def test_form_offers_everything_by_name(client, book):
    """Every office, and every procedure under its field, in the order of the alphabet without accents."""
    page = shown(client, "")
    options = [one for one in page.every("option") if one["attrs"]["value"]]
    offices = [one for one in options if one["in"][-1]["attrs"].get("id") == "authority"]
    assert offices[0]["attrs"]["value"] == "vn"
    assert {one["attrs"]["value"] for one in offices} == set(book.authorities)
    assert [words(one) for one in offices[1:4]] == [
        "Cù Vân, huyện Đại Từ, Thái Nguyên",
        "Huyện Đại Từ, Thái Nguyên",
        "Huyện Hồng Ngự, Đồng Tháp",
    ]
    fields = {one["attrs"]["value"]: one["in"][-1]["attrs"]["label"] for one in options if one not in offices}
    assert set(fields) == set(book.procedures)
    assert fields["business-registration"] == "Đăng ký doanh nghiệp"
    assert [
        one["attrs"]["value"] for one in page.every("input") if one["attrs"].get("name") == "channel"
    ] == [
        "in_person",
        "online",
        "post",
    ]


FAULTS = {
    "nothing": ({"received_at": ""}, {"authority": "Phải có mục này.", "received_at": "Phải có mục này."}),
    "no office": ({"received_at": "2026-03-06T09:00"}, {"authority": "Phải có mục này."}),
    "an unknown office": (
        {"authority": "moon", "received_at": "2026-03-06T09:00"},
        {"authority": "Không có cơ quan “moon”."},
    ),
    "an unknown procedure": (
        {**BEFORE, "procedure": "flight"},
        {"procedure": "Không có thủ tục “flight”."},
    ),
    "no term": (
        {"authority": "vn", "received_at": "2026-03-06T09:00"},
        {
            "procedure": "Không quy định nào cho thời hạn; hãy chọn thủ tục có thời hạn, hoặc nêu “term”.",
        },
    ),
    "no such day": (
        {**BEFORE, "received_at": "2019-02-30T11:00"},
        {"received_at": "Không có ngày 2019-02-30."},
    ),
    "an unknown channel": (
        {**BEFORE, "channel": "fax"},
        {"channel": "Không có cách nộp “fax”. Có: in_person, online, post."},
    ),
    "an unknown parameter": ({**BEFORE, "who": "me"}, {"": "who: Không có mục này."}),
    "a term that is none": (
        {**BEFORE, "term": "{"},
        {"": "term: Nội dung không phải JSON; lỗi ở dòng 1, cột 2."},
    ),
    "before the calendar": (
        {**BEFORE, "received_at": "2014-12-31T09:00"},
        {
            "received_at": "Câu hỏi hoặc kết quả nằm ngoài lịch; lịch có từ thứ Năm, ngày 01/01/2015 "
            "đến thứ Ba, ngày 31/12/2030.",
        },
    ),
}


@pytest.mark.parametrize("page", ["", "what-if"])
@pytest.mark.parametrize("row", FAULTS.values(), ids=FAULTS)
def test_fault_is_told_beside_its_field(client, row, page):
    """What is wrong stands beside the field, which is marked, and in a list; the answer is still a page."""
    question, expected = row
    found = shown(client, page, question)
    listed = within(found, "answer")
    for field, said in expected.items():
        if field:
            assert texts(found.elements, "p", id=f"fault-{field}") == [said]
            assert any(
                f"fault-{field}" in one["attrs"].get("aria-describedby", "").split()
                for one in found.elements
                if one["attrs"].get("aria-invalid") == "true"
            )
        assert any(item.endswith(said) for item in texts(listed, "li")), field
    empty = {"authority", "procedure", "received_at", "channel"} - set(expected)
    assert not any(words(one) for name in empty for one in within(found, f"fault-{name}"))
    assert not texts(listed, "time")


@pytest.mark.parametrize("page", ["", "what-if", "year"])
@pytest.mark.parametrize(
    "name", ["self", "_loop_vars", "_Context__self", "_Context__obj", "language", "members"]
)
def test_unknown_member_of_any_name_is_told_and_let_go(client, page, name):
    """Whatever name a stranger gives a parameter, the page tells that it knows none, and asks it no more."""
    found = shown(client, page, {**MISSED, name: "1"})
    assert (page == "year") != (f"{name}: Không có mục này." in texts(within(found, "answer"), "li"))
    assert not [one for one in found.elements if one["attrs"].get("name") == name]


def test_repeated_parameter_is_told(client):
    """A parameter that stands twice is refused, and the form keeps the first."""
    response = client.get(f"/?{urlencode(BEFORE)}&authority=vn")
    page = Page(response.text)
    assert (response.status_code, texts(page.elements, "p", id="fault-authority")) == (
        200,
        ["Tham số này chỉ được nêu một lần."],
    )


def test_held_dossier_has_no_date(client):
    """While a suspension has no end the page says so, with what is left, and draws what ran."""
    suspended = json.dumps([{"from": "2026-03-10T09:00:00+07:00"}])
    found = answer(
        client,
        {"authority": "vn", "received_at": "2026-03-06T09:00", "term": TERM, "suspensions": suspended},
    )
    assert texts(found, "h2")[0] == "Đang tạm dừng: chưa có ngày hẹn"
    assert not texts(found, "time")
    # Monday 9 is the first of three days; from Tuesday 10 on nothing counts
    assert "Thời hạn còn lại: 2 ngày làm việc." in texts(found, "p")
    assert squares(found)[8] == (["working", "counted"], ["9", "1"])
    assert squares(found)[9] == (["working", "suspended"], ["10", "tạm dừng"])


def test_provisional_and_unconfirmed_answers_say_so(client):
    """A year that no notice has settled, and a promise that nobody confirmed, are told beside the date."""
    found = answer(client, {"authority": "vn", "received_at": "2028-03-06T09:00", "term": TERM})
    assert "Tạm tính: lịch nghỉ năm 2028 chưa công bố đủ." in texts(found, "p", class_="notice")
    found = answer(client, {**LONG_AN, "received_at": "2026-03-10T09:00"})
    [notice] = texts(found, "p", class_="notice")
    assert notice.startswith("Từ thứ Ba, ngày 01/07/2025 chưa có nguồn nào xác nhận")


STAGE = {"name": "thẩm định", "authority": "vn", "term": {"amount": 2, "unit": "working_days"}}
EXTENSION = {"term": {"amount": 2, "unit": "working_days"}}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"term": TERM}, "3 ngày làm việc"),
        ({"term": TERM, "extensions": json.dumps([EXTENSION])}, "3 ngày làm việc; gia hạn 2 ngày làm việc"),
        ({"stages": json.dumps([STAGE, STAGE])}, "từng bước: 2 ngày làm việc, 2 ngày làm việc"),
        (
            {"stages": json.dumps([STAGE]), "extensions": json.dumps([EXTENSION])},
            "từng bước: 2 ngày làm việc; gia hạn 2 ngày làm việc",
        ),
    ],
    ids=["alone", "extended", "stages", "stages extended"],
)
def test_terms_say_which_is_which(client, more, told):
    """The slip's term is told apart from an extension, and from the terms of stages."""
    found = answer(client, {"authority": "vn", "received_at": "2026-03-09T09:00", **more})
    assert told in texts(found, "dd")


MODEL = {"received_at": "2026-03-12T09:00", "authority": "long-khanh-a"}
WEDNESDAY = {"received_at": "2026-03-11T09:00", "authority": "tay-ninh", "procedure": "certified-copy"}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            {**MODEL, "procedure": "certified-copy"},
            ["Ngày bắt đầu tính, thứ Năm, ngày 12/03/2026: Thứ Năm không hẹn."],
        ),
        ({**MODEL, "procedure": "business-registration"}, []),  # excepted: the Thursday is none of its own
        (
            WEDNESDAY,
            [
                "Ngày bắt đầu tính, thứ Tư, ngày 11/03/2026: Ngày không viết.",
                "Từ thứ Ba, ngày 01/07/2025 chưa có nguồn nào xác nhận cam kết này còn hiệu lực.",
            ],
        ),
    ],
    ids=["covered", "excepted", "unconfirmed"],
)
def test_service_day_is_named_with_its_day(client, question, told):
    """The page says which day was a service day, of dossiers it is for, and any doubt about it."""
    mild = [one for one in answer(client, question) if one["attrs"].get("class") == "notice mild"]
    assert list(map(words, mild)) == told


def test_question_goes_with_the_reader(client):
    """From page to page, and to the other language, the question stays what it is."""
    for page in ("", "what-if", "year"):
        found = shown(client, page, MISSED, ENGLISH)
        for link in (one["attrs"]["href"] for one in within(found, "pages") if one["tag"] == "a"):
            query = parse_qs(urlsplit(link).query)
            assert query["authority"] == ["long-an"]
            assert query["received_at"][0].startswith("2019-03-05T11:30:00")


@pytest.mark.parametrize("page", ["", "what-if", "year"])
def test_page_is_guarded_and_holds_no_inline_code(client, page):
    """The policy is strict, but that the form may be sent here; what is named is relative, and there."""
    response = get(client, page, MISSED)
    policy = dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
    assert policy["form-action"] == policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in response.headers
    found = Page(response.text)
    assert not found.every("style")
    named = {one["attrs"].get("src") or one["attrs"].get("href") for one in found.elements}
    for name in {name for name in named if name and not name.startswith("#")}:
        assert not urlsplit(name).netloc
        assert not name.startswith("/")
        with client.get(urljoin("/", name), follow_redirects=True) as response:
            assert response.status_code == 200, name
            response.get_data()


@pytest.mark.parametrize("name", ASSETS)
def test_asset_is_served_with_its_own_type(client, name):
    """Each file of the pages is served with its type, guarded, and 304 when asked for again."""
    with client.get(f"/{name}") as response:
        assert (response.status_code, response.content_type) == (200, ASSETS[name])
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    with client.get(f"/{name}", headers={"If-None-Match": response.headers["ETag"]}) as again:
        assert (again.status_code, again.data) == (304, b"")


def test_page_is_validated_again(client):
    """A page carries an entity tag and honours it."""
    tag = get(client, "", BEFORE).headers["ETag"]
    again = get(client, "", BEFORE, If_None_Match=tag)
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("page", "question"),
    [
        ("", BEFORE),
        ("what-if", MISSED),
        ("year", {"authority": "tay-ninh", "year": "2026"}),
        ("", {"authority": "vn", "received_at": "2026-01-05T09:00", "term": '{"amount":4,"unit":"years"}'}),
        (
            "what-if",
            {"authority": "vn", "received_at": "2026-01-05T09:00", "term": '{"amount":4,"unit":"years"}'},
        ),
    ],
)
def test_page_is_light(client, page, question):
    """A page with all that it names weighs less than 150 KB, also for a term of years."""
    weight = len(get(client, page, question).data) + sum((PAGES / name).stat().st_size for name in ASSETS)
    assert weight < MOST


def test_long_count_leaves_months_out(client):
    """Of a term of years the first months and the last are drawn, and the page says how many are not."""
    # from January 2026 to January 2030 are 49 months; thirteen are drawn, on the page of changes six
    question = {"authority": "vn", "received_at": "2026-01-05T09:00", "term": '{"amount":4,"unit":"years"}'}
    for page, drawn in (("", 13), ("what-if", 6)):
        found = answer(client, question, page=page)
        assert len(texts(found, "figure")) == drawn
        assert f"… {49 - drawn} tháng ở giữa không vẽ …" in texts(found, "p")


def test_only_reading_is_answered(client):
    """Whatever is sent by another method is refused as everywhere."""
    for page in ("", "year", "what-if"):
        response = client.post(f"/{page}", data=BEFORE)
        assert (response.status_code, response.get_json()["code"]) == (405, "method_not_allowed")


def test_pages_are_no_part_of_the_contract(client):
    """The contract does not name the pages: software has operations of its own."""
    paths = client.get("/openapi.json").get_json()["paths"]
    assert not {"/", "/year", "/what-if"} & set(paths)


def test_other_rules_are_served_without_our_example(folder):
    """A set of rules without the office of the example has its pages all the same, and invites without it."""
    client = create_app(folder).test_client()
    for page in ("", "what-if", "year"):
        assert get(client, page, {"authority": "ward", "received_at": "2026-03-13T09:00"}).status_code == 200
    assert not [one for one in answer(client) if one["tag"] == "a"]


# keys that no `words("key")` names, for they are chosen where they are used
CHOSEN = {
    *("due_date_tab", "year_tab", "what_if_tab"),
    *("authority", "procedure", "received_at", "channel"),
    *("moved_later", "moved_earlier", "not_moved"),
    *("make_off", "make_worked", "take_back"),
    *("made_off", "made_worked", "other_hours"),
    *("one_counted", "many_counted", "same_day", "return", "receipt", "day_counted_from", "not_counted"),
    *("partly_published", "projected"),
}


def test_every_word_of_the_pages_is_used_and_known():
    """The pages use every word there is and no other; each is there in both languages."""
    sources = [*PAGES.glob("*.html"), *(ROOT / "sla_service").rglob("*.py")]
    told = "".join(path.read_text("utf-8") for path in sources)
    named = set(re.findall(r'\bwords\(\s*"([a-z_]+)"', told))
    assert set(WORDS) == named | CHOSEN
    assert all(told.count(f'"{key}"') > 1 for key in CHOSEN)
    assert all(text.vi and text.en for text in WORDS.values())
