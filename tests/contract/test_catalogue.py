"""The catalogue: calendars, authorities, procedures and rules, as the rule files have them."""

import pytest
from asking import problem_of
from holding import ROOT
from ruamel.yaml import YAML

PLACES = ("calendars", "authorities", "procedures", "rules")
AUTHORITIES = [
    "cu-van",
    "dai-tu",
    "hong-ngu",
    "hung-dien-a",
    "liem-chung",
    "long-an",
    "long-khanh-a",
    "long-khanh-b",
    "long-thuan",
    "ninh-thanh",
    "phu-thuan-a",
    "phu-thuan-b",
    "tay-ninh",
    "vn",
]
PROMISES = [
    "long-an.same-day-registration",
    "long-khanh-a.no-appointment-thursday",
    "tay-ninh.no-appointment-friday",
    "tay-ninh.no-writing-wednesday",
]
ONE_OF_EACH = [
    "/v1/calendars",
    "/v1/calendars/vn",
    "/v1/calendars/vn/days?from=2026-02-09&to=2026-03-01",
    "/v1/authorities",
    "/v1/authorities/long-an",
    "/v1/authorities/long-an/days?from=2026-02-09&to=2026-03-01",
    "/v1/procedures",
    "/v1/procedures/certified-copy",
    "/v1/rules",
    "/v1/rules/long-an.same-day-registration",
]


@pytest.fixture(scope="module")
def get(client):
    """Fetch a GET that must be answered."""

    def get(path):
        response = client.get(path)
        assert response.status_code == 200, response.get_json()
        return response.get_json()

    return get


def listed(get, place):
    """Give a list of the catalogue; that of the rules is called entries."""
    return get(f"/v1/{place}")["entries" if place == "rules" else place]


class TestCaching:
    """GETs can be kept and asked for again for nothing."""

    @pytest.mark.parametrize("path", ONE_OF_EACH)
    def test_same_question_is_answered_304(self, client, path):
        """A strong ETag, the same every time; sent back, it saves the body."""
        first, second = client.get(path), client.get(path)
        etag = first.headers["ETag"]
        assert etag.startswith('"')
        assert second.headers["ETag"] == etag
        kept = client.get(path, headers={"If-None-Match": etag})
        assert (kept.status_code, kept.get_data(), kept.headers["ETag"]) == (304, b"", etag)
        assert client.get(path, headers={"If-None-Match": f'"x", {etag}'}).status_code == 304
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
        assert all("Accept-Language" in answer.headers["Vary"] for answer in (first, kept))

    @pytest.mark.parametrize("path", ["/v1/rules", "/docs/errors", "/openapi.json"])
    def test_no_other_condition_is_heeded(self, client, path):
        """The contract knows If-None-Match alone: If-Match and dates change nothing."""
        conditions = {"If-Match": '"x"', "If-Unmodified-Since": "Mon, 01 Jan 1990 00:00:00 GMT"}
        assert client.get(path, headers=conditions).status_code == 200

    def test_other_bodies_have_other_etags(self, client):
        """An ETag is the hash of the body."""
        assert len({client.get(path).headers["ETag"] for path in ONE_OF_EACH}) == len(ONE_OF_EACH)

    @pytest.mark.parametrize("path", ONE_OF_EACH)
    def test_head_is_the_get_without_its_body(self, client, path):
        """HEAD tells the ETag alone."""
        head = client.head(path)
        assert (head.status_code, head.get_data()) == (200, b"")
        assert head.headers["ETag"] == client.get(path).headers["ETag"]

    @pytest.mark.parametrize("path", ONE_OF_EACH)
    def test_every_answer_names_its_rules(self, get, book, path):
        """The digest is that of the loaded rules."""
        assert get(path)["rules"]["digest"] == book.digest


class TestRefusals:
    """What is not there is 404, what is asked wrongly 422."""

    @pytest.mark.parametrize("place", PLACES)
    @pytest.mark.parametrize("given", ["nowhere", "VN", "vn.", "%00", "..", "x" * 5_000])
    def test_unknown_id_is_404(self, client, place, given):
        """An id in the path that nobody has heard of."""
        told = problem_of(client.get(f"/v1/{place}/{given}"), 404)
        assert told["code"] == "not_found"

    @pytest.mark.parametrize("place", ["calendars", "authorities"])
    def test_unknown_id_has_no_days(self, client, place):
        """Nor are there days of it."""
        problem_of(client.get(f"/v1/{place}/nowhere/days?from=2026-01-01&to=2026-01-01"), 404)

    @pytest.mark.parametrize("path", [path.split("?")[0] for path in ONE_OF_EACH if "days" not in path])
    def test_unknown_parameter_is_refused(self, client, path):
        """Nobody's typing error is dropped in silence."""
        told = problem_of(client.get(f"{path}?page=2"), 422)
        assert [(error["path"], error["code"]) for error in told["errors"]] == [("?page", "unknown_member")]

    @pytest.mark.parametrize("path", ["/v1/authorities/nowhere", "/v1/rules?page=2"])
    def test_lang_chooses_the_language_of_the_problem(self, client, path):
        """`?lang=` goes before Accept-Language."""
        joint = "&" if "?" in path else "?"
        told = {
            spoken: client.get(f"{path}{joint}lang={spoken}", headers={"Accept-Language": "en"}).get_json()
            for spoken in ("vi", "en")
        }
        assert told["vi"]["title"] != told["en"]["title"]

    @pytest.mark.parametrize(
        ("query", "path", "code"),
        [
            ("", "?from", "required"),
            ("from=2026-03-02&to=2026-03-01", "?to", "reversed_range"),
            ("from=2014-12-31&to=2015-01-01", "?from", "beyond_horizon"),
            ("from=2030-12-31&to=2031-01-01", "?to", "beyond_horizon"),
            # 2026-01-01 and 1,100 days more are 1,101 days: one too many
            ("from=2026-01-01&to=2029-01-05", "?to", "too_many_days"),
        ],
    )
    def test_range_of_an_office_is_held_like_that_of_a_calendar(self, client, query, path, code):
        """The same limits on the days of an office."""
        told = problem_of(client.get(f"/v1/authorities/long-an/days?{query}"), 422)
        assert (told["errors"][0]["path"], told["code"]) == (path, code)


class TestCalendars:
    """The calendar of Vietnam's offices."""

    def test_calendar_tells_its_span_and_years(self, get):
        """2015 to 2026 are published, 2027 partly, 2028 to 2030 projected."""
        calendar = get("/v1/calendars/vn")
        assert calendar["time_zone"] == "Asia/Ho_Chi_Minh"
        assert calendar["horizon"] == {"first": "2015-01-01", "last": "2030-12-31"}
        assert calendar["published_years"] == list(range(2015, 2027))
        assert calendar["partly_published_years"] == [2027]
        assert calendar["projected_years"] == [2028, 2029, 2030]

    def test_default_hours_are_marked_as_assumed(self, get):
        """No source gives the hours of any office, and the catalogue says so."""
        (hours,) = get("/v1/calendars/vn")["office_hours"]
        assert (hours["assumed"], hours["in_force"], hours["receives_only"]) == (True, None, [])
        assert hours["week"]["fri"] == [["07:30", "11:30"], ["13:30", "17:00"]]
        assert hours["week"]["sat"] == hours["week"]["sun"] == []

    def test_sources_name_the_notice_and_its_day(self, get):
        """The swap of 2 January 2026 came with document 12729 of 25 December 2025."""
        sources = get("/v1/calendars/vn")["sources"]
        cited = [
            (source["year"], source["citation"]["document"], str(source["citation"]["article"]))
            for source in sources
        ]
        assert cited == sorted(cited)  # one document may settle several days of a year by several articles
        (swap,) = (source for source in sources if "12729" in source["citation"]["document"])
        assert (swap["year"], swap["announced_on"]) == (2026, "2025-12-25")


class TestAuthorities:
    """Who receives, and what they promise."""

    def test_all_are_listed_by_id(self, get):
        """Every office of the rule files, in order of id, as it stands alone."""
        entries = listed(get, "authorities")
        assert [entry["id"] for entry in entries] == AUTHORITIES
        for entry in entries:
            alone = get(f"/v1/authorities/{entry['id']}")
            assert {key: value for key, value in alone.items() if key != "rules"} == entry

    def test_parents_lead_to_the_topmost(self, get):
        """Ninh Thạnh is of Tây Ninh, and that of the nationwide office."""
        parents = {entry["id"]: entry["parent"] for entry in listed(get, "authorities")}
        assert (parents["ninh-thanh"], parents["tay-ninh"], parents["vn"]) == ("tay-ninh", "vn", None)

    def test_promise_that_binds_below_is_the_wards_too(self, get):
        """Tây Ninh's Friday is a service day and a promise of Ninh Thạnh; its Wednesday changes no term."""
        ward = get("/v1/authorities/ninh-thanh")
        friday, wednesday = "tay-ninh.no-appointment-friday", "tay-ninh.no-writing-wednesday"
        assert [day["id"] for day in ward["service_days"]] == [friday, wednesday]
        assert [promise["id"] for promise in ward["commitments"]] == [friday]

    def test_promise_of_its_own_binds_nobody_else(self, get):
        """Long Khánh A's Thursday is not Hồng Ngự's nor Long Khánh B's."""
        assert get("/v1/authorities/long-khanh-b")["commitments"] == []
        assert get("/v1/authorities/hong-ngu")["service_days"] == []
        same_day = get("/v1/authorities/long-an")
        assert [promise["model"] for promise in same_day["commitments"]] == ["same_day"]
        assert same_day["service_days"] == []

    @pytest.mark.parametrize(
        ("authority", "on", "models"),
        [
            ("long-khanh-a", "2024-03-14", ["no_appointment"]),  # a Thursday
            ("long-khanh-a", "2024-03-13", []),  # a Wednesday
            ("long-khanh-a", "2024-04-18", []),  # Thursday, but the Hùng Kings' day: lost, not moved
            ("long-khanh-a", "2024-04-19", []),  # the Friday after it
            ("long-khanh-a", "2024-02-29", []),  # the Thursday before the first of March 2024
            ("ninh-thanh", "2020-11-06", ["no_appointment"]),  # a Friday, promised by the city above
            ("ninh-thanh", "2020-11-04", ["no_writing"]),  # a Wednesday
            ("ninh-thanh", "2021-01-01", []),  # Friday, but New Year's Day
            ("long-khanh-b", "2024-03-14", []),
        ],
    )
    def test_days_of_an_office_tell_its_models(self, get, authority, on, models):
        """A model shows on its own weekday, within its period, unless that is a day off."""
        (day,) = get(f"/v1/authorities/{authority}/days?from={on}&to={on}")["days"]
        assert day["on"] == on
        assert [found["model"] for found in day["service_days"]] == models

    def test_days_of_an_office_are_those_of_its_calendar(self, get):
        """Without hours of its own an office has the calendar's days, with service days added."""
        query = "from=2026-01-01&to=2026-12-31"
        office = get(f"/v1/authorities/long-an/days?{query}")
        assert (office["authority"], office["calendar"]) == ("long-an", "vn")
        days = [{key: day[key] for key in day if key != "service_days"} for day in office["days"]]
        assert days == get(f"/v1/calendars/vn/days?{query}")["days"]


class TestRules:
    """Every term of law and every promise."""

    def test_procedures_are_listed_by_id(self, get):
        """As many as there are files, in order, each as it stands alone."""
        entries = listed(get, "procedures")
        ids = [entry["id"] for entry in entries]
        assert len(ids) == 14
        assert ids == sorted(ids)
        assert {entry["kind"] for entry in entries} == {"statutory"}
        assert get("/v1/procedures/certified-copy") == get("/v1/rules/certified-copy")

    def test_rules_are_procedures_and_promises(self, get):
        """Both kinds in one list by id."""
        entries = listed(get, "rules")
        ids = [entry["id"] for entry in entries]
        assert ids == sorted([*(entry["id"] for entry in listed(get, "procedures")), *PROMISES])
        for entry in entries:
            alone = get(f"/v1/rules/{entry['id']}")
            assert {key: value for key, value in alone.items() if key != "rules"} == entry

    def test_every_version_is_listed_with_its_period(self, get):
        """As many as the rule files have, newest first, each with the days on which it is in force."""
        files = (
            path
            for place in ("procedures", "authorities")
            for path in (ROOT / "rules" / place).rglob("*.yaml")
        )
        said = [YAML(typ="safe", pure=True).load(path) for path in files]
        expected = {
            rule["id"]: [
                {key: version["in_force"][key] for key in ("from", "until")} for version in rule["versions"]
            ]
            for rule in said
            if "versions" in rule
        }
        entries = listed(get, "rules")
        assert {
            entry["id"]: [version["in_force"] for version in entry["versions"]] for entry in entries
        } == expected

    def test_versions_are_told_whole(self, get):
        """Business registration: 3 working days since 2015, in two versions that meet on 2021-01-04."""
        procedure = get("/v1/procedures/business-registration")
        assert procedure["field"]["id"] == "business-registration"
        assert (procedure["authority"], procedure["model"]) == (None, None)
        newest, oldest = procedure["versions"]
        assert newest["in_force"] == {"from": "2021-01-04", "until": None}
        assert oldest["in_force"] == {"from": "2015-07-01", "until": "2021-01-04"}
        for version in (newest, oldest):
            assert version["term"] == {"amount": 3, "unit": "working_days"}
            assert (version["cutoff"], version["applies"]) == (None, None)
            assert version["due_time"] == "close_of_office"
        assert newest["citations"][0]["document"] == "Nghị định 01/2021/NĐ-CP"
        assert [citation["unverified"] for citation in oldest["citations"]] == [True, True, True]

    def test_strict_cutoff_is_told(self, get):
        """Long An: before 11:30 the same day; who misses it gets nothing from this promise."""
        rule = get("/v1/rules/long-an.same-day-registration")
        assert (rule["kind"], rule["authority"], rule["model"]) == ("commitment", "long-an", "same_day")
        (version,) = rule["versions"]
        assert version["cutoff"] == {"before": "11:30", "not_after": None, "otherwise": None}
        assert version["term"] == {"amount": 0, "unit": "working_days"}
        assert version["applies"]["procedures"] == ["business-registration", "business-registration-reissue"]
        assert version["unconfirmed_since"] == "2025-07-01"

    def test_cutoff_that_grants_otherwise_is_told(self, get):
        """A certified copy asked for after 15:00 is due on the next working day."""
        version = get("/v1/rules/certified-copy")["versions"][0]
        cutoff = version["cutoff"]
        assert (cutoff["before"], cutoff["not_after"]) == (None, "15:00")
        assert cutoff["otherwise"] == {"amount": 1, "unit": "working_days"}

    def test_weekday_promise_is_told(self, get):
        """Tây Ninh's Friday: the office and all below it, to the end of the day, six procedures left out."""
        (version,) = get("/v1/rules/tay-ninh.no-appointment-friday")["versions"]
        assert version["due_time"] == "end_of_day"
        applies = version["applies"]
        assert (applies["offices"], applies["days"]) == ("own_and_below", "FREQ=WEEKLY;BYDAY=FR")
        assert (applies["fields"], applies["procedures"], applies["channels"]) == (None, None, None)
        assert applies["except"] == sorted(
            [
                "disability-certificate",
                "disability-certificate-reissue",
                "social-allowance",
                "business-registration",
                "business-registration-reissue",
                "food-safety-certificate",
            ]
        )

    def test_model_that_changes_no_term_is_told(self, get):
        """Tây Ninh's no-writing Wednesday grants nothing."""
        (version,) = get("/v1/rules/tay-ninh.no-writing-wednesday")["versions"]
        assert version["term"] is None
