import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Response, sync_playwright

from tests.browser.server import Server, alongside, environment, serving
from tests.histories import realistic

ROOT = Path(__file__).parents[2]
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
QUIET = (
    *("--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--disable-default-apps", "--no-first-run", "--mute-audio", "--disable-extensions"),
)
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

type Visitor = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or CHROMIUM
    assert path, "The browser tests need Chromium: bin/_browser brings it, or CHROMIUM names it."
    arguments = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    browser = playwright.chromium.launch(executable_path=path, args=arguments)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years of a made-up team's work, up to this week."""
    return realistic(tmp_path_factory.mktemp("work") / "shop", years=2, commits_per_week=6, until=date.today())  # noqa: DTZ011


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Iterator[Server]:
    """The real server after `alongside init` and `alongside collect git`."""
    home = tmp_path_factory.mktemp("prepared") / "home"
    home.mkdir()
    alongside(home, "init", "--name", "Engineer", "--email", "engineer@example.org", "--manager", "Manager")
    alongside(home, "collect", "git", str(repository))
    with serving(home) as server:
        yield server


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, dict[str, str]]]:
    """The real server with one of everything, and where each page is."""
    home = tmp_path_factory.mktemp("furnished") / "home"
    home.mkdir()
    command = [sys.executable, "-m", "tests.browser.furnish"]
    made = subprocess.run(command, cwd=ROOT, env=environment(home), check=True, capture_output=True, text=True)
    with serving(home) as server:
        yield server, json.loads(made.stdout)


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visitor]:
    """A page in a browser that nobody has used before. It fails the test when the browser has something to complain."""
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def begin(viewport: dict[str, int] = WIDE, **options: object) -> Page:
        context = chromium.new_context(viewport=viewport, **options)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.extend(_complaint(message)))
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("response", lambda response: complaints.extend(_broken(response)))
        return page

    yield begin
    for context in opened:
        context.close()
    assert complaints == []


def _complaint(message: ConsoleMessage) -> list[str]:
    """An answer of 4xx is told by the page itself."""
    expected = ("Failed to load resource", "Response Status Error Code 4")
    told = message.type in ("error", "warning") and not any(words in message.text for words in expected)
    return [f"{message.type} at {message.location.get('url', '')}: {message.text}"] if told else []


def _broken(response: Response) -> list[str]:
    return [f"{response.status} {response.url}"] if response.status >= 500 else []


def enter(server: Server, page: Page) -> Page:
    """Through a sign-in link, and later with what that gave: a link works once, and making one takes seconds."""
    if server.address in _signed_in:
        page.context.add_cookies(_signed_in[server.address])
        page.goto(server.address)
    else:
        page.goto(server.new_link())
        page.wait_for_url(lambda url: "sign-in" not in url)
        _signed_in[server.address] = page.context.cookies()  # type: ignore[assignment]
    return page


_signed_in: dict[str, list[SetCookieParam]] = {}
