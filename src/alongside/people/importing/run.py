"""An address book, some thousand contacts at a time, each time kept together with how far it is: whatever ends it in
the middle, the next process goes on behind the last contact that was kept."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import batched, islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.lib.contact_file import Card, NoContacts, Problem, read
from alongside.lib.processes import this_process
from alongside.lib.table_sizes import learn_table_sizes
from alongside.people.following import changed
from alongside.people.importing.desk import Desk, Imported
from alongside.people.importing.writing import Overtaken, write
from alongside.people.models import AddressBook
from alongside.people.uploads import forget_upload, kept_upload
from alongside.sharing.door import SharedQuerySet

_AT_ONCE = 2000
_COUNTS = ("read", "added", "known", "addresses", "told", "told_count")


class Stopped(Exception):
    """Its owner asked for it, or another process goes on with it."""


class Run:
    def __init__(self, member: Member, book: AddressBook) -> None:
        self.member, self.book = member, book

    @property
    def rows(self) -> SharedQuerySet[AddressBook]:
        return AddressBook.objects.visible_to(self.member).filter(pk=self.book.pk)

    def claim(self) -> bool:
        """Make this process the one that takes it."""
        free = self.rows.filter(started_at=None, done_at=None, failed_at=None)
        return bool(free.update(process=this_process(), started_at=timezone.now()))

    def take(self) -> None:
        """Raises Stopped, NoContacts and what the database raises."""
        with kept_upload(self.member) as file:
            if file is None:
                raise NoContacts("The file is not here any more.", "Choose it again.")
            desk = self._desk()
            left = islice(read(file, self.book.columns or None), self.book.passed, None)
            for some in batched(left, _AT_ONCE):
                desk = self._taken(desk, some)
        with transaction.atomic():
            self._say(done_at=timezone.now())
            changed(self.member)
        learn_table_sizes()
        forget_upload(self.member)

    def fail(self, message: str) -> None:
        self.rows.filter(process=this_process()).update(
            failed_at=timezone.now(), message=message.replace("\x00", "")[:600]
        )

    def _desk(self) -> Desk:
        self.book.refresh_from_db(from_queryset=self.rows)
        book = self.book
        told = [(int(line), str(sentence)) for line, sentence in book.told]
        return Desk(self.member, Imported(book.read, book.added, book.known, book.addresses, told, book.told_count))

    def _taken(self, desk: Desk, some: tuple[Card | Problem, ...]) -> Desk:
        """Once more with a new desk, when somebody was added by hand meanwhile."""
        try:
            self._keep(desk, some)
        except Overtaken:
            desk = self._desk()
            self._keep(desk, some)
        return desk

    def _keep(self, desk: Desk, some: tuple[Card | Problem, ...]) -> None:
        with transaction.atomic():
            for card in _cards(some, desk.done):
                desk.take(card)
            write(
                self.member,
                desk.handed_over(),
                relation=self.book.relation,
                first=not self.book.passed,
                at=self.book.asked_at,
            )
            counts = {name: value for name, value in asdict(desk.done).items() if name in _COUNTS}
            self._say(passed=self.book.passed + len(some), **counts)
        self.book.passed += len(some)

    def _say(self, **told: Any) -> None:
        if not self.rows.filter(process=this_process()).update(**told):
            raise Stopped


def _cards(some: Iterable[Card | Problem], done: Imported) -> Iterator[Card]:
    for each in some:
        if isinstance(each, Card):
            yield each
        else:
            done.tell(each.line, each.message)
