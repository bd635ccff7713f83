"""A brag document: a Markdown file in which somebody keeps what they did, under headings that say when."""

from calendar import month_name
from pathlib import Path

from alongside.sources.collectors.brag.collecting import collect
from alongside.sources.collectors.contract import Collector, Setting

collector = Collector(
    name="brag",
    title="Brag document",
    about="Each item of the lists in a Markdown file, on the day, month or quarter of its heading.",
    settings=(
        Setting("file", "Document", "file", help="A Markdown file (.md)."),
        Setting(
            "fiscal",
            "Fiscal year begins in",
            "choice",
            help="For headings such as Q2 FY25. A fiscal year is called after the year in which it ends.",
            required=False,
            choices=tuple((str(number), month_name[number]) for number in range(1, 13)),
        ),
    ),
    collect=collect,
    guide=Path(__file__).with_name("guide.md").read_text(encoding="utf-8"),
)

__all__ = ["collector"]
