"""A calendar and a repository on an empty installation; the rings out of them, a person moved, a step taken, a path
asked for, and who could vouch."""

import re
import subprocess
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.server import alongside, serving
from tests.browser.test_sources import calendar, connect, read_the_clone


def test_from_a_calendar_and_a_repository_to_who_could_vouch(tmp_path: Path, repository: Path, visit: Visitor) -> None:
    home = tmp_path / "home"
    home.mkdir()
    alongside(home, "init", "--name", "Engineer", "--email", "engineer@example.org", "--manager", "Manager")
    with serving(home) as server:
        page = visit()
        page.goto(server.link)
        page.goto(f"{server.address}/sources/")

        read_the_clone(page, repository)
        connect(page, "Calendar", calendar(tmp_path), "interview")
        take_the_proposed(page)
        move_to_the_next_level(page, "Ada Example")
        take_the_step(page)
        reviewer = ask_for(page, changed_most(repository))
        find_who_could_vouch(page, reviewer)


def take_the_proposed(page: Page) -> None:
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_label("More", exact=True).first.click()
    page.get_by_role("link", name="Who could be here").click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Add those ticked").click()
    page.get_by_role("link", name="People", exact=True).first.click()
    expect(page.locator("svg a[data-person]", has=page.locator("title", has_text="Ada Example"))).to_be_visible()


def move_to_the_next_level(page: Page, name: str) -> None:
    mark = page.locator("svg a[data-person]", has=page.locator("title", has_text=name))
    mark.focus()
    page.keyboard.press("3")
    expect(mark).to_have_attribute("data-ring", "next_level")


def take_the_step(page: Page) -> None:
    """The week was planned when the first page was opened; since then there are people."""
    page.get_by_role("link", name="Steps of this week").click()
    page.get_by_role("button", name="Look again").click(timeout=30_000)
    row = page.locator("[data-row]", has_text="Propose a short sync")
    expect(row).to_contain_text("you want to speak every week", timeout=30_000)
    row.get_by_role("button", name="Done").click()
    settled = page.locator("section", has=page.get_by_role("heading", name="Settled this week"))
    expect(settled).to_contain_text("Propose a short sync")


def changed_most(repository: Path) -> str:
    command = ["git", "-C", str(repository), "log", "--author=engineer@example.org", "--name-only", "--format="]
    paths = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return max(set(paths), key=paths.count)


def ask_for(page: Page, path: str) -> str:
    """The name of whom one is sent to first."""
    page.goto(page.url.split("/steps/")[0] + "/ask/")
    page.get_by_label("File, folder or words").fill(path)
    page.keyboard.press("Enter")
    first = page.locator("#answer [data-row]").first
    expect(first).to_contain_text(re.compile("reviewed|wrote"))
    return first.get_by_role("link").first.inner_text()


def find_who_could_vouch(page: Page, name: str) -> None:
    page.get_by_role("link", name="Growth", exact=True).first.click()
    page.get_by_role("link", name="Advocates").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Who could speak for your work")
    expect(page.locator("main")).to_contain_text(name)
    expect(page.locator("main")).to_contain_text(re.compile("reviewed it", re.IGNORECASE))
