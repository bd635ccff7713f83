"""did: what the status report tool of that name printed."""

from pathlib import Path

from alongside.sources.collectors.contract import Collector, Setting
from alongside.sources.collectors.did.collecting import collect

collector = Collector(
    name="did",
    title="did",
    about="Reports that the did tool printed: commits, pull requests, reviews, tickets.",
    settings=(
        Setting("file", "Report", "file", help="What did printed, kept in a file: did last month > report.txt"),
        Setting(
            "mine",
            "Reports that name nobody I am known as",
            "choice",
            help="Say yes when you ran did for yourself under a name or address that is not known here.",
            required=False,
            choices=(("no", "Leave out"), ("yes", "This report is mine")),
            default="no",
        ),
    ),
    collect=collect,
    guide=Path(__file__).with_name("guide.md").read_text(encoding="utf-8"),
)

__all__ = ["collector"]
