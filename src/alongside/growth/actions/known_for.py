"""Verbs over the topics that a member wants their name on."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.evidence.capture import match_key
from alongside.growth.models import KnownFor
from alongside.growth.models.known_for import WEEKS
from alongside.lib.cleaning import one_line
from alongside.search.index import index
from alongside.sharing.guard import action, held, in_turn

MOST = 12
_MOST_WORDS = 12


@action()
def choose_topic(actor: Member, *, topic: str, words: Iterable[str] = (), every_weeks: int = WEEKS) -> KnownFor:
    """A topic the actor wants to be known for. One that was dropped is taken up again, as new."""
    in_turn(actor)
    name = _name(topic)
    mine = KnownFor.objects.editable_by(actor)
    known = mine.filter(topic=name).first()
    if known and known.dropped_at is None:
        raise ValidationError({"topic": f"“{name}” is one of your topics already."})
    _need_room(actor)
    known = known or KnownFor(owner=actor, workspace=actor.workspace, topic=name)
    known.chosen_on, known.dropped_at = timezone.localdate(), None
    known.words, known.every_weeks = _words(words), every_weeks
    return _kept(actor, known, "chosen")


@action(edits="known_for")
def edit_topic(
    actor: Member,
    *,
    known_for: KnownFor,
    topic: str | None = None,
    words: Iterable[str] | None = None,
    every_weeks: int | None = None,
) -> KnownFor:
    """What is not given stays as it is."""
    held(actor, known_for)
    if topic is not None and (name := _name(topic)) != known_for.topic:
        if KnownFor.objects.editable_by(actor).filter(topic=name).exists():
            raise ValidationError({"topic": f"“{name}” is one of your topics already, or was one. Take that one up."})
        known_for.topic = name
    known_for.words = known_for.words if words is None else _words(words)
    known_for.every_weeks = known_for.every_weeks if every_weeks is None else every_weeks
    return _kept(actor, known_for, "edited")


@action(edits="known_for")
def drop_topic(actor: Member, *, known_for: KnownFor) -> None:
    known_for.dropped_at = timezone.now()
    known_for.save(update_fields=["dropped_at"])
    record(actor, verb="dropped", thing=known_for)


@action(edits="known_for")
def restore_topic(actor: Member, *, known_for: KnownFor) -> None:
    """As if it had never been dropped: it is chosen for as long as it was."""
    in_turn(actor, known_for)
    if known_for.dropped_at is None:
        return
    _need_room(actor)
    known_for.dropped_at = None
    known_for.save(update_fields=["dropped_at"])
    record(actor, verb="restored", thing=known_for)


def _need_room(actor: Member) -> None:
    if KnownFor.objects.editable_by(actor).filter(dropped_at=None).count() >= MOST:
        raise ValidationError({"topic": f"You have {MOST} topics. Drop one first: nobody is known for more."})


def _kept(actor: Member, known: KnownFor, verb: str) -> KnownFor:
    known.full_clean(exclude=["workspace", "owner", "dropped_at"])
    known.save()
    index(known, known.topic, *known.words)
    record(actor, verb=verb, thing=known)
    return known


def _name(topic: str) -> str:
    name = match_key(one_line(topic).lstrip("#"))[:80].strip()
    if not name:
        raise ValidationError({"topic": "Write a topic, as you would after # in your log."})
    return name


def _words(words: Iterable[str]) -> list[str]:
    cleaned = (one_line(word)[:80] for word in words)
    return list(dict.fromkeys(word for word in cleaned if word))[:_MOST_WORDS]
