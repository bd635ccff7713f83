"""The CSV export of Jira, Cloud and Server."""

from collections.abc import Iterator
from pathlib import Path

from alongside.sources.collectors.contract import Collector, Given, Item, Setting
from alongside.sources.collectors.ticket_table import FILE, collect

from .layout import LAYOUT


def _collect(given: Given) -> Iterator[Item]:
    return collect(given, LAYOUT)


collector = Collector(
    name="jira-csv",
    title="Jira, CSV file",
    about="Tickets you did, with points, sprint and who asked for them, from a file that Jira exported.",
    settings=(
        FILE,
        Setting(
            "address",
            "Address of Jira",
            "address",
            help="For links to the tickets, as in https://example.atlassian.net.",
            required=False,
        ),
    ),
    collect=_collect,
    guide=Path(__file__).with_name("guide.md").read_text(encoding="utf-8"),
)
