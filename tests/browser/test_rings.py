"""The rings in a real browser: a person is dragged to another ring, another is moved by keys."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NARROW, Visitor, enter
from tests.browser.server import Server


@pytest.fixture
def rings(furnished: tuple[Server, dict[str, str]], visit: Visitor) -> Page:
    server, where = furnished
    page = enter(server, visit())
    page.goto(server.address + where["people:people"])
    expect(page.locator("ring-moves svg a[data-person]")).not_to_have_count(0)
    return page


def mark(page: Page, name: str) -> Locator:
    return page.locator("svg a[data-person]", has=page.locator("title", has_text=name))


def test_a_person_is_dragged_to_another_ring_and_back_with_undo(rings: Page) -> None:
    ben = mark(rings, "Ben zanzibar")
    expect(ben).to_have_attribute("data-ring", "inner")

    drag(rings, ben, onto="support")

    expect(ben).to_have_attribute("data-ring", "support")
    expect(rings.locator("undo-toast")).to_contain_text("stands in your support ring now")
    assert rings.url.endswith("/people/"), "a drag opens nothing"
    rings.keyboard.press("u")
    expect(mark(rings, "Ben zanzibar")).to_have_attribute("data-ring", "inner")


def test_a_person_let_go_outside_stays_where_they_were(rings: Page) -> None:
    ben = mark(rings, "Ben zanzibar")
    was = ben.get_attribute("transform")

    drag(rings, ben, onto="outside")

    expect(ben).to_have_attribute("transform", was or "")
    expect(rings.locator("undo-toast")).to_have_count(0)


def test_a_person_is_moved_with_the_keys_and_keeps_the_focus(rings: Page) -> None:
    other = mark(rings, "zanzibar xyzzyperson, peer")
    other.focus()

    rings.keyboard.press("3")

    expect(other).to_have_attribute("data-ring", "next_level")
    expect(other).to_be_focused()
    rings.keyboard.press("0")
    expect(other).to_have_attribute("data-ring", "inner")
    expect(other).to_be_focused()


def test_arrows_go_from_mark_to_mark_and_tab_has_one_stop(rings: Page) -> None:
    first = rings.locator("svg a[data-person]").first
    first.focus()

    rings.keyboard.press("ArrowRight")

    expect(first).not_to_be_focused()
    expect(rings.locator("svg a:focus")).to_have_count(1)
    expect(rings.locator('svg a[tabindex="0"]')).to_have_count(1)


def test_a_row_of_the_list_is_moved_with_the_keys(rings: Page) -> None:
    rings.keyboard.press("j")
    row = rings.locator("tr:focus")
    key = row.get_attribute("data-person")

    rings.keyboard.press("2")

    expect(rings.locator(f'tr[data-person="{key}"]')).to_have_attribute("data-ring", "leaders")
    expect(rings.locator(f'tr[data-person="{key}"]')).to_be_focused()
    rings.keyboard.press("0")
    expect(rings.locator(f'tr[data-person="{key}"]')).to_have_attribute("data-ring", "inner")


def test_typing_a_name_narrows_the_picture_and_the_list(rings: Page) -> None:
    rings.get_by_label("Name, role or team").fill("ben")

    expect(rings.locator("svg a[data-person]")).to_have_count(1)
    expect(rings.locator("tr[data-person]")).to_have_count(1)
    assert "q=ben" in rings.url


def test_the_picture_is_saved_as_svg_and_png(rings: Page, tmp_path: Path) -> None:
    saved = {}
    for kind in ("SVG", "PNG"):
        with rings.expect_download() as download:
            rings.locator(".rings__save").get_by_text(kind).click()
        download.value.save_as(tmp_path / kind)
        saved[kind] = (tmp_path / kind).read_bytes()

    assert saved["SVG"].startswith(b"<svg")
    assert saved["PNG"].startswith(b"\x89PNG")
    assert len(saved["PNG"]) > 20_000


def test_without_script_a_select_moves_a_person(furnished: tuple[Server, dict[str, str]], visit: Visitor) -> None:
    server, where = furnished
    page = enter(server, visit(NARROW, java_script_enabled=False))
    page.goto(server.address + where["people:people"])
    row = page.locator("tr[data-person]", has_text="Ben zanzibar")

    row.get_by_label("Ring of Ben").select_option("Support")
    row.get_by_role("button", name="Move").click()

    expect(row).to_have_attribute("data-ring", "support")
    expect(page.get_by_text("PNG")).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    expect(row).to_have_attribute("data-ring", "inner")


def test_a_finger_drags_a_person_and_the_page_stays(furnished: tuple[Server, dict[str, str]], visit: Visitor) -> None:
    server, where = furnished
    page = enter(server, visit(has_touch=True))
    page.goto(server.address + where["people:people"])
    ben = mark(page, "Ben zanzibar")
    box, picture = (
        ben.locator(":is(circle, path)").first.bounding_box(),
        page.locator("svg[data-bounds]").bounding_box(),
    )
    assert box
    assert picture
    finger = page.context.new_cdp_session(page)
    from_y, to_y = box["y"] + box["height"] / 2, picture["y"] + picture["height"] * 0.95
    x = box["x"] + box["width"] / 2

    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": from_y}]})
    for part in (0.2, 0.5, 0.8, 1):
        at = {"x": x + part * (picture["x"] + picture["width"] / 2 - x), "y": from_y + part * (to_y - from_y)}
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [at]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    expect(ben).to_have_attribute("data-ring", "support")
    assert page.evaluate("scrollY") == 0
    expect(ben).to_be_focused()
    page.keyboard.press("0")
    expect(ben).to_have_attribute("data-ring", "inner")


def drag(page: Page, person: Locator, *, onto: str) -> None:
    box = person.locator(":is(circle, path)").first.bounding_box()
    picture = page.locator("svg[data-bounds]").bounding_box()
    assert box
    assert picture
    x, y = {"support": (0.5, 0.95), "outside": (0.01, 0.01)}[onto]
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    for part in (0.2, 0.6, 1):
        page.mouse.move(
            box["x"] + part * (picture["x"] + x * picture["width"] - box["x"]),
            box["y"] + part * (picture["y"] + y * picture["height"] - box["y"]),
        )
    if onto != "outside":
        expect(page.locator(".rings__band--over")).to_have_attribute("data-ring", onto)
    page.mouse.up()
