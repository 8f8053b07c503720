"""Which rules were considered over HTTP, and which of them gave the term."""

import pytest
from wire import VN, codes, local, term


class TestConsidered:
    """Every rule that was looked at, with the reason."""

    @pytest.mark.parametrize(
        ("why", "request_", "expected"),
        [
            (
                "Friday 09:00: the law's 17:00 before the promise's 23:59:59",
                {"received_at": "2020-11-06 09:00", "authority": "ninh-thanh", "procedure": "certified-copy"},
                {"certified-copy": "chosen", "tay-ninh.no-appointment-friday": "later"},
            ),
            (
                "Friday 15:00:01: the law says Monday",
                {
                    "received_at": "2020-11-06 15:00:01",
                    "authority": "ninh-thanh",
                    "procedure": "certified-copy",
                },
                {"certified-copy": "later", "tay-ninh.no-appointment-friday": "chosen"},
            ),
            (
                "Friday 30 October: the promise begins on Monday",
                {"received_at": "2020-10-30 09:00", "authority": "ninh-thanh", "procedure": "certified-copy"},
                {"certified-copy": "chosen", "tay-ninh.no-appointment-friday": "not_in_force"},
            ),
            (
                "Tuesday: the promise is for other procedures",
                {"received_at": "2019-03-05 09:00", "authority": "long-an", "procedure": "certified-copy"},
                {"certified-copy": "chosen", "long-an.same-day-registration": "procedure"},
            ),
            (
                "Tuesday: limited to procedures, it does not apply when none is named",
                {"received_at": "2019-03-05 09:00", "authority": "long-an", "term": term(3)},
                {"caller": "chosen", "long-an.same-day-registration": "procedure"},
            ),
            (
                "Friday: what the counter cannot finish itself",
                {
                    "received_at": "2020-11-06 09:00",
                    "authority": "ninh-thanh",
                    "procedure": "business-registration",
                },
                {"business-registration": "chosen", "tay-ninh.no-appointment-friday": "excepted"},
            ),
            (
                "Thursday: another field",
                {
                    "received_at": "2024-03-07 09:00",
                    "authority": "long-khanh-a",
                    "field": "health",
                    "term": term(3),
                },
                {"caller": "chosen", "long-khanh-a.no-appointment-thursday": "field"},
            ),
            (
                "Wednesday is no Thursday",
                {
                    "received_at": "2024-03-06 09:00",
                    "authority": "long-khanh-a",
                    "field": "justice",
                    "term": term(3),
                },
                {"caller": "chosen", "long-khanh-a.no-appointment-thursday": "day"},
            ),
            (
                "Tuesday 11:30:00 misses the cutoff",
                {
                    "received_at": "2019-03-05 11:30:00",
                    "authority": "long-an",
                    "procedure": "business-registration",
                },
                {"business-registration": "chosen", "long-an.same-day-registration": "cutoff"},
            ),
            (
                "Tuesday 10:00: the procedure has no term and the caller brings none",
                {
                    "received_at": "2019-03-05 10:00",
                    "authority": "long-an",
                    "procedure": "business-registration-reissue",
                },
                {"business-registration-reissue": "not_in_force", "long-an.same-day-registration": "chosen"},
            ),
            (
                "a tie, Thursday: the caller's hour and the promised hour; the more local wins",
                {
                    "received_at": "2024-03-07 09:00",
                    "authority": "long-khanh-a",
                    "field": "justice",
                    "term": term(1, "hours"),
                },
                {"caller": "later", "long-khanh-a.no-appointment-thursday": "chosen"},
            ),
            (
                "a tie, Tuesday: both say the close of the day",
                {
                    "received_at": "2019-03-05 09:00",
                    "authority": "long-an",
                    "procedure": "business-registration-reissue",
                    "term": term(0),
                },
                {"caller": "later", "long-an.same-day-registration": "chosen"},
            ),
        ],
    )
    def test_each_code(self, ask, why, request_, expected):
        """The law or the caller first, then the promises; exactly one is chosen."""
        answer = ask(**{**request_, "received_at": local(request_["received_at"])})
        assert codes(answer) == expected, why
        assert [item["id"] for item in answer["considered"]] == list(expected)
        for item in answer["considered"]:
            applies = item["why"]["code"] in ("chosen", "later")
            assert (item["applies"], item["due_at"] is not None) == (applies, applies)
            assert item["chosen"] is (item["id"] == answer["rule"]["id"])
        assert next(item for item in answer["considered"] if item["chosen"])["due_at"] == answer["due_at"]


class TestWhichTerm:
    """The law's term, the caller's, or none."""

    @pytest.mark.parametrize(
        ("why", "received", "code"),
        [
            ("Monday: in force", "2026-03-09 10:00", "term_not_allowed"),
            ("Friday 2015-04-10, its first day", "2015-04-10 07:30", "term_not_allowed"),
            ("Thursday evening counts from that Friday", "2015-04-09 17:00:01", "term_not_allowed"),
        ],
    )
    def test_callers_term_is_refused_beside_the_laws(self, refuse, why, received, code):
        """A certified copy has a statutory term from 2015-04-10 on."""
        problem = refuse(received_at=local(received), procedure="certified-copy", term=term(3), **VN)
        assert (problem["code"], problem["errors"][0]["path"]) == (code, "/term"), why

    def test_callers_term_stands_the_day_before(self, ask):
        """Thursday 2015-04-09 at closing: Fri 10, Mon 13, Tue 14."""
        answer = ask(received_at=local("2015-04-09 17:00:00"), procedure="certified-copy", term=term(3), **VN)
        assert (answer["rule"]["id"], answer["due_at"]) == ("caller", local("2015-04-14 17:00"))
        assert answer["rule"]["in_force"] is None

    @pytest.mark.parametrize(
        ("received", "since", "until", "due"),
        [
            # Thursday at closing: Friday New Year; Mon 4, Tue 5, Wed 6
            ("2020-12-31 17:00:00", "2015-07-01", "2021-01-04", "2021-01-06"),
            # Thursday evening counts from Monday 4, the new version's first day: Tue 5, Wed 6, Thu 7
            ("2020-12-31 17:00:01", "2021-01-04", None, "2021-01-07"),
        ],
    )
    def test_version_is_that_of_the_day_counted_from(self, ask, *, received, since, until, due):
        """Business registration was amended on Monday 2021-01-04."""
        answer = ask(received_at=local(received), procedure="business-registration", **VN)
        assert answer["rule"]["in_force"] == {"from": since, "until": until}
        assert answer["due_on"] == due

    @pytest.mark.parametrize(
        "request_",
        [
            {"authority": "vn"},
            {"authority": "vn", "field": "justice"},
            {"authority": "vn", "procedure": "food-safety-certificate"},
            {"authority": "ninh-thanh"},  # a Monday: no promise
            {"authority": "long-khanh-a", "field": "justice"},
            {"authority": "long-an", "procedure": "certified-copy", "received_at": local("2015-04-09 10:00")},
        ],
    )
    def test_nothing_that_applies_is_no_term(self, refuse, request_):
        """On Monday 2026-03-09 neither law, caller nor promise grants anything."""
        problem = refuse(**{"received_at": local("2026-03-09 10:00"), **request_})
        assert problem["code"] == "no_term"

    @pytest.mark.parametrize(
        ("request_", "due"),
        [
            ({"authority": "ninh-thanh", "received_at": local("2020-11-06 10:00")}, "2020-11-06 23:59:59"),
            (
                {"authority": "long-khanh-a", "field": "police", "received_at": local("2024-03-07 10:00")},
                "2024-03-07 11:00",
            ),
        ],
    )
    def test_promise_alone_is_enough(self, ask, request_, due):
        """On a no-appointment day no other term is needed."""
        assert ask(**request_)["due_at"] == local(due)

    def test_field_must_be_the_procedures(self, refuse):
        """A certified copy belongs to justice."""
        problem = refuse(
            received_at=local("2026-03-09 10:00"), procedure="certified-copy", field="health", **VN
        )
        assert (problem["code"], problem["errors"][0]["path"]) == ("field_mismatch", "/field")

    def test_field_may_repeat_the_procedures(self, ask):
        """Monday at ten, due that day: naming the right field changes nothing."""
        answer = ask(received_at=local("2026-03-09 10:00"), procedure="certified-copy", field="justice", **VN)
        assert answer["due_at"] == local("2026-03-09 17:00")
