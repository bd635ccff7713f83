"""Three sources on an empty installation, one month ranked, three things taken, one story told, on the agenda."""

import re
import subprocess
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.server import alongside, serving

TICKET = re.compile(r"\b([A-Z]{3,4}-\d+): (.+)")


def test_three_sources_a_month_three_entries_a_story_and_the_agenda(
    tmp_path: Path, repository: Path, visit: Visitor
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    alongside(home, "init", "--name", "Engineer", "--email", "engineer@example.org", "--manager", "Manager")
    with serving(home) as server:
        page = visit()
        page.goto(server.link)
        page.goto(f"{server.address}/sources/")

        read_the_clone(page, repository)
        connect(page, "Calendar", calendar(tmp_path), "interview")
        connect(page, "Jira, CSV file", tickets(tmp_path, repository), "of yours")
        month = busiest_month(page)
        told = take_three(page, month)
        tell_the_story(page, told)
        put_on_the_agenda(page, told)


def calendar(folder: Path) -> Path:
    """Of the engineer: a weekly one-on-one and an interview, until yesterday."""
    day = date.today() - timedelta(days=200)  # noqa: DTZ011
    path = folder / "work.ics"
    path.write_text(
        f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Calendar//EN
BEGIN:VEVENT
UID:weekly@example.org
DTSTAMP:{day:%Y%m%d}T080000Z
DTSTART:{day:%Y%m%d}T090000Z
DTEND:{day:%Y%m%d}T093000Z
RRULE:FREQ=WEEKLY;COUNT=20
SUMMARY:Engineer and Manager
ORGANIZER;CN=Manager:mailto:manager@example.org
ATTENDEE;CN=Engineer;PARTSTAT=ACCEPTED:mailto:engineer@example.org
ATTENDEE;CN=Manager;PARTSTAT=ACCEPTED:mailto:manager@example.org
END:VEVENT
BEGIN:VEVENT
UID:interview@example.org
DTSTAMP:{day:%Y%m%d}T080000Z
DTSTART:{day:%Y%m%d}T130000Z
DTEND:{day:%Y%m%d}T140000Z
SUMMARY:Interview: backend engineer
ORGANIZER;CN=Engineer:mailto:engineer@example.org
ATTENDEE;CN=Engineer;PARTSTAT=ACCEPTED:mailto:engineer@example.org
ATTENDEE;CN=Ada Example;PARTSTAT=ACCEPTED:mailto:ada@example.org
ATTENDEE;CN=Candidate;PARTSTAT=ACCEPTED:mailto:candidate@example.com
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
    )
    return path


def tickets(folder: Path, repository: Path) -> Path:
    """As Jira exports those that the engineer's commits name."""
    command = ["git", "-C", str(repository), "log", "--author=engineer@example.org", "--format=%ad %s", "--date=short"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    done = {found[1]: (line[:10], found[2]) for line in reversed(lines) if (found := TICKET.search(line))}
    rows = [
        f"{key},{number},{title},Story,Done,Engineer,Manager,{day} 09:00,{day} 17:00,{day} 17:00,3.0"
        for number, (key, (day, title)) in enumerate(done.items(), start=10001)
    ]
    header = "Issue key,Issue id,Summary,Issue Type,Status,Assignee,Reporter,Created,Updated,Resolved,"
    path = folder / "tickets.csv"
    path.write_text("\n".join([f"{header}Custom field (Story Points)", *rows]) + "\n")
    return path


def read_the_clone(page: Page, repository: Path) -> None:
    page.get_by_label("Folder of a repository").fill(str(repository))
    page.get_by_role("button", name="Collect", exact=True).click()
    expect(page.locator(".row__why", has_text="yours")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="Run now")).to_be_visible(timeout=60_000)


def connect(page: Page, title: str, path: Path, brings: str) -> None:
    page.get_by_role("link", name=title, exact=True).click()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Look what it brings").click()
    expect(page.locator("#tried")).to_contain_text(re.compile(brings, re.IGNORECASE), timeout=20_000)
    expect(page.locator("#tried")).not_to_contain_text("Left out")
    page.get_by_role("button", name="Collect", exact=True).click()
    row = page.locator("[data-row]", has_text=title)
    expect(row.get_by_text("new in the last run")).to_be_visible(timeout=30_000)


def busiest_month(page: Page) -> str:
    """From the year to the pieces of work of one month."""
    page.keyboard.press("g")
    page.keyboard.press("y")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your 20")
    rows = page.get_by_role("row").filter(has=page.get_by_role("link"))
    expect(rows.first).to_be_visible()
    made = [sum(map(int, re.findall(r"(\d+) [a-z]+", row.inner_text()))) for row in rows.all()]
    rows.nth(made.index(max(made))).get_by_role("link").click()
    expect(page.locator("[data-row]").nth(2)).to_be_visible()
    return page.url


def take_three(page: Page, month: str) -> str:
    first = page.locator("[data-row] .row__text").first.inner_text()
    for _ in range(3):
        page.keyboard.press("j")
        page.keyboard.press("a")
        expect(page.locator(":focus .row__done")).to_have_text(re.compile("In your log"))
    page.goto(month)
    expect(page.locator("[data-row] .row__text", has_text=first)).to_have_count(0)
    return first


def tell_the_story(page: Page, told: str) -> None:
    page.goto(page.url.split("/work/")[0] + "/log/")
    row = page.locator("[data-row]", has_text=told).first
    row.hover()
    row.get_by_role("button", name="Make an impact story").click()
    page.wait_for_url("**/stories/*/")
    page.keyboard.press("e")
    page.get_by_label("To change what").fill("let shoppers pay without waiting")
    page.get_by_label("Resulting in").fill("cut checkout from 900 ms to 300 ms")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("900 ms")


def put_on_the_agenda(page: Page, told: str) -> None:
    page.goto(page.url.split("/stories/")[0] + "/one-on-ones/1/prepare/?since=2020-01-01")
    row = page.locator("[data-row]", has_text=told).first
    row.get_by_role("button", name="Agenda").click()
    expect(row).to_contain_text("On the agenda")
    page.get_by_role("link", name="Agenda", exact=True).click()
    expect(page.locator(".point__text", has_text=told)).to_be_visible()
