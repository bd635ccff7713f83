"""Meetings that took place, out of a calendar file, the address of one, or a CalDAV server."""

from pathlib import Path

from alongside.sources.collectors.contract import Collector, Setting

from .collecting import collect

collector = Collector(
    name="calendar",
    title="Calendar",
    about="Meetings until today: one-on-ones, those you led or attended, interviews, on-call.",
    settings=(
        Setting("place", "Calendar file", "file", "An .ics file on this machine, or else an address.", required=False),
        Setting(
            "address",
            "Address",
            "secret",
            "Of an .ics (Google calls it the secret address), or of a CalDAV server.",
            required=False,
            tells_place=True,
        ),
        Setting("user", "User", "text", "Only for CalDAV, or an .ics behind a password.", required=False),
        Setting("password", "Password", "secret", "Best one that is made for this app only.", required=False),
        Setting("calendars", "Calendars", "lines", "Names, one a line; without any, all of them.", required=False),
        Setting(
            "whose",
            "Whose it is",
            "choice",
            "On-call times and interviews often name nobody: they are yours only if the calendar is.",
            choices=(("mine", "Mine alone"), ("shared", "Shared with others")),
            default="mine",
        ),
        Setting("years", "Years back", "text", "Older meetings are not read.", required=False, default="3"),
    ),
    collect=collect,
    guide=Path(__file__).with_name("guide.md").read_text(encoding="utf-8"),
)
