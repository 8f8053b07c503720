"""Restarts, suspensions, extensions, stages and reminders in every combination: each has its effect.

Received on Monday 2026-03-09 at 09:00; every office works from Monday to Friday and closes at 17:00.
"""

from itertools import product

import pytest

RESTART = [{"at": "2026-03-10T10:00:00+07:00"}]  # Tuesday is day 0 instead of Monday
SUSPENSION = [
    {"from": "2026-03-11T08:00:00+07:00", "until": "2026-03-12T08:00:00+07:00"}
]  # without Wednesday
EXTENSION = [{"term": {"amount": 2, "unit": "working_days"}}]
TERM = {"amount": 3, "unit": "working_days"}
STAGES = [
    {"name": name, "authority": authority, "term": {"amount": 1, "unit": "working_days"}}
    for name, authority in (("Thẩm định", "long-an"), ("Trả kết quả", "vn"))
]
# the due day of March with the dossier's own three working days, then of the two stages
OWN = {
    (False, False, False): 12,  # Tue 10, Wed 11, Thu 12
    (True, False, False): 13,  # Wed 11, Thu 12, Fri 13
    (False, True, False): 13,  # Tue 10, Thu 12, Fri 13
    (True, True, False): 16,  # Thu 12, Fri 13, Mon 16
    (False, False, True): 16,  # after Thu 12: Fri 13, Mon 16
    (True, False, True): 17,  # after Fri 13: Mon 16, Tue 17
    (False, True, True): 17,  # after Fri 13: Mon 16, Tue 17
    (True, True, True): 18,  # after Mon 16: Tue 17, Wed 18
}
STAGED = {
    (False, False): 11,  # Tue 10, Wed 11
    (True, False): 12,  # Wed 11, Thu 12
    (False, True): 12,  # Tue 10, Thu 12
    (True, True): 13,  # Thu 12, Fri 13
}
STAGED_EXTENDED = {
    (False, False): 13,  # after Wed 11: Thu 12, Fri 13
    (True, False): 16,  # after Thu 12: Fri 13, Mon 16
    (False, True): 16,  # after Thu 12: Fri 13, Mon 16
    (True, True): 17,  # after Fri 13: Mon 16, Tue 17
}


def life(is_restarted, is_suspended, is_extended, is_reminded):
    """Make the members of a request that tell what happened."""
    return {
        "restarts": RESTART if is_restarted else [],
        "suspensions": SUSPENSION if is_suspended else [],
        "extensions": EXTENSION if is_extended else [],
        "reminders": [0.5] if is_reminded else [],
    }


def ask(client, url="/v1/due-dates", **members):
    """Ask about the dossier."""
    request = {"received_at": "2026-03-09T09:00:00+07:00", "authority": "vn"} | members
    response = client.post(url, json=request)
    assert response.status_code == 200, response.get_data(as_text=True)
    return response.get_json()


def closing(day):
    """Write the closing of a day of March."""
    return f"2026-03-{day:02}T17:00:00+07:00"


def assert_told(found, *, restarted, suspended, extended, reminded, staged):
    """Each event shows in its own members of the answer, and none where it did not happen."""
    day = 10 if restarted else 9
    assert found["counted_from"][:10] == f"2026-03-{day:02}"
    told = {step["code"] for step in found["explanation"]}
    assert ("restarted" in told, "extended" in told) == (restarted, extended)
    assert ("suspended" in told) == suspended
    assert len(found["extended_from"]) == extended
    assert [reminder["share"] for reminder in found["reminders"]] == [0.5] * reminded
    assert all(found["counted_from"] < reminder["at"] < found["due_at"] for reminder in found["reminders"])
    ends = [stage["due_at"] for stage in found["stages"]]
    assert ends[1:] == [closing(STAGED[restarted, suspended])] * staged


@pytest.mark.parametrize(
    ("restarted", "suspended", "extended", "reminded", "staged"), list(product((False, True), repeat=5))
)
class TestEveryCombination:
    """With a term of the dossier's own, which stages do not change."""

    def test_has_its_effect(self, client, restarted, suspended, extended, reminded, staged):
        """The due day is the one counted above, and each event is told."""
        members = life(restarted, suspended, extended, reminded) | {"stages": STAGES if staged else []}
        found = ask(client, term=TERM, **members)
        assert found["due_at"] == closing(OWN[restarted, suspended, extended])
        assert_told(
            found,
            restarted=restarted,
            suspended=suspended,
            extended=extended,
            reminded=reminded,
            staged=staged,
        )

    def test_is_judged_and_turned_round(self, client, restarted, suspended, extended, reminded, staged):
        """Progress owes the same, and the latest receipt for that day is due on it."""
        members = life(restarted, suspended, extended, reminded) | {"stages": STAGES if staged else []}
        due = closing(OWN[restarted, suspended, extended])
        stands = ask(client, "/v1/progress", term=TERM, as_of="2026-03-10T11:00:00+07:00", **members)
        assert (stands["due_at"], stands["classification"]) == (due, "running")
        asked = {"authority": "vn", "term": TERM, "due_on": due[:10]} | members
        latest = client.post("/v1/latest-receipts", json=asked).get_json()["received_before"]
        assert ask(client, received_at=latest, term=TERM, **members)["due_on"] == due[:10]


@pytest.mark.parametrize(
    ("restarted", "suspended", "extended", "reminded"), list(product((False, True), repeat=4))
)
def test_stages_decide_where_there_is_no_other_term(client, restarted, suspended, extended, reminded):
    """The last stage is extended instead."""
    found = ask(client, stages=STAGES, **life(restarted, suspended, extended, reminded))
    counted = STAGED_EXTENDED if extended else STAGED
    assert found["due_at"] == closing(counted[restarted, suspended])
    assert found["rule"]["id"] == "caller"
    assert_told(
        found, restarted=restarted, suspended=suspended, extended=extended, reminded=reminded, staged=True
    )
