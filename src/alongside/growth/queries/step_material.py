"""What of a member's record steps can be made of."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence.models import Circle, Entry, EntryKind, Piece, Story
from alongside.growth.advocates import Source
from alongside.growth.meeting import met_soon
from alongside.growth.queries.record import TALK
from alongside.growth.queries.steps import is_away
from alongside.growth.steps.material import Advice, Candidate, Knows, Material, Obstacle
from alongside.knowledge.queries import Asked, whom_to_ask
from alongside.people.cadence import Standing
from alongside.people.models import REAL, Person, Touchpoint, TouchpointKind
from alongside.people.queries import persons_of, standings

RECENT, ADVISED = timedelta(days=30), timedelta(days=90)
"""Of pieces of work to ask about, and of advice to come back to."""
LOOKED_AT = 3
"""Pieces of work, and obstacles, for which it is looked up whom to ask."""
NEVER_MET, LONG_AGO = 1.5, 3.0
"""The most urgent that it gets: after three times the wanted span all are alike."""
_OBSTACLES = (EntryKind.CHALLENGE, EntryKind.BLOCKER)


def material_of(viewer: Member, *, today: date) -> Material:
    if is_away(viewer, today):
        return Material(today)
    people = _people(viewer, today)
    known = {someone.key for someone in people}
    return Material(
        today=today,
        people=people,
        knows=[each for piece in _recent(viewer, today) for each in _about_piece(viewer, piece, known)],
        advice=list(_advice(viewer, today)),
        obstacles=[_obstacle(viewer, entry, today, known) for entry in _open_obstacles(viewer, today)],
        worth_showing=_worth_showing(viewer, today),
        hosted_on=_hosted_on(viewer),
    )


def _people(viewer: Member, today: date) -> list[Candidate]:
    """Who is away is left alone."""
    everyone = list(persons_of(viewer))
    stand = standings(viewer, today, persons=everyone)
    last = _last_texts(viewer, [person.pk for person in everyone if stand[person.pk].is_due])
    met = met_soon(viewer, timezone.now())
    there = (person for person in everyone if not stand[person.pk].is_paused)
    return [_someone(person, stand[person.pk], last.get(person.pk, ""), person.pk in met) for person in there]


def _someone(person: Person, standing: Standing, last_text: str, is_met: bool) -> Candidate:
    return Candidate(
        key=person.pk,
        name=person.name,
        ring=person.ring,
        relation=person.relation,
        url=reverse("people:person", args=[person.pk]),
        wanted_every=person.wanted_every,
        last_on=standing.last_on,
        last_text=last_text,
        urgency=_urgency(person, standing),
        is_met=is_met,
    )


def _urgency(person: Person, standing: Standing) -> float:
    """1 on the day when it is due. With whom there never was a contact, that day is counted from their being added, and
    nothing is urgent before: a contact that fades comes first."""
    every = person.wanted_every
    if not every:
        return 0.0
    elif standing.days is None:
        return min(1 + standing.late / every, NEVER_MET) if standing.late else 0.0
    else:
        return min(standing.days / every, LONG_AGO)


def _last_texts(viewer: Member, keys: list[int]) -> dict[int, str]:
    real = Touchpoint.objects.visible_to(viewer).filter(person__in=keys, weight__gte=REAL).exclude(text="")
    last = real.order_by().values("person").annotate(last=Max("at")).values_list("person", "last")
    wanted = dict(last)
    rows = real.filter(at__in=set(wanted.values())).values_list("person", "at", "text")
    return {person: text for person, at, text in rows if wanted[person] == at}


def _recent(viewer: Member, today: date) -> list[Piece]:
    rows = Piece.objects.visible_to(viewer).filter(is_trivial=False, dismissed_at=None, last_on__gte=today - RECENT)
    return list(rows.exclude(kind__in=TALK).order_by("-score", "-last_on", "pk")[:LOOKED_AT])


def _about_piece(viewer: Member, piece: Piece, known: set[int]) -> list[Knows]:
    work = Source("piece", piece.title, reverse("evidence:piece", args=[piece.pk]))
    return _knows(whom_to_ask(viewer, piece=piece), work, known)


def _knows(asked: Asked, work: Source, known: set[int]) -> list[Knows]:
    """Only who is still around, on the viewer's map, and has a reason with a place that one can ask about."""
    found = []
    for each in asked.people:
        reason = next((reason for reason in each.reasons if reason.points > 0 and _narrow(reason.place)), None)
        if each.person in known and each.is_around and reason:
            found.append(Knows(each.person, reason.place, reason.text, work))
    return found


def _narrow(place: str) -> bool:
    """A file, a word, or a folder below the topmost: nobody asks about `src/`."""
    return place.rstrip("/").count("/") > 0 if place.endswith("/") else bool(place)


def _open_obstacles(viewer: Member, today: date) -> list[Entry]:
    rows = Entry.objects.visible_to(viewer).filter(owner=viewer, kind__in=_OBSTACLES, eased_at=None, archived_at=None)
    return list(rows.filter(happened_on__gte=today - ADVISED).order_by("happened_on", "pk")[:LOOKED_AT])


def _obstacle(viewer: Member, entry: Entry, today: date, known: set[int]) -> Obstacle:
    text = Source("entry", entry.text, reverse("evidence:entry", args=[entry.pk]))
    knows = _knows(whom_to_ask(viewer, entry=entry), text, known)
    return Obstacle(f"entry:{entry.pk}", text, (today - entry.happened_on).days, knows)


def _advice(viewer: Member, today: date) -> Iterator[Advice]:
    """Who reviewed a piece of work, or was asked about it, before a win with a number came of it."""
    for entry, piece in _wins(viewer, today):
        outcome = Source("entry", entry.text, reverse("evidence:entry", args=[entry.pk]))
        seen = Touchpoint.objects.visible_to(viewer).filter(saw=piece.key, kind__in=_ADVISING)
        until = datetime.combine(entry.happened_on + timedelta(days=1), time(), viewer.zone)
        for touch in seen.filter(at__lt=until).order_by("-at")[:LOOKED_AT]:
            what = Source("piece", piece.title, reverse("evidence:piece", args=[piece.pk]))
            on = touch.at.astimezone(viewer.zone).date()
            yield Advice(f"{touch.person_id}:entry:{entry.pk}", touch.person_id, on, what, outcome)


def _wins(viewer: Member, today: date) -> list[tuple[Entry, Piece]]:
    rows = Entry.objects.visible_to(viewer).filter(owner=viewer, kind=EntryKind.WIN, archived_at=None)
    told = rows.filter(piece__isnull=False, happened_on__range=(today - ADVISED, today)).exclude(metrics=[])
    latest = told.select_related("piece").order_by("-happened_on", "-pk")[:LOOKED_AT]
    return [(entry, entry.piece) for entry in latest if entry.piece]


def _worth_showing(viewer: Member, today: date) -> Source | None:
    """What helped others is of use to more of them; else the last story with a result."""
    rows = Story.objects.visible_to(viewer).filter(owner=viewer, archived_at=None, happened_on__gte=today - 2 * ADVISED)
    stories = list(rows.exclude(result="").order_by("-happened_on", "-pk")[:20])
    found = next((story for story in stories if story.circle == Circle.ENABLING), stories[0] if stories else None)
    return Source("story", found.action, reverse("evidence:story", args=[found.pk])) if found else None


def _hosted_on(viewer: Member) -> date | None:
    hosted = Touchpoint.objects.visible_to(viewer).filter(kind=TouchpointKind.HOSTED, at__lte=timezone.now())
    last = hosted.aggregate(last=Max("at"))["last"]
    return last.astimezone(viewer.zone).date() if last else None


_ADVISING = (TouchpointKind.REVIEW, TouchpointKind.QUESTION, TouchpointKind.TALK, TouchpointKind.ONE_ON_ONE)
