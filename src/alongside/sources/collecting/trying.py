"""A dry run: what a source would bring, with nothing kept."""

import time
from dataclasses import dataclass, field, replace

from alongside.sources.collectors.contract import Collector, Defect, Found, Given, Refused

MOST_SHOWN = 50
MOST_DEFECTS = 200


@dataclass(slots=True)
class Tried:
    found: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    shown: list[Found] = field(default_factory=list)
    """The first of them."""
    defects: list[Defect] = field(default_factory=list)
    """The first of them."""
    defects_count: int = 0
    first_on: str = ""
    last_on: str = ""
    whole: bool = True
    """Everything was read; otherwise the time was up."""
    refused: str = ""

    def take(self, found: Found) -> None:
        self.found += 1
        self.kinds[found.finding.kind] = self.kinds.get(found.finding.kind, 0) + 1
        if len(self.shown) < MOST_SHOWN:
            self.shown.append(found)
        day = found.finding.at.date().isoformat()
        self.first_on, self.last_on = min(self.first_on or day, day), max(self.last_on, day)


class _TimeIsUp(Exception):
    """Or would be, before a server wants to be asked again."""


def try_out(collector: Collector, given: Given, *, seconds: float) -> Tried:
    """Reads from the beginning, for so long and at most one answer longer. A source that cannot be read is an answer
    too, and nothing is raised."""
    tried, until = Tried(), time.monotonic() + seconds

    def pause(seconds: float) -> None:
        if time.monotonic() + seconds > until:
            raise _TimeIsUp
        time.sleep(seconds)

    try:
        for item in collector.collect(replace(given, pause=pause)):
            if isinstance(item, Found):
                tried.take(item)
            elif isinstance(item, Defect):
                tried.defects_count += 1
                tried.defects += [item] if len(tried.defects) < MOST_DEFECTS else []
            pause(0)
    except _TimeIsUp:
        tried.whole = False
    except Refused as problem:
        tried.refused = str(problem)
    return tried
