"""Contacts out of a file become persons, each once: a few at once here, a whole address book in the background."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from itertools import batched

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.lib.contact_file import Card
from alongside.lib.processes import this_process
from alongside.people import tasks
from alongside.people.following import changed
from alongside.people.importing import Desk, Imported
from alongside.people.importing.writing import Overtaken, write
from alongside.people.models import AddressBook, Relation
from alongside.sharing.guard import action, held, in_turn

__all__ = ["Imported", "forget_address_book", "go_on_with_address_book", "import_contacts", "take_address_book"]

_AT_ONCE = 2000
_A_DAY = timedelta(days=1)


@action()
def import_contacts(
    actor: Member,
    *,
    cards: Iterable[Card],
    relation: str = Relation.OTHER,
    dry_run: bool = False,
    came_at: datetime | None = None,
) -> Imported:
    """Who is there already, by an address or by a name that only one has, gets the addresses that are new. With
    `dry_run` nothing is kept. `came_at` is what the first part of a file answered, for the parts that follow."""
    _must_be_a_relation(relation)
    desk, wrote = Desk(actor), False
    at = desk.done.came_at = _moment(came_at)
    for some in batched(cards, _AT_ONCE):
        for card in some:
            desk.take(card)
        if (waiting := desk.handed_over()) and not dry_run:
            try:
                write(actor, waiting, relation=relation, first=not wrote, at=at)
            except Overtaken as problem:
                raise ValidationError("Somebody was added meanwhile, from another page. Try again.") from problem
            wrote = True
    if wrote:
        changed(actor)
    return desk.done


def _moment(came_at: datetime | None) -> datetime:
    now = timezone.now()
    if came_at and not now - _A_DAY <= came_at <= now:
        raise ValidationError({"came_at": "Give the moment that the first part of this file answered, within a day."})
    return came_at or now.replace(microsecond=now.microsecond // 1000 * 1000)  # JSON has no smaller ones


@action()
def take_address_book(
    actor: Member, *, columns: dict[str, str], relation: str = Relation.OTHER, total: int = 0
) -> AddressBook:
    """The file that was put aside, in the background. Raises ValidationError while another is being taken."""
    _must_be_a_relation(relation)
    in_turn(actor)
    rows = AddressBook.objects.visible_to(actor)
    if any(book.goes_on for book in rows):
        raise ValidationError("An address book is being taken already. Wait until it is done.")
    rows.delete()
    book = AddressBook(owner=actor, workspace=actor.workspace, relation=relation, total=total)
    book.columns = {field: column.replace("\x00", "") for field, column in columns.items()}
    book.process = this_process()
    book.full_clean(exclude=["columns", "told"])
    book.save()
    _run(book)
    return book


@action(edits="book")
def go_on_with_address_book(actor: Member, *, book: AddressBook) -> AddressBook:
    """Where it stopped, when its process was ended or the database could not store it."""
    book = held(actor, book)
    if not (book.goes_on or book.done_at):
        book.process, book.started_at, book.failed_at, book.message = this_process(), None, None, ""
        book.save(update_fields=["process", "started_at", "failed_at", "message"])
        _run(book)
    return book


@action(edits="book")
def forget_address_book(actor: Member, *, book: AddressBook) -> None:
    """What it brought stays; the rest is not taken. While it runs, it stops at the next contacts."""
    book.delete()
    changed(actor)


def _run(book: AddressBook) -> None:
    transaction.on_commit(partial(tasks.take_cards.enqueue, book.owner_id, book.pk))


def _must_be_a_relation(relation: str) -> None:
    if relation not in Relation.values:
        raise ValidationError({"relation": f"Choose one of: {', '.join(Relation.values)}."})
