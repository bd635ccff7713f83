"""Which clock a calendar file means: IANA names, Windows names, prefixed names, or rules of its own."""

from datetime import tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from alongside.lib.calendar_file.blocks import Block, CutCalendar
from alongside.lib.calendar_file.nouns import Problem

_TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY")


def known_zone(name: str) -> ZoneInfo | None:
    """`/vendor/Europe/Berlin` is read as the longest tail that names a zone."""
    cleaned = name.strip().strip('"').strip("/")
    parts = cleaned.split("/")
    tails = ["/".join(parts[start:]) for start in range(len(parts))]
    for candidate in (WINDOWS_TO_OLSON.get(cleaned, cleaned), *tails):
        zone = _zone(candidate)
        if zone:
            return zone
    return None


def own_zones(calendar: CutCalendar) -> tuple[dict[str, tzinfo], list[Problem]]:
    """Zones that only this file knows. A name that everybody knows wins over the rules the file gives for it."""
    zones: dict[str, tzinfo] = {}
    problems = []
    for block in calendar.blocks:
        name = block.value("TZID").strip('"')
        if block.kind != "VTIMEZONE" or not name or known_zone(name):
            continue
        try:
            zones[name] = _built(name, block)
        except Exception as broken:  # the rules of a zone are free text, and the library fails on them in many ways
            message = f"The rules of the time zone “{name}” could not be understood ({broken})."
            problems.append(Problem(block.line, "", message))
    return zones, problems


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def _built(name: str, block: Block) -> tzinfo:
    """Parsed without its name at first: the library keeps every named zone for all later files."""
    kept = [line.text for line in block.lines if line.name != "TZID"]
    if any(f"FREQ={often}" in text.upper() for text in kept for often in _TOO_OFTEN):
        raise ValueError("clocks do not change that often")
    parsed: Any = Timezone.from_ical("\r\n".join(["BEGIN:VTIMEZONE", *kept, "END:VTIMEZONE", ""]))
    parsed["TZID"] = name
    zone = parsed.to_tz(lookup_tzid=False)
    if not isinstance(zone, tzinfo):
        raise TypeError("no rules")
    return zone
