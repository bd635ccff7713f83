"""Every page as people meet it: light and dark, wide and narrow, zoomed. Nothing in anybody's way, nothing heavy."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, WIDE, Visitor, enter
from tests.browser.server import Server

FIRST, LATER = 100_000, 15_000
"""Bytes over the wire: with everything a browser keeps, and after that."""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
type Furnished = tuple[Server, dict[str, str]]


@pytest.mark.parametrize(("viewport", "scheme"), [(WIDE, "light"), (NARROW, "dark")], ids=["wide light", "narrow dark"])
def test_everybody_can_use_every_page(
    furnished: Furnished, visit: Visitor, viewport: dict[str, int], scheme: str
) -> None:
    # axe sets styles of its own while it looks, which our policy forbids; the other tests keep the policy.
    page = enter(furnished[0], visit(viewport, color_scheme=scheme, bypass_csp=True))

    found = {name: problems(page) for name in pages(furnished, page)}

    assert {name: each for name, each in found.items() if each} == {}


def test_every_page_can_be_zoomed_to_twice_its_size(furnished: Furnished, visit: Visitor) -> None:
    page = enter(furnished[0], visit({"width": WIDE["width"] // 2, "height": WIDE["height"] // 2}))

    found = {name: too_wide(page) for name in pages(furnished, page)}

    assert {name: each for name, each in found.items() if each} == {}


def test_every_page_is_light_over_the_wire(furnished: Furnished, visit: Visitor) -> None:
    page = visit()
    weighed = Scales(page)
    page.goto(furnished[0].new_link())
    page.wait_for_url("**/")
    page.wait_for_load_state("networkidle")
    first = weighed.since_last()

    later = {name: weighed.since_last() for name in pages(furnished, page)}

    assert first <= FIRST
    assert {name: weight for name, weight in later.items() if weight > LATER} == {}


def pages(furnished: Furnished, page: Page) -> Iterator[str]:
    """Goes to one page after the other."""
    server, where = furnished
    for name, url in where.items():
        answer = page.goto(server.address + url)
        assert answer
        assert answer.status == 200, f"{name}: {answer.status}"
        yield name


def problems(page: Page) -> list[str]:
    """Of the rules that a machine can check, those that are broken here."""
    answer = Axe().run(page, options=RULES)
    broken = [
        f"{rule['id']}: {' | '.join(str(node['target'][0]) for node in rule['nodes'][:3])}"
        for rule in answer.response["violations"]
    ]
    return broken + too_wide(page)


def too_wide(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"scrolls sideways by {wide} px"] if wide > 0 else []


class Scales:
    """Counts what comes over the wire."""

    def __init__(self, page: Page) -> None:
        self.weight = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self.add)

    def add(self, event: dict[str, Any]) -> None:
        self.weight += event["encodedDataLength"]

    def since_last(self) -> int:
        weight, self.weight = int(self.weight), 0
        return weight
