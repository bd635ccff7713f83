"""Verbs over the log: one line becomes an entry, and everything else is read from the line."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.evidence import storable
from alongside.evidence.actions.audiences import change_audience
from alongside.evidence.actions.touching import touch_entry
from alongside.evidence.capture import Captured, match_key
from alongside.evidence.lines import read_line
from alongside.evidence.metrics import as_json, metrics_in
from alongside.evidence.models import Entry, EntryKind, Piece, Topic
from alongside.evidence.touching.record import SAID
from alongside.people.actions import person_for_handle
from alongside.search.index import index
from alongside.sharing.door import link
from alongside.sharing.guard import action, held
from alongside.sharing.models import Audience

_TYPED = {"line", "kind", "text", "happened_on"}


@action()
def log(actor: Member, *, line: str, key: str | None = None, today: date | None = None) -> Entry:
    """Write a line into the actor's log. The same `key` gives the same entry, however often it is sent."""
    captured = read_line(line, today=today or _today(actor))
    entry = _logged_before(actor, key)
    if entry is None:
        entry = Entry(owner=actor, workspace=actor.workspace, capture_key=key or None)
        entry.happened_on = today or _today(actor)
        entry = _log_once(actor, entry, captured)
        if entry.kind in SAID:
            touch_entry(actor, entry=entry)
    return entry


@action(edits="entry")
def edit(actor: Member, *, entry: Entry, line: str, today: date | None = None) -> Entry:
    """Read the entry from a new line. A line without a date leaves the day as it is."""
    held(actor, entry)
    entry.edited_at = timezone.now()
    was_said = entry.kind in SAID
    _fill(actor, entry, read_line(line, today=today or _today(actor)))
    record(actor, verb="edited", thing=entry)
    if was_said or entry.kind in SAID:
        touch_entry(actor, entry=entry)
    return entry


@action(edits="entry")
def archive(actor: Member, *, entry: Entry) -> None:
    entry.archived_at = timezone.now()
    entry.save(update_fields=["archived_at"])
    record(actor, verb="archived", thing=entry)
    if entry.kind in SAID:
        touch_entry(actor, entry=entry)


@action(edits="entry")
def restore(actor: Member, *, entry: Entry) -> None:
    entry.archived_at = None
    entry.save(update_fields=["archived_at"])
    record(actor, verb="restored", thing=entry)
    if entry.kind in SAID:
        touch_entry(actor, entry=entry)


@action(edits="entry")
def ease(actor: Member, *, entry: Entry) -> None:
    """Say that a challenge or a blocker is over."""
    if entry.kind not in (EntryKind.CHALLENGE, EntryKind.BLOCKER):
        raise ValidationError("Only a challenge or a blocker can be over.")
    entry.eased_at = timezone.now()
    entry.save(update_fields=["eased_at"])
    record(actor, verb="eased", thing=entry)


@action(edits="entry")
def unease(actor: Member, *, entry: Entry) -> None:
    entry.eased_at = None
    entry.save(update_fields=["eased_at"])
    record(actor, verb="uneased", thing=entry)


@action(edits="entry")
def share(actor: Member, *, entry: Entry, audience: str = Audience.NAMED, with_members: Sequence[Member] = ()) -> Entry:
    """With the members named, or with everybody in the workspace."""
    change_audience(actor, thing=entry, audience=audience, members=with_members)
    record(actor, verb="shared", thing=entry)
    return entry


@action(edits="entry")
def withdraw(actor: Member, *, entry: Entry) -> Entry:
    """Only the owner sees it from now on."""
    change_audience(actor, thing=entry, audience=Audience.ME, members=())
    record(actor, verb="withdrawn", thing=entry)
    return entry


def entry_for_piece(actor: Member, *, piece: Piece, kind: str) -> Entry:
    """Its title is taken as it is: a sign in the subject of a commit names no person and no topic."""
    if kind not in EntryKind.values:
        raise ValidationError(f"“{kind}” is no kind of entry. Use one of {', '.join(EntryKind.values)}.")
    entry = Entry(owner=actor, workspace=actor.workspace, piece=piece, kind=kind, text=piece.title)
    entry.line = piece.title if kind == EntryKind.NOTE else f"{kind}: {piece.title}"
    entry.happened_on = piece.last_on
    entry.metrics = [as_json(metric) for metric in metrics_in(piece.title)]
    _save(entry)
    through = Entry.people.through
    through._default_manager.bulk_create(through(entry_id=entry.pk, person_id=person) for person in _who_saw(piece))
    record(actor, verb="logged", thing=entry)
    if kind in SAID:
        touch_entry(actor, entry=entry)
    return entry


def _today(actor: Member) -> date:
    return timezone.now().astimezone(actor.zone).date()


def _logged_before(actor: Member, key: str | None) -> Entry | None:
    return Entry.objects.editable_by(actor).filter(capture_key=key or None).first() if key else None


def _log_once(actor: Member, entry: Entry, captured: Captured) -> Entry:
    """Two deliveries of one line may run at once: the second finds what the first has kept."""
    try:
        with transaction.atomic():
            _fill(actor, entry, captured)
            record(actor, verb="logged", thing=entry)
    except IntegrityError:
        kept = _logged_before(actor, entry.capture_key)
        if kept is None:
            raise
        return kept
    return entry


def _fill(actor: Member, entry: Entry, captured: Captured) -> None:
    entry.line, entry.kind = captured.line, captured.kind
    entry.text, entry.details = captured.text, captured.details
    entry.goals = list(captured.goals)
    entry.metrics = [as_json(metric) for metric in captured.metrics]
    if captured.date and storable.is_plausible(captured.date):
        entry.happened_on = captured.date
    _save(entry, *captured.topics, *captured.people, *captured.goals)
    link(entry.people, to=[person_for_handle(actor, handle=handle) for handle in captured.people])
    _set_topics(actor, entry, {match_key(topic)[:80] for topic in captured.topics})


def _save(entry: Entry, *more_words: str) -> None:
    if entry.capture_key is not None and not 0 < len(entry.capture_key) <= 64:
        raise ValidationError("A key has 1 to 64 characters.")
    entry.clean_fields(exclude={field.name for field in entry._meta.fields} - _TYPED)
    entry.save()
    index(entry, entry.text, entry.details, *more_words)


def _set_topics(actor: Member, entry: Entry, wanted: set[str]) -> None:
    topics = Topic.objects.editable_by(actor).filter(entry=entry)
    topics.exclude(name__in=wanted).delete()
    known = set(topics.values_list("name", flat=True))
    Topic.objects.bulk_create(
        Topic(workspace=entry.workspace, entry=entry, name=name) for name in sorted(wanted - known)
    )


def _who_saw(piece: Piece) -> list[int]:
    return list(Piece.seen_by.through._default_manager.filter(piece=piece).values_list("person", flat=True))
