"""What is known of one calendar from earlier runs: which meetings were found, and what was said of them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from alongside.evidence.findings import Finding


@dataclass
class Known:
    mark: str = ""
    """What the server or file said when all of it was read."""
    through: str = ""
    """The day until which it was read."""
    asked: str = ""
    meetings: dict[str, str] = field(default_factory=dict)
    """By id: the day, and a few letters that change when anything else does."""

    def has(self, finding: Finding) -> bool:
        return self.meetings.get(finding.id) == _told(finding)

    def note(self, finding: Finding) -> None:
        self.meetings[finding.id] = _told(finding)

    def since(self, day: date) -> set[str]:
        return {name for name, told in self.meetings.items() if told[:10] >= day.isoformat()}

    def keep(self, names: set[str]) -> None:
        self.meetings = {name: told for name, told in self.meetings.items() if name in names}

    def as_state(self) -> dict[str, Any]:
        return {"mark": self.mark, "through": self.through, "asked": self.asked, "meetings": dict(self.meetings)}


def known_calendars(state: Mapping[str, Any]) -> dict[str, Known]:
    return {name: Known(**told) for name, told in state.get("calendars", {}).items()}


def _told(finding: Finding) -> str:
    rest = repr((finding.title, finding.at.isoformat(), finding.credits, sorted(finding.extra.items())))
    return f"{finding.at.date().isoformat()} {hashlib.sha256(rest.encode()).hexdigest()[:8]}"
