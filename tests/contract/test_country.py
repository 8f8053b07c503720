"""A made-up country of many offices, checked once and started from the snapshot that the check left."""

import pytest
from click.testing import CliRunner

from bench.country import write_country
from sla_service.app import create_app
from sla_service.cli import main
from sla_service.rulebook.snapshot import Cache
from sla_service.store import RuleStore

OFFICES, PROCEDURES = 60, 20


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """Check the country, and serve what the check kept."""
    place = tmp_path_factory.mktemp("country")
    folder = write_country(place / "rules", offices=OFFICES, procedures=PROCEDURES)
    cache = Cache(place / "cache")
    command = ["rules", "check", "--quiet", str(folder)]
    checked = CliRunner().invoke(main, command, env={"SLA_CACHE_DIR": str(cache.folder)})
    assert checked.exit_code == 0, checked.stderr
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sla_service.store.load", lambda *_: pytest.fail("loaded, though there is a snapshot"))
        store = RuleStore(folder, cache=cache)
    assert store.book.digest in checked.stdout
    assert (len(store.book.authorities), len(store.book.procedures)) == (OFFICES + 1, PROCEDURES)
    return create_app(store).test_client()


@pytest.mark.parametrize("office", [0, 1, 23, 42, 59])
def test_promise_of_each_office_holds_on_its_weekday(client, office):
    """Monday 2 to Friday 6 March 2026 are the promised days of offices 0 to 4, and of every fifth after them.

    Before 11:00 the result comes that day; at 11:00 sharp the law decides. Procedure p has 2 + p mod 15
    working days: office 0 has p0, two days from Monday 2, Wednesday 4; 1 has p1, three from Tuesday 3, Friday
    6; 23 has p3, five from Thursday 5, Thursday 12; 42 has p2, four from Wednesday 4, Tuesday 10; 59 has p19,
    six from Friday 6, Monday 16.
    """
    by_law = {0: "2026-03-04", 1: "2026-03-06", 23: "2026-03-12", 42: "2026-03-10", 59: "2026-03-16"}
    on = f"2026-03-{2 + office % 5:02d}"
    for clock, due_on in (("10:59:59", on), ("11:00:00", by_law[office])):
        question = {
            "received_at": f"{on}T{clock}+07:00",
            "authority": f"a{office}",
            "procedure": f"p{office % PROCEDURES}",
        }
        answer = client.post("/v1/due-dates", json=question).get_json()
        assert answer["due_at"] == f"{due_on}T17:00:00+07:00", clock


def test_office_of_its_own_hours_opens_by_them(client):
    """Office 42 opens at 06:42: what comes at night counts from then."""
    question = {"received_at": "2026-03-03T02:00:00+07:00", "authority": "a42", "procedure": "p0"}
    answer = client.post("/v1/due-dates", json=question).get_json()
    assert answer["counted_from"] == "2026-03-03T06:42:00+07:00"
