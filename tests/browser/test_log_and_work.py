"""The log, pieces of work and impact stories, by keyboard and by mouse."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visitor, enter
from tests.browser.server import Server

WIN = "win: Grüße an die Kasse: p95 from 900 ms to 300 ms #checkout @mina yesterday"


@pytest.fixture
def log(prepared: Server, visit: Visitor) -> Page:
    page = enter(prepared, visit())
    page.goto(f"{prepared.address}/log/")
    return page


def write(page: Page, line: str, shown: str) -> None:
    page.keyboard.press("c")
    page.keyboard.type(line)
    page.keyboard.press("Enter")
    expect(page.locator(".row__text", has_text=shown).first).to_be_visible()
    expect(page.get_by_label("What happened?")).to_have_value("")
    page.keyboard.press("Escape")


def select(page: Page, row: Locator) -> None:
    """With the keys that people have for it."""
    for _ in range(40):
        if row.evaluate("row => row === document.activeElement"):
            return
        page.keyboard.press("j")
    raise AssertionError("No key reached the row.")


def test_a_line_is_logged_found_edited_and_archived_with_the_keyboard_only(log: Page) -> None:
    log.keyboard.press("c")
    log.keyboard.type(WIN)
    expect(log.locator("#chips .chip--metric")).to_contain_text("300 ms")
    expect(log.locator("#chips")).to_contain_text("checkout")
    log.keyboard.press("Enter")
    row = log.locator("[data-row]", has_text="Grüße an die Kasse")
    expect(row).to_have_count(1)

    log.goto(f"{log.url.split('?')[0]}?q=grusse+KASSE")
    expect(row).to_have_count(1)
    log.goto(f"{log.url.split('?')[0]}?kind=blocker")
    expect(row).to_have_count(0)
    log.goto(log.url.split("?")[0])

    select(log, row)
    log.keyboard.press("e")
    line = log.get_by_label("The line; further lines are its details")
    expect(line).to_be_focused()
    line.fill("win: Grüße an die Kasse, und danke #checkout")
    log.keyboard.press("Tab")
    log.keyboard.press("Enter")
    expect(log.locator(".row__text", has_text="und danke")).to_be_visible()

    select(log, row)
    log.keyboard.press("x")
    expect(row).to_have_count(0)
    log.keyboard.press("u")
    expect(row).to_have_count(1)


def test_what_was_typed_survives_a_session_that_ended(prepared: Server, log: Page) -> None:
    log.keyboard.press("c")
    log.keyboard.type("learning: sessions end while people type")
    log.context.clear_cookies(name="alongside_session")
    log.keyboard.press("Enter")

    log.wait_for_url("**/signed-out/**")
    enter(prepared, log)
    log.goto(f"{prepared.address}/log/")

    expect(log.get_by_label("What happened?")).to_have_value("learning: sessions end while people type")


def test_pieces_of_work_become_entries_go_away_come_back_and_merge(prepared: Server, log: Page) -> None:
    log.goto(f"{prepared.address}/work/")
    rows = log.locator("[data-row]")
    first, second = (rows.nth(at).locator("a.row__text").inner_text() for at in (0, 1))

    log.keyboard.press("j")
    log.keyboard.press("a")
    expect(log.locator("undo-toast")).to_contain_text("is in your log")
    select(log, log.locator("[data-row]", has=log.get_by_role("link", name=second, exact=True)).first)
    log.keyboard.press("x")
    expect(log.get_by_role("link", name=second, exact=True)).to_have_count(0)
    log.keyboard.press("u")
    expect(log.get_by_role("link", name=second, exact=True).first).to_be_visible()
    merge_the_first_two(log)
    log.goto(f"{prepared.address}/log/")

    expect(log.get_by_role("link", name=first, exact=True).first).to_be_visible()


def merge_the_first_two(page: Page) -> None:
    boxes = page.locator("[data-row] input[name=piece]")
    for at in (0, 1):
        select(page, page.locator("[data-row]").nth(at))
        page.keyboard.press("v")
        expect(boxes.nth(at)).to_be_checked()
    page.keyboard.press("m")
    expect(page.locator("undo-toast")).to_contain_text("one piece of work")


def test_a_story_shows_its_gaps_until_they_are_filled(log: Page) -> None:
    write(log, "win: moved the price table to the edge", "moved the price table")
    select(log, log.locator("[data-row]", has_text="moved the price table"))

    log.keyboard.press("s")

    log.wait_for_url("**/stories/*/")
    expect(log.locator(".story__gap", has_text="what is different now?")).to_be_visible()
    log.keyboard.press("e")
    log.get_by_label("Resulting in what?").fill("p95 fell from 900 ms to 300 ms")
    log.get_by_role("button", name="Save").click()
    expect(log.locator(".story .chip--metric")).to_be_visible()
    expect(log.locator(".story__gap", has_text="what is different now?")).to_have_count(0)


def test_the_main_forms_work_without_javascript(prepared: Server, visit: Visitor) -> None:
    page = visit(java_script_enabled=False)
    enter(prepared, page)
    page.goto(f"{prepared.address}/log/")
    page.get_by_label("What happened?").fill("note: written without a script")
    page.get_by_role("button", name="Log it").click()
    row = page.locator("[data-row]", has_text="written without a script")
    expect(row).to_have_count(1)
    row.get_by_label("Archive").click()
    expect(row).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(row).to_have_count(1)

    page.goto(f"{prepared.address}/one-on-ones/")
    page.get_by_role("link", name="Manager").first.click()
    page.get_by_label("Add a talking point").fill("decision: who covers on-call")
    page.get_by_role("button", name="Add").click()
    expect(page.locator(".point__text", has_text="who covers on-call")).to_have_count(1)
    page.locator(".tabs").get_by_role("link", name="Prepare").click()
    page.get_by_role("button", name="Agenda").first.click()
    expect(page.locator(".row__done").first).to_be_visible()
