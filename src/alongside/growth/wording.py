"""What the pages of this room say in sentences, and the terminal in the same ones. Plain values in and out."""

from collections.abc import Sequence
from datetime import date

from alongside.growth.advocates import Coverage
from alongside.growth.dependence import Dependence
from alongside.lib.wording import counted, first_name, in_days, listed, span


def covered(coverage: Coverage) -> str:
    """How much of the work those who decide could speak for."""
    if not coverage.rows:
        return "There is nothing to speak for yet: write an impact story first."
    if not coverage.deciders:
        return "Say who decides, and it shows what each of them knows."
    claims, seen = len(coverage.rows), len(coverage.rows) - len(coverage.unseen)
    knowing = sum(bool(coverage.known_to(person)) for person in coverage.deciders)
    who = f"{knowing} of {counted(len(coverage.deciders), 'decision maker')}"
    return f"{who} could speak for something of yours; {seen} of {counted(claims, 'claim')} are known up there."


_FEW = 3
"""Of fewer claims a percentage says no more than their number, only louder."""


def hangs_on(found: Dependence, name: str) -> str:
    if not found.claims:
        return "There is nothing to speak for yet: write an impact story first."
    if not found.spoken_for:
        return f"Nobody on record could speak for your work yet, {first_name(name)} neither."
    if not found.by_them:
        return (
            f"Nothing of your visibility hangs on {name}: they have seen none of your {counted(found.claims, 'claim')}."
        )
    of = "the one claim" if found.spoken_for == 1 else f"{found.by_them} of the {found.spoken_for} claims"
    could = f"{first_name(name)} could speak for {of} that anybody could"
    if not found.alone:
        return f"{could}; somebody else could speak for {'it' if found.by_them == 1 else 'each of them'} too."
    alone = len(found.alone)
    which = (
        "that one" if alone == found.by_them == 1 else "all of them" if alone == found.by_them else f"{alone} of them"
    )
    told = f"{could}, and for {which} nobody else"
    if found.spoken_for < _FEW:
        return f"{told}."
    return f"{told}: {percent(found.share)} of your visibility hangs on them alone."


def percent(share: float) -> str:
    return f"{round(share * 100)} %"


def reminded(last_on: date | None, every_weeks: int, *, chosen_on: date, today: date) -> str:
    """Why something new on a topic is due; empty when it is not."""
    quiet = (today - (last_on or chosen_on)).days
    if not every_weeks or quiet < every_weeks * 7:
        return ""
    wanted = counted(every_weeks, "week")
    if last_on is None:
        return f"Nothing on record of it yet, and you chose it {in_days(chosen_on, today=today)}."
    return f"Nothing new for {span(quiet)}; you wanted something every {wanted}."


def named(names: Sequence[str], at_most: int = 3) -> str:
    """`Mina, Ben and 2 more`"""
    shown, more = list(names[:at_most]), len(names) - at_most
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return listed(shown)
