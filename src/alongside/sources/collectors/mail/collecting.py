"""One run over an mbox: the headers are read in constant memory, then only my own mails whole."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from alongside.sources.collectors.contract import Checkpoint, Defect, Found, Given, Item, Progress, folded

from .letters import Letter, header_in, is_mine, letter, may_be_mine, name_in, needles, went_to_a_list
from .mbox import Place, head_of, places
from .opening import opened
from .sorting import Group, Sorter

_PAGE = 500
_TOLD_EVERY = 5_000
_MOST_DEFECTS = 50
_EDGE = 1 << 16


def collect(given: Given) -> Iterator[Item]:
    with opened(given.settings.get("file", ""), given.pause) as (mails, cut):
        if cut:
            yield Defect("the end of the file", "The compressed file breaks off here. What stood before was read.")
        yield from _Run(mails, given).items()


@dataclass(frozen=True, slots=True)
class _Read:
    """How far a file was read: a file that only grew has the same edge there."""

    asked: str
    size: int
    last: int
    """Where its last mail began: it may have been longer than it was."""
    edge: str


class _Run:
    def __init__(self, mails: BinaryIO, given: Given) -> None:
        self._mails, self._given = mails, given
        self._lists = frozenset(folded(line) for line in given.settings.get("lists", "").splitlines() if line.strip())
        self._mine: dict[str, Letter] = {}
        self._defects: list[Defect] = []
        self._not_listed = self._mail_count = self._last = 0

    def items(self) -> Iterator[Item]:
        before, size = self._before(), self._size()
        if before and before.size == size and not self._given.state.get("done"):
            yield Progress("the same file as last time", 0)
            return
        yield from self._read_headers()
        yield from self._told_defects()
        yield from self._groups(before, size)

    def _read_headers(self) -> Iterator[Item]:
        wanted = needles(self._given.me)
        for place in places(self._mails, self._given.pause):
            self._mail_count += 1
            self._last = place.start
            if self._mail_count % _TOLD_EVERY == 0:
                yield Progress("mails", self._mail_count)
            head = head_of(self._mails, place)
            if may_be_mine(head, wanted):
                self._take(head, place)
        yield Progress("mails", self._mail_count, self._mail_count)

    def _take(self, head: bytes, place: Place) -> None:
        line, message = header_in(head)
        if not is_mine(message, self._given.me):
            return
        if not went_to_a_list(message, self._lists):
            self._not_listed += 1
            return
        found = letter(message, line, place, zone=self._given.zone, today=self._given.today)
        if found is None:
            self._defects.append(
                Defect(f"mail {self._mail_count}", "It does not say when it was written. It was left out.")
            )
        else:
            self._mine.setdefault(found.id, found)

    def _told_defects(self) -> Iterator[Defect]:
        yield from self._defects[:_MOST_DEFECTS]
        if len(self._defects) > _MOST_DEFECTS:
            yield Defect(
                "the file", f"{len(self._defects) - _MOST_DEFECTS} more mails do not say when they were written."
            )
        if self._not_listed:
            which = "that went to none of the lists" if self._lists else "that do not say that they went to a list"
            yield Defect("the file", f"Mails of yours {which}, left out: {self._not_listed:,}.")

    def _groups(self, before: _Read | None, size: int) -> Iterator[Item]:
        me = self._given.me.emails
        sorter = Sorter(self._mails, me, self._given.settings.get("archive", "").strip(), self._given.pause)
        authors = self._patch_authors()
        since = before.last if before else 0
        groups = [each for each in sorter.groups(self._mine.values(), authors) if each.newest >= since]
        done, origin = self._done(size), self._origin()
        for number, group in enumerate(groups, start=1):
            if number > done:
                yield from self._defect_of(sorter, group)
                yield Found(sorter.finding(group, authors), origin)
                if number % _PAGE == 0:
                    yield Progress("threads", number, len(groups))
                    yield Checkpoint({**self._state(before), "done": number, "of": size})
        yield Progress("threads", len(groups), len(groups))
        yield Checkpoint(self._state(_Read(self._asked(), size, self._last, self._edge(size))))

    def _defect_of(self, sorter: Sorter, group: Group) -> Iterator[Defect]:
        for each in sorter.unreadable(group):
            yield Defect(f"mail <{each.id[:100]}>", "Its parts cannot be taken apart. It was taken without its text.")

    def _patch_authors(self) -> dict[str, tuple[str, str]]:
        """Whose patches my replies answer, by the name of the mail: they may stand anywhere in the file."""
        replies = [each for each in self._mine.values() if each.subject.patch and each.subject.reply]
        wanted = {parent for each in replies for parent in each.parents[-10:]}
        found: dict[str, tuple[str, str]] = {}
        for place in places(self._mails, self._given.pause) if wanted else ():
            head = head_of(self._mails, place)
            name = name_in(head)
            if name in wanted:
                line, message = header_in(head)
                each = letter(message, line, place, zone=self._given.zone, today=self._given.today)
                if each and each.subject.patch and not each.subject.reply:
                    found[name] = each.author
        return found

    def _before(self) -> _Read | None:
        """What the last run read, if this file still begins with it and the same was asked."""
        known = self._given.state.get("read")
        try:
            read = _Read(**known) if isinstance(known, dict) else None
        except TypeError:
            return None
        fits = read and read.asked == self._asked() and read.size <= self._size() and read.edge == self._edge(read.size)
        return read if fits else None

    def _done(self, size: int) -> int:
        state = self._given.state
        return int(state.get("done", 0)) if state.get("of") == size and state.get("asked") == self._asked() else 0

    def _state(self, read: _Read | None) -> dict[str, Any]:
        told = {name: getattr(read, name) for name in _Read.__slots__} if read else None
        return {"read": told, "asked": self._asked()}

    def _asked(self) -> str:
        """Without the path: a newer copy of the same archive may lie elsewhere."""
        settings = sorted(each for each in self._given.settings.items() if each[0] != "file")
        told = [sorted(self._given.me.emails), settings, str(self._given.zone)]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]

    def _size(self) -> int:
        return self._mails.seek(0, 2)

    def _edge(self, size: int) -> str:
        self._mails.seek(0)
        first = self._mails.read(min(_EDGE, size))
        self._mails.seek(max(0, size - _EDGE))
        return hashlib.sha256(first + self._mails.read(min(_EDGE, size))).hexdigest()[:16]

    def _origin(self) -> str:
        """The name of the list's file, which is what a reader knows it by."""
        name = self._given.settings.get("file", "").strip().replace("\\", "/").rpartition("/")[2]
        return name.removesuffix(".gz").removesuffix(".mbox") or "mail"
