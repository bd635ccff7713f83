"""Which channels are read: public ones that were chosen by name, and no others."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from alongside.sources.collectors.contract import Defect, Refused, folded
from alongside.sources.collectors.plain import one_line

_NOT_PUBLIC = ("is_private", "is_im", "is_mpim", "is_group")


@dataclass(frozen=True, slots=True)
class Channel:
    id: str
    name: str

    @property
    def origin(self) -> str:
        return f"#{self.name}"


def channels_in(listed: list[Any]) -> list[Channel]:
    return [
        Channel(one_line(each.get("id") or name, 60), name)
        for each in listed
        if isinstance(each, dict)
        and isinstance(name := each.get("name"), str)
        and isinstance(each.get("id") or name, str)
        and not any(each.get(mark) is True for mark in _NOT_PUBLIC)
    ]


def chosen(lines: str, channels: list[Channel]) -> Iterator[Channel | Defect]:
    """In the order of the settings, each once. Raises Refused when there is none."""
    wanted = list(dict.fromkeys(folded(line).removeprefix("#") for line in lines.splitlines() if line.strip()))
    if not wanted:
        raise Refused("Name the public channels to read, one a line.")
    by_name = {folded(name): channel for channel in channels for name in (channel.id, channel.name)}
    found = {name: by_name[name] for name in wanted if name in by_name}
    if not found:
        names = ", ".join(f"#{name}" for name in wanted[:5])
        raise Refused(f"The export holds no public channel {one_line(names)}. Check the names, one a line.")
    yield from dict.fromkeys(found.values())
    for name in wanted:
        if name not in found:
            yield Defect("channels.json", f"There is no public channel #{one_line(name, 80)} in this export.")
