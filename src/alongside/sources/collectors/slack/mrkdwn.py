"""Slack's own markup as people read it. Format: docs.slack.dev, “Formatting message text”."""

import re
from collections.abc import Mapping

from alongside.sources.collectors.plain import plain

from .people import Person

_TAG = re.compile(r"<([^<>]{1,3000})>")
_MENTION = re.compile(r"<@([A-Z0-9]{2,20})(?:\|[^<>]*)?>")


def readable(text: str, people: Mapping[str, Person], channels: Mapping[str, str]) -> str:
    """Mentions get names, links their label and address; stars and backticks stay."""
    shown = _TAG.sub(lambda found: _shown(found[1], people, channels), text)
    return plain(shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))


def mentioned(text: str) -> list[str]:
    return _MENTION.findall(text)


def _shown(tag: str, people: Mapping[str, Person], channels: Mapping[str, str]) -> str:
    inside, _, label = tag.partition("|")
    match inside[:1]:
        case "@":
            known = people.get(inside[1:])
            return "@" + (known.name if known and known.name else label or inside[1:])
        case "#":
            return "#" + (label or channels.get(inside[1:], inside[1:]))
        case "!":
            return label or "@" + inside[1:].split("^")[0]
    address = inside.removeprefix("mailto:").removeprefix("tel:")
    return address if not label or label in (address, inside) else f"{label} ({address})"
