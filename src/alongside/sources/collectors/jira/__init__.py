"""Jira, Cloud and Server, over its REST interface."""

from pathlib import Path

from alongside.sources.collectors.contract import Collector, Setting

from .collecting import collect

collector = Collector(
    name="jira",
    title="Jira",
    about="Tickets you did, with points, sprint and who asked for them, and tickets you opened for others.",
    settings=(
        Setting("address", "Address of Jira", "address", help="As in https://example.atlassian.net."),
        Setting(
            "email",
            "Your e-mail address in Jira",
            help="For Jira Cloud, where it goes with the API token. Leave it empty for a server of your own.",
            required=False,
        ),
        Setting(
            "token", "Token", "secret", help="Cloud: an API token. Server and Data Center: a personal access token."
        ),
        Setting("since", "Since", help="A day such as 2026-01-01. Empty: everything.", required=False),
    ),
    collect=collect,
    guide=Path(__file__).with_name("guide.md").read_text(encoding="utf-8"),
)
