"""Meetings that took place are touchpoints of both, each on their own map."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from textwrap import shorten

from django.urls import reverse
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.one_on_ones.models import Meeting, Pair, Reach, TalkingPoint
from alongside.people import actions as people
from alongside.people.actions import Contact
from alongside.people.queries import persons_who_are
from alongside.sharing.guard import action

SOURCE = "one-on-ones"
_LONGEST, _A_POINT = 290, 80


@action(edits="pair")
def hand_down(actor: Member, *, pair: Pair) -> None:
    """Every meeting of the pair that was held, or whose time has passed without being called off. Safe to repeat."""
    contacts = list(_held(actor, pair))
    for member, person in _both(pair):
        theirs = [_with(contact, person) for contact in contacts]
        people.keep_touchpoints(member, source=SOURCE, contacts=theirs, whole=True, within=f"pair/{pair.pk}/")


def _both(pair: Pair) -> Iterator[tuple[Member, int]]:
    yield pair.owner, pair.person_id
    theirs = persons_who_are(pair.other, [pair.owner_id]) if pair.other else {}
    if pair.other and theirs:
        yield pair.other, theirs[pair.owner_id].pk


def _held(actor: Member, pair: Pair) -> Iterator[Contact]:
    now, url = timezone.now(), reverse("one_on_ones:history", args=[pair.pk])
    about = _points(actor, pair)
    for meeting in Meeting.objects.visible_to(actor).not_called_off().filter(pair=pair).order_by("starts_at", "pk"):
        if meeting.is_over(now):
            text = _told(about.get(meeting.pk, ()))
            name = f"pair/{pair.pk}/{meeting.pk}"
            yield Contact(0, "one_on_one", _when(meeting, now), text=text, source_id=name, url=url)


def _points(actor: Member, pair: Pair) -> dict[int, list[str]]:
    """What both talked about, by meeting; what one wrote for themself alone stays out."""
    rows = TalkingPoint.objects.visible_to(actor).filter(pair=pair, audience=Reach.BOTH).exclude(closed_in=None)
    found: dict[int, list[str]] = {}
    for meeting, text in rows.exclude(done_at=None).order_by("done_at", "pk").values_list("closed_in", "text"):
        found.setdefault(meeting, []).append(text)
    return found


def _told(points: Iterable[str]) -> str:
    """As many as there is room for, none of them cut within a word: `The rota · Who covers the …`."""
    told = ""
    for point in map(_short, points):
        longer = f"{told} · {point}" if told else point
        if len(longer) > _LONGEST:
            return f"{told} · …"
        told = longer
    return told


def _short(text: str) -> str:
    cut = shorten(text, _A_POINT, placeholder=" …")
    return cut if cut != "…" else f"{text[:_A_POINT]}…"  # one long word: an address


def _when(meeting: Meeting, now: datetime) -> datetime:
    """One that was held before its time happened when it was held."""
    return min(meeting.starts_at, meeting.held_at or meeting.starts_at, now)


def _with(contact: Contact, person: int) -> Contact:
    return replace(contact, known=person)
