"""What a person reads: the sentence for the slip, the warnings, the steps, and the sources they name."""

import pytest

SLIP_VI = "Hẹn trả kết quả lúc {}, tại Bộ phận Một cửa."
AT_ONCE_VI = "Ngày không hẹn: kết quả được trả ngay, chậm nhất lúc {}."


def steps(answer):
    return {step["code"]: step for step in answer["explanation"]}


def test_an_ordinary_slip_names_the_hour_and_the_day(ask):
    """An ordinary slip says when to come, in both languages."""
    answer = ask(
        received_at="2019-03-05T11:30:00+07:00", authority="long-an", procedure="business-registration"
    )
    # Tuesday 5 March, cutoff missed: Wednesday 6, Thursday 7, Friday 8
    assert answer["appointment_text"] == {
        "vi": SLIP_VI.format("17:00 thứ Sáu, ngày 08/03/2019"),
        "en": "The result will be given at 17:00 on Friday, 8 March 2019, at the one-stop shop.",
    }


@pytest.mark.parametrize(
    ("request_", "due_at", "said"),
    [
        (  # the promise itself decides: Thursday 16:30 and one hour
            {"received_at": "2024-03-14T16:30:00+07:00", "authority": "long-khanh-a", "field": "justice"},
            "2024-03-14T17:30:00+07:00",
            AT_ONCE_VI.format("17:30 thứ Năm, ngày 14/03/2024"),
        ),
        (  # Friday 20 November: the statutory same day at closing falls before the promise's 23:59:59
            {
                "received_at": "2026-11-20T09:00:00+07:00",
                "authority": "ninh-thanh",
                "procedure": "certified-copy",
            },
            "2026-11-20T17:00:00+07:00",
            AT_ONCE_VI.format("17:00 thứ Sáu, ngày 20/11/2026"),
        ),
        (  # the same Friday, but a procedure that the promise excepts: 20 working days; 23 = 1, 24 off,
            # 25-27 = 2-4, 30/11-04/12 = 5-9, 07-11/12 = 10-14, 14-18/12 = 15-19, Monday 21/12 = 20
            {
                "received_at": "2026-11-20T09:00:00+07:00",
                "authority": "ninh-thanh",
                "procedure": "social-allowance",
            },
            "2026-12-21T17:00:00+07:00",
            SLIP_VI.format("17:00 thứ Hai, ngày 21/12/2026"),
        ),
        (  # an extension makes an appointment of it again: Monday 23 and, 24 off, Wednesday 25 November
            {
                "received_at": "2026-11-20T09:00:00+07:00",
                "authority": "ninh-thanh",
                "procedure": "certified-copy",
                "extensions": [{"term": {"amount": 2, "unit": "working_days"}}],
            },
            "2026-11-25T17:00:00+07:00",
            SLIP_VI.format("17:00 thứ Tư, ngày 25/11/2026"),
        ),
    ],
    ids=["promise decides", "statutory falls earlier", "excepted", "extended"],
)
@pytest.mark.parametrize("explain", [True, False])
def test_on_a_no_appointment_day_the_result_is_given_at_once(ask, request_, due_at, said, explain):
    """The slip says "at once" where the day's promise covers the dossier, whichever rule falls first."""
    answer = ask(**request_, explain=explain)
    assert answer["due_at"] == due_at
    assert answer["appointment_text"]["vi"] == said


def test_a_due_time_within_the_day_is_explained(ask):
    """Ninh Thạnh's Friday runs past its closing: the last step says why it is not 17:00."""
    answer = ask(received_at="2026-03-13T15:30:00+07:00", authority="ninh-thanh", procedure="certified-copy")
    end = "23:59:59 on Friday, 13 March 2026"
    *_, counted, settled = (step["text"] for step in answer["explanation"])
    assert counted["vi"] == "Trả ngay trong ngày: thời hạn kết thúc lúc 17:00 thứ Sáu, ngày 13/03/2026."
    assert settled == {
        "vi": "Quy định này cho đến hết ngày đó: hạn trả kết quả là 23:59:59 thứ Sáu, ngày 13/03/2026.",
        "en": f"This rule gives the whole of that day: the result is due at {end}.",
    }


@pytest.mark.parametrize(("on", "codes"), [("2025-06-26", []), ("2025-07-03", ["rule_unconfirmed"])])
def test_a_promise_nobody_confirmed_since_the_reform_is_warned_of(ask, on, codes):
    """From 1 July 2025 an answer by a local promise says that nobody has confirmed it (Thursdays both)."""
    answer = ask(received_at=f"{on}T09:00:00+07:00", authority="long-khanh-a", field="justice")
    assert answer["due_at"] == f"{on}T10:00:00+07:00"
    assert [warning["code"] for warning in answer["warnings"]] == codes
    for warning in answer["warnings"]:
        assert warning["text"]["vi"].startswith("Từ thứ Ba, ngày 01/07/2025 chưa có nguồn nào xác nhận")
        assert warning["text"]["en"].startswith("Since Tuesday, 1 July 2025 no source has confirmed")


@pytest.mark.parametrize(
    ("on", "documents"),
    [
        ("2018-06-20", []),
        ("2018-06-21", [("Nghị định 61/2018/NĐ-CP", False)]),
        ("2025-06-30", [("Nghị định 61/2018/NĐ-CP", False)]),
        (
            "2025-07-01",
            [
                ("Nghị định 61/2018/NĐ-CP (hết hiệu lực từ 01/07/2025)", False),
                ("Nghị định 118/2025/NĐ-CP", True),
            ],
        ),
    ],
)
def test_the_one_stop_decree_is_cited_only_while_in_force(ask, on, documents):
    """Decree 61/2018 was in force from 21 June 2018 to 30 June 2025; its successor's articles are unread."""
    answer = ask(
        received_at=f"{on}T09:00:00+07:00", authority="vn", term={"amount": 1, "unit": "working_days"}
    )
    cited = steps(answer)["admitted"]["citations"]
    assert [(source["document"], source["unverified"]) for source in cited] == documents


def test_an_end_at_midnight_is_said_as_24_00_of_its_own_day(ask):
    """A session to 24:00 ends on its own day, in the sentence as in due_on."""
    evenings = {
        "time_zone": "Asia/Ho_Chi_Minh",
        "weekly_hours": {day: [["18:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
    }
    # Tuesday 3 March 2026 in the evening: day 1 is Wednesday 4, which closes at 24:00
    answer = ask(
        received_at="2026-03-03T19:00:00+07:00",
        authority="vn",
        calendar=evenings,
        term={"amount": 1, "unit": "working_days"},
    )
    assert (answer["due_on"], answer["due_at"]) == ("2026-03-04", "2026-03-05T00:00:00+07:00")
    assert answer["appointment_text"]["vi"] == SLIP_VI.format("24:00 thứ Tư, ngày 04/03/2026")
    assert "24:00 on Wednesday, 4 March 2026" in steps(answer)["counted"]["text"]["en"]


def test_a_calendar_term_ends_at_24_00_before_it_rolls(ask):
    """One day from Monday 23 November 2026 ends at 24:00 of Tuesday 24, a holiday, and then rolls."""
    answer = ask(received_at="2026-11-23T09:00:00+07:00", authority="vn", term={"amount": 1, "unit": "days"})
    told = steps(answer)
    assert told["counted"]["text"]["vi"] == "Thời hạn 1 ngày kết thúc lúc 24:00 thứ Ba, ngày 24/11/2026."
    assert "thứ Ba, ngày 24/11/2026 (Ngày Văn hóa Việt Nam)" in told["rolled"]["text"]["vi"]
    assert answer["due_at"] == "2026-11-25T17:00:00+07:00"


@pytest.mark.parametrize(
    ("clock", "vi", "en"),
    [
        (
            "15:00:00",
            "Nhận chậm nhất 15:00 (giờ chốt): trả trong ngày.",
            "Received by 15:00, the cutoff: the same day.",
        ),
        (
            "15:00:01",
            "Nhận sau 15:00 (giờ chốt): 1 ngày làm việc.",
            "Received after 15:00, the cutoff: 1 working day.",
        ),
    ],
)
def test_the_cutoff_is_said_as_the_law_says_it(ask, clock, vi, en):
    """`sau 15 giờ` begins after 15:00:00."""
    answer = ask(received_at=f"2026-03-10T{clock}+07:00", authority="vn", procedure="certified-copy")
    assert steps(answer)["cutoff"]["text"] == {"vi": vi, "en": en}


def test_skipped_days_are_listed_with_reason_and_source(ask):
    """Across 24 November 2026 the holiday stands with its name and source, the weekend with its own."""
    # Friday 20: Monday 23 = 1, Tuesday 24 off, Wednesday 25 = 2
    answer = ask(
        received_at="2026-11-20T10:00:00+07:00", authority="vn", term={"amount": 2, "unit": "working_days"}
    )
    facts = steps(answer)["counted"]["facts"]
    assert facts["counted"] == ["2026-11-23", "2026-11-25"]
    told = [(day["on"], day["kind"], day["citation"]["document"]) for day in facts["skipped"]]
    assert told == [
        ("2026-11-21", "weekend", "Quyết định 188/1999/QĐ-TTg"),
        ("2026-11-22", "weekend", "Quyết định 188/1999/QĐ-TTg"),
        ("2026-11-24", "holiday", "Nghị quyết 28/2026/QH16"),
    ]
    assert facts["skipped"][2]["name"] == {"vi": "Ngày Văn hóa Việt Nam", "en": "Vietnam Culture Day"}


def test_a_query_parameter_given_twice_is_refused(client):
    """Which of two dates is meant is not for the service to choose."""
    response = client.get("/v1/calendars/vn/days?from=2026-01-01&from=2026-02-01&to=2026-03-01")
    assert response.status_code == 422
    assert response.get_json()["errors"][0]["code"] == "repeated_parameter"
    assert response.get_json()["errors"][0]["path"] == "?from"


@pytest.mark.parametrize("turning", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_a_callers_text_turns_no_date_around(ask, turning):
    """What changes the direction of the words after it stands in a sentence as U+FFFD."""
    answer = ask(
        received_at="2026-03-09T09:00:00+07:00",
        authority="vn",
        term={"amount": 1, "unit": "days"},
        restarts=[{"at": "2026-03-10T09:00:00+07:00", "reason": f"thiếu{turning}giấy tờ"}],
    )
    [told] = [step["text"]["vi"] for step in answer["explanation"] if step["code"] == "restarted"]
    assert "(lý do: thiếu\ufffdgiấy tờ)" in told
