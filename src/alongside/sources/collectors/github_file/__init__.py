"""What GitHub's own tool or the export of an account wrote into a file: no token is needed."""

from pathlib import Path

from alongside.sources.collectors.contract import Collector, Setting

from .collecting import collect

collector = Collector(
    name="github-file",
    title="GitHub, from a file",
    about="Pull requests, reviews, comments, issues and releases out of the export of an account, or of gh.",
    settings=(
        Setting("file", "File", kind="file", help="The export (.tar.gz, .zip), or what gh ... --json printed."),
        Setting(
            "login",
            "Your login",
            help="As it stands in the file. Leave it empty if it is among your names here.",
            required=False,
        ),
        Setting(
            "repository",
            "Repository",
            help="owner/name, where the file does not tell: gh says it if it is asked for the field url.",
            required=False,
        ),
    ),
    collect=collect,
    guide=Path(__file__).with_name("guide.md").read_text(encoding="utf-8"),
)
