"""Any table: a CSV file or JSON Lines, with the meaning of its columns said in the settings."""

from pathlib import Path

from alongside.sources.collectors.contract import Collector, Setting
from alongside.sources.collectors.table.collecting import collect, columns
from alongside.sources.collectors.table.guessing import guess

collector = Collector(
    name="table",
    title="CSV or JSON Lines",
    about="Any table that has a date and a title in each row.",
    settings=(
        Setting("file", "File", "file", help="CSV with a header, JSON Lines, or a JSON list of objects."),
        Setting("date", "Date", "column"),
        Setting("title", "Title", "column"),
        Setting("body", "Text", "column", required=False),
        Setting("kind", "Kind", "column", help="Such as issue, review, meeting. Otherwise a note.", required=False),
        Setting("url", "Web address", "column", required=False),
        Setting("ticket", "Ticket", "column", help="Such as PAY-12 or owner/repo#3.", required=False),
        Setting("people", "Others who took part", "column", required=False),
        Setting("id", "Its own name in the table", "column", help="Different in every row.", required=False),
        Setting(
            "who",
            "Whose row it is",
            "column",
            help="Then only rows are read that name you there, with a whole name, address or login of yours.",
            required=False,
        ),
    ),
    collect=collect,
    guide=Path(__file__).with_name("guide.md").read_text(encoding="utf-8"),
    columns=columns,
    guess=guess,
)

__all__ = ["collector"]
