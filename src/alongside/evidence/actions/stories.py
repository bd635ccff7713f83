"""Verbs over impact stories. Numbers are read from their sentences and never typed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.evidence import queries, storable
from alongside.evidence.actions.audiences import change_audience
from alongside.evidence.drafting import draft_out_of
from alongside.evidence.metrics import as_json, metrics_in
from alongside.evidence.models import Circle, Entry, Piece, Story
from alongside.people.actions import add_person
from alongside.people.models import Person
from alongside.search.folding import fold
from alongside.search.index import index
from alongside.sharing.door import link
from alongside.sharing.guard import action, held
from alongside.sharing.models import Audience

_LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class Told:
    """What a person says in a story. Whatever is not known stays empty: a gap, and a question."""

    action: str = ""
    purpose: str = ""
    result: str = ""
    circle: str = ""
    goals: Sequence[str] = field(default=())
    happened_on: date | None = None


@action()
def draft_story(actor: Member, *, entry: Entry | None = None, piece: Piece | None = None) -> Story:
    """A story out of an entry or a piece of work, in the words that are there and no others.

    Its circle and its witnesses are only proposed (`queries.grounds_of`): the actor confirms them.
    """
    if entry is None and piece is None:
        raise ValidationError("Draft a story from an entry or from a piece of work.")
    piece = piece or _piece_of(actor, entry)
    entries, pieces = [entry] if entry else [], [piece] if piece else []
    draft = draft_out_of(queries.material_of(actor, entries=entries, pieces=pieces).material)
    told = Told(
        action=draft.action,
        purpose=draft.purpose,
        result=draft.result,
        goals=entry.goals if entry else (),
        happened_on=entry.happened_on if entry else piece.last_on if piece else None,
    )
    return write_story(actor, told=told, entries=entries, pieces=pieces)


@action()
def write_story(
    actor: Member,
    *,
    told: Told,
    witnesses: Sequence[Person] = (),
    entries: Sequence[Entry] = (),
    pieces: Sequence[Piece] = (),
) -> Story:
    story = Story(owner=actor, workspace=actor.workspace)
    story.happened_on = told.happened_on or timezone.now().astimezone(actor.zone).date()
    _fill(story, told)
    _link(story, witnesses=witnesses, entries=entries, pieces=pieces)
    record(actor, verb="written", thing=story)
    return story


@action(edits="story")
def edit_story(
    actor: Member,
    *,
    story: Story,
    said: Mapping[str, Any],
    witnesses: Sequence[Person] | None = None,
    entries: Sequence[Entry] | None = None,
    pieces: Sequence[Piece] | None = None,
) -> Story:
    """What is not said, by the names of `Told`, and links that are not given stay as they are."""
    held(actor, story)
    story.edited_at = timezone.now()
    _fill(story, replace(_told_in(story), **said))
    _link(story, witnesses=witnesses, entries=entries, pieces=pieces)
    record(actor, verb="edited", thing=story)
    return story


@action(edits="story")
def confirm_story(actor: Member, *, story: Story, circle: str = "", witness: str = "") -> Story:
    """Take over a circle of impact, or somebody who was proposed as a witness; somebody new joins the people."""
    held(actor, story)
    if circle:
        story.circle = _circle(circle)
    if witness:
        _add_witness(actor, story, witness)
    if not (circle or witness):
        raise ValidationError("Say which circle, or which witness.")
    story.edited_at = timezone.now()
    story.save(update_fields=["circle", "edited_at"])
    record(actor, verb="confirmed", thing=story)
    return story


@action(edits="story")
def archive_story(actor: Member, *, story: Story) -> None:
    story.archived_at = timezone.now()
    story.save(update_fields=["archived_at"])
    record(actor, verb="archived", thing=story)


@action(edits="story")
def restore_story(actor: Member, *, story: Story) -> None:
    story.archived_at = None
    story.save(update_fields=["archived_at"])
    record(actor, verb="restored", thing=story)


@action(edits="story")
def share_story(
    actor: Member, *, story: Story, audience: str = Audience.NAMED, with_members: Sequence[Member] = ()
) -> Story:
    change_audience(actor, thing=story, audience=audience, members=with_members)
    record(actor, verb="shared", thing=story)
    return story


@action(edits="story")
def withdraw_story(actor: Member, *, story: Story) -> Story:
    change_audience(actor, thing=story, audience=Audience.ME, members=())
    record(actor, verb="withdrawn", thing=story)
    return story


def _told_in(story: Story) -> Told:
    return Told(**{part.name: getattr(story, part.name) for part in fields(Told)})


def _fill(story: Story, told: Told) -> None:
    story.action, story.purpose, story.result = (
        storable.text(words.strip()) for words in (told.action, told.purpose, told.result)
    )
    if not (story.action or story.purpose or story.result):
        raise ValidationError({"action": "Write at least what you did."})
    if max(map(len, (story.action, story.purpose, story.result))) > _LONGEST:
        raise ValidationError(f"A part of a story holds up to {_LONGEST:,} characters. Shorten it.")
    story.circle = _circle(told.circle)
    story.goals = list(dict.fromkeys(goal for given in told.goals if (goal := storable.text(given.strip(), 200))))
    story.happened_on = told.happened_on or story.happened_on
    story.metrics = [as_json(metric) for metric in metrics_in(f"{story.action}. {story.result}")]
    story.save()
    index(story, story.action, story.purpose, story.result, *story.goals)


def _circle(name: str) -> str:
    if name and name not in Circle.values:
        raise ValidationError({"circle": f"“{name}” is no circle. Use one of {', '.join(Circle.values)}."})
    return name


def _add_witness(actor: Member, story: Story, name: str) -> None:
    """Only who is proposed: anybody else is chosen from the people, in the story's form."""
    grounds = queries.grounds_of(actor, queries.stories_of(actor, archived=None).get(pk=story.pk))
    proposed = next((each for each in grounds.witnesses if fold(each.name) == fold(name.strip())), None)
    if proposed is None:
        raise ValidationError({"witness": f"Nothing on record says that “{name}” saw it. Choose them in the form."})
    person = proposed.person or add_person(actor, name=proposed.name[:120])
    story.witnesses.add(person)


def _link(
    story: Story,
    *,
    witnesses: Sequence[Person] | None,
    entries: Sequence[Entry] | None,
    pieces: Sequence[Piece] | None,
) -> None:
    if witnesses is not None:
        link(story.witnesses, to=witnesses)
    if entries is not None:
        link(story.entries, to=entries)
    if pieces is not None:
        link(story.pieces, to=pieces)


def _piece_of(actor: Member, entry: Entry | None) -> Piece | None:
    return Piece.objects.visible_to(actor).filter(pk=entry.piece_id).first() if entry and entry.piece_id else None
