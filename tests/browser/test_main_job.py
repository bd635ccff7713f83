"""From one command on an empty folder to a prepared one-on-one, and what is said in it."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.server import serving


def test_from_an_empty_folder_to_a_prepared_one_on_one(tmp_path: Path, repository: Path, visit: Visitor) -> None:
    with serving(tmp_path / "home") as server:
        page = visit()
        page.goto(server.link)

        answer_the_welcome(page, repository)
        expect(page.get_by_role("heading", name="Prepare for Manager")).to_be_visible(timeout=60_000)
        told = put_the_first_line_on_the_agenda(page)
        asked = ask_the_first_question(page)
        page.get_by_role("link", name="Agenda", exact=True).click()
        expect(page.locator(".point__text", has_text=told)).to_be_visible()
        answer_by_key(page, asked, "More about payments")
        promise_and_write(page)
        mark_done_and_undo(page, told)
        take_it_out(page, told)


def answer_the_welcome(page: Page, repository: Path) -> None:
    expect(page.get_by_role("heading", name="Your next one-on-one, prepared")).to_be_visible()
    page.get_by_label("Folders of repositories").fill(str(repository))
    page.get_by_label("Whom you have one-on-ones with").fill("Manager")
    page.get_by_label("Your name").fill("Engineer")
    page.get_by_label("Your e-mail addresses").fill("engineer@example.org")
    page.get_by_role("button", name="Read my work and prepare").click()
    page.wait_for_url("**/reading/")


def put_the_first_line_on_the_agenda(page: Page) -> str:
    section = page.locator("section", has=page.get_by_role("heading", name="Accomplishments"))
    line = section.locator("[data-row]").first
    told = line.locator(".row__text").inner_text()
    page.keyboard.press("j")
    expect(line).to_be_focused()
    page.keyboard.press("a")
    expect(page.locator(".row__done").first).to_have_text("On the agenda")
    expect(page.locator("undo-toast")).to_contain_text("On the agenda.")
    return told


def ask_the_first_question(page: Page) -> str:
    section = page.locator("section", has=page.get_by_role("heading", name="Questions to ask"))
    question = section.locator(".row__text").first.inner_text()
    expect(section.locator(".row__why").first).not_to_be_empty()
    section.get_by_role("button", name="Ask").first.click()
    expect(section.locator(".row__done")).to_have_count(1)
    return question


def answer_by_key(page: Page, question: str, words: str) -> None:
    point = page.locator(".point", has_text=question)
    point.focus()
    page.keyboard.press("a")
    point.get_by_label("What Manager says").fill(words)
    page.get_by_role("button", name="Keep the answer").click()
    expect(point.locator(".point__answer")).to_contain_text(words)


def promise_and_write(page: Page) -> None:
    page.get_by_label("A promise", exact=True).fill("Send the rota")
    page.get_by_role("button", name="Promise", exact=True).click()
    expect(page.locator(".promise__text", has_text="Send the rota")).to_be_visible()
    for label, button, words in (
        ("A note for both", "Keep for both", "We talked about the rota"),
        ("A note only for you", "Keep for me", "Ask about the raise next time"),
    ):
        page.get_by_label(label).fill(words)
        page.get_by_role("button", name=button).click()
        expect(page.locator(".written", has_text=words)).to_be_visible()
    expect(page.locator(".note--private")).to_contain_text("Ask about the raise")
    expect(page.locator(".note--shared")).not_to_contain_text("Ask about the raise")


def mark_done_and_undo(page: Page, told: str) -> None:
    page.locator(".point", has_text=told).focus()
    page.keyboard.press("d")
    expect(page.locator(".points").first.locator(".point__text", has_text=told)).to_have_count(0)
    page.keyboard.press("u")
    expect(page.locator(".points").first.locator(".point__text", has_text=told)).to_be_visible()


def take_it_out(page: Page, told: str) -> None:
    page.locator(".meets__do details.menu > summary").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Export as Markdown").click()
    text = Path(download.value.path()).read_text()
    assert told in text
    assert "We talked about the rota" in text
