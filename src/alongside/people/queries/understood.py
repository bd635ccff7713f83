"""Expectations as a page tells them: in which state, by whom, since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile

from django.db.models import Prefetch
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.lib import wording
from alongside.people.models import Expectation, ExpectationChange, Person
from alongside.sharing.door import SharedQuerySet
from alongside.sharing.models import Audience

State = Expectation.State


@dataclass(frozen=True, slots=True)
class Change:
    who: str
    did: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Understood:
    """`asked` is the name of who was asked to confirm it; `told` says in a sentence how it stands."""

    expectation: Expectation
    is_mine: bool
    asked: str
    told: str
    changes: tuple[Change, ...]

    @property
    def seen_by(self) -> str:
        other = self.asked if self.is_mine else self.expectation.owner.name
        return f"you and {other}" if other else "only you"

    @property
    def can_be_asked(self) -> bool:
        """Nobody was asked yet."""
        return self.is_mine and self.is_open and not self.asked

    @property
    def blocker(self) -> str:
        """The beginning of a line for the log; what was tried is for its owner to write."""
        known = self.expectation
        return f"blocker: not clear what is expected of me: “{known.text}” @{known.person.handle} tried so far: "

    @property
    def is_open(self) -> bool:
        """Waits for an answer."""
        return self.expectation.state == State.UNDERSTOOD and not self.expectation.dropped_at


def expectations_of(viewer: Member, person: Person) -> list[Understood]:
    """What the viewer understood that this person expects; what is expected no longer comes last."""
    rows = _with_changes(viewer).filter(owner=viewer, person=person).select_related("owner", "person")
    found = [understood(viewer, row) for row in rows.order_by("-since", "-pk")]
    return sorted(found, key=lambda each: each.expectation.dropped_at is not None)


def mine(viewer: Member) -> SharedQuerySet[Expectation]:
    return _with_changes(viewer).filter(owner=viewer).select_related("owner", "person").order_by("-since", "-pk")


def asked_of(viewer: Member) -> SharedQuerySet[Expectation]:
    """What others ask the viewer to confirm, and what they once asked."""
    return _with_changes(viewer).exclude(owner=viewer).order_by("-pk")


def waiting_for(viewer: Member) -> SharedQuerySet[Expectation]:
    """What others ask the viewer and the viewer has not answered."""
    return asked_of(viewer).filter(state=State.UNDERSTOOD, dropped_at=None)


def one(viewer: Member, pk: int) -> Expectation:
    return _with_changes(viewer).get(pk=pk)


def understood(viewer: Member, expectation: Expectation) -> Understood:
    is_mine = expectation.owner_id == viewer.pk
    shared = expectation.audience == Audience.NAMED
    asked = ", ".join(member.name for member in expectation.named.all()) if is_mine and shared else ""
    rows = list(expectation.changes.all())
    return Understood(
        expectation=expectation,
        is_mine=is_mine,
        asked=asked,
        told=_told(viewer, expectation, rows, asked),
        changes=tuple(_changes(viewer, rows)),
    )


def _with_changes(viewer: Member) -> SharedQuerySet[Expectation]:
    changes = ExpectationChange.objects.visible_to(viewer).select_related("by").order_by("pk")
    rows = Expectation.objects.visible_to(viewer).select_related("owner")
    return rows.prefetch_related(Prefetch("changes", changes), "named")


def _told(viewer: Member, expectation: Expectation, rows: list[ExpectationChange], asked: str) -> str:
    today = timezone.localdate()
    if expectation.dropped_at:
        who = _who(viewer, next((row for row in reversed(rows) if not row.text), None), expectation.owner)
        return f"Expected no longer: {who} dropped it on {_day(expectation.dropped_at, today)}."
    since = f"since {wording.day(expectation.since, today=today)}"
    if expectation.state == State.UNDERSTOOD:
        if expectation.owner_id != viewer.pk:
            return f"{expectation.owner.name} has understood it so {since}."
        waits = f"You asked {asked}; no answer yet." if asked else "Nobody has confirmed it."
        return f"As you understood it {since}. {waits}"
    when = _day(expectation.answered_at, today) if expectation.answered_at else since
    return f"{_answer(viewer, expectation, rows)}, {when}."


def _answer(viewer: Member, expectation: Expectation, rows: list[ExpectationChange]) -> str:
    answering = _answering(expectation, rows)
    by_owner = answering is None or answering.by_id == expectation.owner_id
    who = _who(viewer, answering, expectation.owner)
    if expectation.state == State.UNCLEAR:
        return "Unclear"
    said = "confirmed it" if expectation.state == State.CONFIRMED else "put it in these words"
    if not by_owner:
        return wording.sentence(f"{who} {said}")
    they = expectation.person.name if expectation.owner_id == viewer.pk else "You"
    return f"{they} {said} in a talk, as {who} wrote down"


def _answering(expectation: Expectation, rows: list[ExpectationChange]) -> ExpectationChange | None:
    """The change that brought it into its state; that it was dropped and brought back since does not count."""
    same = takewhile(lambda row: row.state == expectation.state and row.text in ("", expectation.text), reversed(rows))
    return next(reversed(list(same)), None)


def _who(viewer: Member, change: ExpectationChange | None, otherwise: Member) -> str:
    """A change that the viewer may not see is its owner's."""
    who = change.by if change else otherwise
    return "you" if who.pk == viewer.pk else who.name


def _day(moment: datetime | None, today: date) -> str:
    return wording.day(timezone.localdate(moment), today=today) if moment else ""


_DID = {
    State.UNDERSTOOD: "understood it so",
    State.CONFIRMED: "confirmed it",
    State.CORRECTED: "put it so",
    State.UNCLEAR: "found it unclear",
}


_WROTE_DOWN = {
    State.CONFIRMED: "wrote down that they confirmed it",
    State.CORRECTED: "wrote down how they put it",
}
"""Of the owner: what was said in a talk."""


def _changes(viewer: Member, rows: Iterable[ExpectationChange]) -> Iterable[Change]:
    """The latest first."""
    before, dropped, told = "", False, []
    for row in rows:
        same = row.text == before
        who = _who(viewer, row, row.by)
        told.append(Change(who, _did(row, same=same, dropped=dropped), "" if same else row.text, row.at))
        before, dropped = row.text or before, not row.text
    return reversed(told)


def _did(row: ExpectationChange, *, same: bool, dropped: bool) -> str:
    if not row.text:
        return "dropped it"
    elif dropped and same:
        return "brought it back"
    elif same and row.state == State.UNDERSTOOD:
        return "asked whether it is so"
    else:
        by_owner = row.by_id == row.expectation.owner_id
        return (by_owner and _WROTE_DOWN.get(State(row.state))) or _DID[State(row.state)]
