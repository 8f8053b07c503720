"""Request ids that are kept or replaced, and the language in which a problem is told."""

import pytest
from asking import DAYS, GOOD, URL, post, problem_of


@pytest.mark.parametrize("given_id", ["a", "A-b_c.9", "x" * 64])
def test_request_id_is_kept(client, given_id):
    """A request id that is valid is kept, in an answer and in a problem."""
    assert post(client, GOOD, X_Request_Id=given_id).headers["X-Request-Id"] == given_id
    assert problem_of(post(client, {}, X_Request_Id=given_id), 422)["request_id"] == given_id


@pytest.mark.parametrize("given_id", ["", " ", "a b", "x" * 65, "é", "a/b", "a\tb", '"quoted"', "{id}"])
def test_request_id_is_replaced(client, given_id):
    """A request id that is not valid is replaced by one that is, each time another."""
    made = {problem_of(post(client, {}, X_Request_Id=given_id), 422)["request_id"] for _ in range(2)}
    assert len(made) == 2
    assert given_id not in made


LANGUAGES = [
    (None, "vi"),
    ("", "vi"),
    ("vi", "vi"),
    ("en", "en"),
    ("EN", "en"),
    ("en-GB", "en"),
    ("vi-VN", "vi"),
    ("fr", "vi"),
    ("fr, de;q=0.9", "vi"),
    ("fr, en;q=0.5", "en"),
    ("en;q=0.1, vi;q=0.9", "vi"),
    ("vi;q=0.1, en;q=0.9", "en"),
    ("en;q=0, vi;q=0.1", "vi"),
    (";;;,,,=q", "vi"),
]


@pytest.mark.parametrize(("accepted", "spoken"), LANGUAGES)
def test_accept_language_chooses(client, accepted, spoken):
    """Accept-Language chooses the language of messages; Vietnamese is the default and the fallback."""
    headers = {} if accepted is None else {"Accept-Language": accepted}
    response = client.post(URL, json={}, headers=headers)
    expected = {"vi": "Phải có mục này.", "en": "This member is required."}[spoken]
    assert problem_of(response, 422)["detail"] == expected
    assert response.headers["Content-Language"] == spoken


@pytest.mark.parametrize(
    ("query", "accepted", "spoken"),
    [("en", "vi", "en"), ("vi", "en", "vi"), ("en", None, "en"), (None, "en", "en"), (None, "fr", "vi")],
)
def test_lang_chooses_on_gets(client, query, accepted, spoken):
    """`?lang=` on a GET wins over Accept-Language."""
    headers = {} if accepted is None else {"Accept-Language": accepted}
    response = client.get(DAYS, query_string={"lang": query} if query else {}, headers=headers)
    problem = problem_of(response, 422)
    assert problem["detail"] == {"vi": "Phải có mục này.", "en": "This member is required."}[spoken]
    assert {error["path"] for error in problem["errors"]} == {"?from", "?to"}


def test_lang_chooses_for_an_unknown_path_too(client):
    """`?lang=` chooses the language of a 404 as well."""
    vi, en = (problem_of(client.get(f"/nothing?lang={spoken}"), 404)["detail"] for spoken in ("vi", "en"))
    assert vi != en


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        ("en-US,vi;q=0.5", "en"),
        ("vi-VN,en;q=0.9", "vi"),
        ("de,en-GB;q=0.4,vi;q=0.2", "en"),
        ("en;q=0,vi;q=0.1", "vi"),
        ("de", "vi"),
        ("*", "vi"),
    ],
)
def test_best_of_the_wanted_languages_is_spoken(client, wanted, spoken):
    """Weights decide, and a regional variant stands for its language."""
    response = client.get("/v1/rules/nowhere", headers={"Accept-Language": wanted})
    assert response.headers["Content-Language"] == spoken


def test_head_speaks_the_language_asked_for(client):
    """HEAD is the GET without its body, also in its choice of language."""
    response = client.head("/v1/rules/nowhere?lang=en", headers={"Accept-Language": "de"})
    assert response.headers["Content-Language"] == "en"
