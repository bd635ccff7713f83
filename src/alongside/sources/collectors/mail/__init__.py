"""Patches, reviews and other mails of mine to public lists, out of an mbox file."""

from pathlib import Path

from alongside.sources.collectors.contract import Collector, Setting

from .collecting import collect

collector = Collector(
    name="mail",
    title="Mail",
    about="Your patches, reviews and mails on public lists, from an mbox file.",
    settings=(
        Setting("file", "Archive of the list", "file", "An .mbox file, or .mbox.gz. It is read where it lies."),
        Setting(
            "lists",
            "Addresses of lists",
            "lines",
            "Only mails to these are taken, one a line. Without any: mails that say that they came over a list.",
            required=False,
        ),
        Setting(
            "archive",
            "Web archive",
            "address",
            "Of the public-inbox kind, such as https://lore.kernel.org/git/: mails get a link there.",
            required=False,
        ),
    ),
    collect=collect,
    guide=Path(__file__).with_name("guide.md").read_text(encoding="utf-8"),
)
