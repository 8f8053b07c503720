"""The pages under `/docs` in a browser: every call can be tried, offline and under the strict policy."""

import re

import pytest
from holding import OPERATIONS
from playwright.sync_api import expect

PATHS = {path for path, _, _ in OPERATIONS.values()}
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 1000}

# counted by hand: before 11:30 Long An returns the same day; at 11:30 three working days after Tuesday decide
SAME_DAY, STATUTORY = "2019-03-05T17:00:00+07:00", "2019-03-08"


def opened(page, operation):
    """Open the docs page and in it one operation."""
    page.goto("/docs")
    block = page.locator(f"#operations-{operation}")
    block.locator(".opblock-summary-control").click()
    expect(block.locator("button.execute")).to_be_visible()
    return block


def execute(page, block):
    """Press Execute; give the response, which the page must show with its status."""
    with page.expect_response(lambda response: re.search("/(v1|health)/|/metrics$", response.url)) as awaited:
        block.locator("button.execute").click()
    status = block.locator(".live-responses-table .response-col_status").nth(1)
    expect(status).to_have_text(str(awaited.value.status))
    return awaited.value


def shown(block):
    """Find the body of the response that the page shows."""
    return block.locator(".live-responses-table .response-col_description .highlight-code").first


def is_too_wide(page):
    """Tell whether a page has to be pushed sideways."""
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_page_shows_the_operations(watch, shoot):
    """The page opens with every operation in sight, also at the address with a slash."""
    page = watch(viewport=DESK).page
    page.goto("/docs/")
    expect(page).to_have_url("/docs")
    expect(page.locator("#operations-due-dates-findDueDate")).to_be_visible()
    shoot(page, "operations")
    paths = {path.replace("\u200b", "") for path in page.locator(".opblock-summary-path").all_inner_texts()}
    assert paths == PATHS
    assert page.locator(".topbar").count() == 0


def test_due_date_is_found_for_two_examples(watch, shoot):
    """The first example is due the same day; the second, chosen from the list, three working days later."""
    page = watch(viewport=DESK).page
    block = opened(page, "due-dates-findDueDate")
    examples = block.locator(".opblock-section-request-body select.examples-select-element")
    expect(examples).to_have_value("before_the_cutoff")
    response = execute(page, block)
    assert (response.status, response.json()["due_at"]) == (200, SAME_DAY)
    expect(shown(block)).to_contain_text(SAME_DAY)
    shoot(page, "before_the_cutoff")

    examples.select_option("cutoff_missed")
    expect(block.locator("textarea")).to_have_value(re.compile("T11:30:00"))
    response = execute(page, block)
    assert (response.status, response.json()["due_on"]) == (200, STATUTORY)
    expect(shown(block)).to_contain_text(f'"due_on": "{STATUTORY}"')
    shoot(page, "cutoff_missed")


def test_days_of_a_calendar_are_listed(watch, shoot):
    """A GET with parameters in its path and query is executed too."""
    page = watch(viewport=DESK).page
    block = opened(page, "calendars-listCalendarDays")
    for name, value in (("id", "vn"), ("from", "2026-02-16"), ("to", "2026-02-18")):
        block.locator(f'tr[data-param-name="{name}"] input').fill(value)
    response = execute(page, block)
    assert response.status == 200
    assert [day["on"] for day in response.json()["days"]] == ["2026-02-16", "2026-02-17", "2026-02-18"]
    expect(shown(block)).to_contain_text("2026-02-17")
    shoot(page, "calendar_days")


def test_every_operation_runs_as_it_stands(watch):
    """Nothing need be filled in: the examples that the contract offers are enough for every operation."""
    page = watch(viewport=DESK).page
    page.goto("/docs")
    expect(page.locator("#operations-due-dates-findDueDate")).to_be_visible()
    names = [block.get_attribute("id") for block in page.locator(".opblock").all()]
    assert len(names) == len(OPERATIONS)
    for name in names:
        block = opened(page, name.removeprefix("operations-"))
        assert execute(page, block).status == 200, name


def test_answer_does_not_hang_on_the_browsers_clock(watch):
    """A browser of another zone whose clock starts in 1999 is shown the same."""
    page = watch(viewport=DESK, timezone_id="America/New_York", locale="vi-VN").page
    page.clock.install(time="1999-06-30T23:59:59Z")
    block = opened(page, "due-dates-findDueDate")
    assert page.evaluate("new Date().getUTCFullYear()") == 1999
    assert execute(page, block).json()["due_at"] == SAME_DAY
    expect(shown(block)).to_contain_text(SAME_DAY)


def test_dialog_and_schemas_open_under_the_policy(watch, shoot):
    """Also the dialog for a token, sent with the enter key, and the list of schemas need nothing unsafe."""
    page = watch(viewport=DESK).page
    page.goto("/docs/")
    page.locator(".auth-wrapper .btn.authorize").click()
    page.locator(".modal-ux input").fill("token")
    page.keyboard.press("Enter")
    expect(page.locator(".modal-ux .btn-done")).to_be_visible()
    page.locator(".modal-ux .btn-done").click()
    page.locator("section.models .models-control").first.click()
    expect(page.locator("section.models").get_by_text("DueDateRequest").first).to_be_visible()
    shoot(page, "schemas")


def test_link_into_an_operation_opens_it(watch):
    """An address that names an operation opens it, ready to be tried."""
    page = watch(viewport=DESK).page
    page.goto("/docs#/due-dates/findDueDate")
    expect(page.locator("#operations-due-dates-findDueDate button.execute")).to_be_visible()


def test_page_fits_a_phone(watch, shoot):
    """The operations need no pushing sideways on a phone."""
    page = watch(viewport=PHONE).page
    page.goto("/docs/")
    expect(page.locator("#operations-due-dates-findDueDate")).to_be_visible()
    shoot(page, "operations_phone")
    assert not is_too_wide(page)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_error_codes_are_linked_and_fit(watch, shoot, viewport, request):
    """The docs page links to the error codes, whose rows fit any screen and have addresses of their own."""
    page = watch(viewport=viewport).page
    page.goto("/docs/")
    page.get_by_role("link", name="Error codes").click()
    expect(page).to_have_url("/docs/errors")
    row = page.locator("#offset_required")
    expect(row).to_be_visible()
    expect(row).to_contain_text("Thiếu múi giờ")
    expect(row).to_contain_text("Offset required")
    assert not is_too_wide(page)
    row.get_by_role("link", name="offset_required").click()
    expect(page).to_have_url("/docs/errors#offset_required")
    expect(row).to_be_in_viewport()
    shoot(page, f"errors_{request.node.callspec.id}")
    page.get_by_role("link", name="Operations").click()
    expect(page).to_have_url("/docs")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_guide_is_linked_and_fits(watch, shoot, viewport, request):
    """The docs page links to the guide, which fits any screen, leads to its parts and changes language."""
    page = watch(viewport=viewport, locale="vi-VN").page
    page.goto("/docs")
    page.locator("nav").get_by_role("link", name="Guide").click()
    expect(page).to_have_url("/docs/guide")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hướng dẫn tích hợp")
    assert not is_too_wide(page)
    page.get_by_role("link", name="Lưu digest và rà soát lại hạn trả").click()
    expect(page.locator("#digest")).to_be_in_viewport()
    expect(page.locator("#due-date pre").first).to_contain_text("/v1/due-dates")
    shoot(page, f"guide_{request.node.callspec.id}")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Guide for integrators")
    assert not is_too_wide(page)
    page.get_by_role("link", name="offset_required").click()
    expect(page.locator("#offset_required")).to_be_in_viewport()


def test_error_codes_need_no_script(watch):
    """The table is there without scripts, and so is the way from the operations to it."""
    page = watch(viewport=PHONE, java_script_enabled=False).page
    page.goto("/docs/")
    page.get_by_role("link", name="Error codes").click()
    expect(page.locator("#offset_required")).to_be_visible()
