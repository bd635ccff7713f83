"""What I wrote in chosen public channels, and thanks to me there, out of an export of a Slack workspace."""

from pathlib import Path

from alongside.sources.collectors.contract import Collector, Setting

from .collecting import collect

collector = Collector(
    name="slack",
    title="Slack",
    about="Your messages in public channels that you choose, and thanks to you there, from an export.",
    settings=(
        Setting("file", "Export of the workspace", "file", "The .zip file as Slack made it. It is read where it lies."),
        Setting(
            "channels", "Channels", "lines", "Public channels to read, one a line, such as #help-builds. No other is."
        ),
    ),
    collect=collect,
    guide=Path(__file__).with_name("guide.md").read_text(encoding="utf-8"),
)
