"""The CSV export of Linear."""

from collections.abc import Iterator
from pathlib import Path

from alongside.sources.collectors.contract import Collector, Given, Item, Setting
from alongside.sources.collectors.ticket_table import FILE, collect

from .layout import LAYOUT


def _collect(given: Given) -> Iterator[Item]:
    return collect(given, LAYOUT)


collector = Collector(
    name="linear-csv",
    title="Linear, CSV file",
    about="Issues you completed, with estimate, project and cycle, from a file that Linear exported.",
    settings=(
        FILE,
        Setting(
            "address",
            "Address of the workspace",
            "address",
            help="For links to the issues, as in https://linear.app/example.",
            required=False,
        ),
    ),
    collect=_collect,
    guide=Path(__file__).with_name("guide.md").read_text(encoding="utf-8"),
)
