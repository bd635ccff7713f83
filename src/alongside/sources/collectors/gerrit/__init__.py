"""Gerrit, by its REST API. Pure: plain dataclasses in and out, no database, no Django."""

from importlib.resources import files

from alongside.sources.collectors.contract import Collector, Setting

from .collecting import collect

collector = Collector(
    name="gerrit",
    title="Gerrit",
    about="Your changes and the reviews that you gave, from a Gerrit Code Review.",
    settings=(
        Setting("address", "Address", "address", "Of your Gerrit, like https://review.example.org."),
        Setting("user", "User name", "text", "Empty for a Gerrit that everybody may read.", required=False),
        Setting("password", "HTTP password", "secret", "Not the one you sign in with; see the guide.", required=False),
    ),
    collect=collect,
    guide=(files(__name__) / "guide.md").read_text(encoding="utf-8"),
)
