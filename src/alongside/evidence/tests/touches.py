"""What sources tell of others, and which touchpoints come of it."""

from datetime import UTC, datetime
from typing import Any

from alongside.accounts.models import Member
from alongside.evidence import actions
from alongside.evidence.findings import Finding
from alongside.people import queries

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)
BEN = ("Ben Okoye", "ben@example.org")
CLEO = ("Cleo Duarte", "cleo@example.org")


def keep(member: Member, *findings: Finding, source: str = "github") -> None:
    actions.keep(member, source=source, origin="shop", findings=findings)
    actions.find_pieces(member)
    actions.find_touchpoints(member)


def found(number: int, kind: str, *credits_: tuple[str, str, str], **told: Any) -> Finding:
    usual: dict[str, Any] = {
        "id": f"shop#{number}",
        "kind": kind,
        "title": "Retry failed captures",
        "at": MONDAY,
        "credits": credits_,
    }
    return Finding(**(usual | told))


def meeting(number: int, people_: int, *others: tuple[str, str], **extra: str) -> Finding:
    credits_ = [("attendee", *other) for other in others]
    return found(number, "meeting", *credits_, extra={"people": str(people_), **extra})


def told(member: Member) -> list[tuple[str, str, float]]:
    return [(each.person.name, each.kind, each.weight) for each in queries.touchpoints_of(member)]
