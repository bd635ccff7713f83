"""Pull requests, reviews, comments, issues and releases of one member, from GitHub or an Enterprise server."""

from pathlib import Path

from alongside.sources.collectors.contract import Collector, Setting

from .address import PUBLIC
from .collecting import collect

collector = Collector(
    name="github",
    title="GitHub",
    about="Pull requests, reviews, comments, issues and releases, with a token of yours.",
    settings=(
        Setting(
            "address",
            "Address",
            kind="address",
            help="Leave it for github.com. An Enterprise server: https://github.example.org.",
            required=False,
            default=PUBLIC,
        ),
        Setting("token", "Token", kind="secret", help="It needs to read only. The guide tells how to make one."),
        Setting(
            "repositories",
            "Repositories",
            kind="lines",
            help="One a line, as owner/name. Leave it empty for everything of yours that the token may read.",
            required=False,
        ),
    ),
    collect=collect,
    guide=Path(__file__).with_name("guide.md").read_text(encoding="utf-8"),
)
