"""Everything from the keyboard: the palette, the list of keys, and no place that Tab cannot leave."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor, enter
from tests.browser.server import Server


def test_the_palette_takes_people_anywhere(prepared: Server, visit: Visitor) -> None:
    page = enter(prepared, visit())

    page.keyboard.press("Control+k")
    page.keyboard.type("pieces of work")
    page.keyboard.press("Enter")

    page.wait_for_url("**/work/")


def test_the_palette_asks_what_is_no_command(prepared: Server, visit: Visitor) -> None:
    page = enter(prepared, visit())
    palette = page.locator(".palette")
    offer = palette.locator("[data-ask]")

    page.keyboard.press("Control+k")
    page.keyboard.type("ask")
    expect(palette.get_by_role("link", name="Whom to ask")).to_be_visible()
    expect(offer).to_be_hidden()
    page.keyboard.type(" the token")
    expect(offer).to_have_text("Ask who knows “the token”")
    page.locator(".palette input").fill("drivers/vpci & more")
    expect(palette.get_by_text("No command of that name.")).to_be_hidden()
    page.keyboard.press("Enter")

    page.wait_for_url("**/ask/?q=drivers%2Fvpci+%26+more")
    expect(page.get_by_label("File, folder or words")).to_have_value("drivers/vpci & more")


def test_tab_reaches_every_control_of_the_agenda_and_shows_where_it_is(prepared: Server, visit: Visitor) -> None:
    page = enter(prepared, visit())
    page.goto(f"{prepared.address}/one-on-ones/1/")

    reached = [focused(page) for _ in range(count_of_controls(page))]

    assert all(outlined for _, outlined in reached), [name for name, outlined in reached if not outlined]
    assert len({name for name, _ in reached}) > 15


def test_the_keys_are_told(prepared: Server, visit: Visitor) -> None:
    page = enter(prepared, visit())

    page.keyboard.press("?")

    expect(page.locator("dialog[open]")).to_contain_text("Search")


def count_of_controls(page: Page) -> int:
    controls = "a[href], button, input:not([type=hidden]), select, textarea, summary"
    return int(page.evaluate(f"[...document.querySelectorAll('{controls}')].filter(e => e.checkVisibility()).length"))


def focused(page: Page) -> tuple[str, bool]:
    """What Tab reaches next, and whether that shows: as a ring around it, or around the box that it stands in."""
    page.keyboard.press("Tab")
    name, shown = page.evaluate(SHOWN)
    return str(name), bool(shown)


SHOWN = """() => {
  const at = document.activeElement
  const ringed = element => ["outlineStyle", "boxShadow"].some(name => getComputedStyle(element)[name] !== "none")
  const around = [at, at.parentElement, at.closest(".capture"), at.closest(".box")].filter(Boolean)
  const name = [at.tagName, at.id, at.name, at.getAttribute("href"), at.textContent.trim().slice(0, 30)].join(" ")
  // The parts of a date have a mark of the browser's own.
  return [name, at === document.body || at.type === "date" || around.some(ringed)]
}"""
