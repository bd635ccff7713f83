"""Findings for tests: what a source would hand over of a small made-up history."""

from datetime import UTC, datetime, timedelta
from typing import Any

from alongside.accounts.models import Member
from alongside.evidence import actions
from alongside.evidence.findings import Finding
from alongside.evidence.models import Piece

START = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
TITLES = {
    "PAY-1": ("Retry failed captures", "Retry captures with a growing pause", "Test the retries of captures"),
    "PAY-2": ("Fix rounding in refunds", "Round refunds half up"),
}


def finding(number: int, title: str, **more: Any) -> Finding:
    given: dict[str, Any] = {"kind": "commit", "at": START + timedelta(hours=number), **more}
    return Finding(id=f"{number:07x}".ljust(40, "0"), title=title, **given)


def small_history() -> list[Finding]:
    """Five commits for two tickets."""
    titled = [(ticket, title) for ticket, titles in TITLES.items() for title in titles]
    return [
        finding(
            number,
            title,
            tickets=(ticket,),
            files=((f"src/{ticket.lower()}/main.py", 40, 3),),
            credits=(("reviewer", "Ben", "ben@example.org"),),
        )
        for number, (ticket, title) in enumerate(titled, start=1)
    ]


def work_of(member: Member) -> list[Piece]:
    """The two pieces of the small history, the earlier first."""
    actions.keep(member, source="git", origin="payments", findings=small_history())
    actions.find_pieces(member)
    return list(Piece.objects.visible_to(member).order_by("first_on", "pk"))
