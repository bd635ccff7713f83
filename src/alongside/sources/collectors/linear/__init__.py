"""Linear, over its GraphQL interface."""

from pathlib import Path

from alongside.sources.collectors.contract import Collector, Setting

from .collecting import collect

collector = Collector(
    name="linear",
    title="Linear",
    about="Issues you completed, with estimate, project, cycle and pull requests, and projects you led to their end.",
    settings=(
        Setting("token", "API key", "secret", help="It begins with lin_api_."),
        Setting("since", "Since", help="A day such as 2026-01-01. Empty: everything.", required=False),
        Setting(
            "address",
            "Address of the interface",
            "address",
            help="Only if requests must go through a gateway of your company.",
            required=False,
            default="https://api.linear.app/graphql",
        ),
    ),
    collect=collect,
    guide=Path(__file__).with_name("guide.md").read_text(encoding="utf-8"),
)
