"""jrnl: a journal on the command line (jrnl.sh), its own text file or what `jrnl --export json` prints."""

from pathlib import Path

from alongside.sources.collectors.contract import Collector, Setting
from alongside.sources.collectors.jrnl.collecting import collect

collector = Collector(
    name="jrnl",
    title="jrnl",
    about="Entries of a journal kept with jrnl.",
    settings=(
        Setting("file", "Journal", "file", help="Its text file, or what `jrnl --export json` printed."),
        Setting(
            "tags",
            "Only entries with one of these tags",
            help="Such as @work @acme. Empty: every entry of the journal.",
            required=False,
        ),
    ),
    collect=collect,
    guide=Path(__file__).with_name("guide.md").read_text(encoding="utf-8"),
)

__all__ = ["collector"]
