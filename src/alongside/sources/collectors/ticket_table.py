"""Tickets in the CSV export of a tracker, one a row: the same walk through the file for each tracker."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from .contract import Checkpoint, Defect, Given, Item, Progress, Refused, Setting, folded
from .dates import DateReading, reads_dates
from .plain import file_at
from .rows import Row, rows

FILE = Setting("file", "The exported file", "file", help="A CSV file on the machine on which Alongside runs.")
_KEY = re.compile(r"[A-Z][A-Z0-9_]{0,30}-[1-9]\d{0,9}")
_AT_ONCE = 500
_MOST_DEFECTS = 200
_MOST_NAMES = 5_000
_NAMES_SAID = 5


@dataclass(frozen=True, slots=True)
class Layout:
    title: str
    columns: Mapping[str, tuple[str, ...]]
    """What a column may be called in the file, by our word for it."""
    needed: tuple[str, ...]
    dates: tuple[str, ...]
    assignee: tuple[str, ...]
    items: "Callable[[Line], Iterator[Item]]"
    """What comes from one row. A ValueError with a sentence is the defect of that row."""


@dataclass(frozen=True, slots=True)
class _Table:
    layout: Layout
    given: Given
    path: Path
    header: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    """Where the columns of a word are; the same name may stand over several."""
    is_again: bool = False
    """Whether an earlier file may have held what is no longer so."""


@dataclass(frozen=True, slots=True)
class Line:
    """One ticket."""

    table: _Table
    number: int
    cells: list[str]
    reading: DateReading

    @property
    def given(self) -> Given:
        return self.table.given

    @property
    def is_again(self) -> bool:
        return self.table.is_again

    def has(self, word: str) -> bool:
        return bool(self.table.places[word])

    def all(self, word: str) -> list[str]:
        texts = (self.cells[place].strip() for place in self.table.places[word])
        return [text for text in texts if text]

    def one(self, word: str) -> str:
        return next(iter(self.all(word)), "")

    @property
    def key(self) -> str:
        text = self.one("key")
        if not _KEY.fullmatch(text):
            raise ValueError(f"“{text[:40]}” is no key of a ticket, such as PAY-12.")
        return text

    def moment(self, word: str) -> tuple[datetime, str] | None:
        """And why it is uncertain. Nothing if the cell is empty; ValueError if it is no date."""
        text = self.one(word)
        return self.reading.read(text, self.given.zone) if text else None

    def is_mine(self, *words: str) -> bool:
        return _are_me(self.given, [text for word in words for text in self.all(word)])


def collect(given: Given, layout: Layout) -> Iterator[Item]:
    table = _opened(given, layout)
    mark = _mark(table)
    begun = given.state if given.state.get("file") == mark else {}
    if begun.get("done"):
        return
    yield Progress("tickets", 0)
    survey = _Survey(table)
    reading = reads_dates(survey)
    if not survey.is_among and not begun:
        yield survey.nobody()
    table = replace(table, is_again=bool(begun.get("again") if begun else given.state))
    yield from _walk(table, reading, survey.total, mark, _whole(begun.get("line")))


def person(role: str, text: str) -> tuple[tuple[str, str, str], ...]:
    """As a credit: a tracker writes a name in one file and an address in another."""
    if not text:
        return ()
    return ((role, "", text),) if re.fullmatch(r"[^\s@]+@[^\s@]+", text) else ((role, text, ""),)


def number(text: str) -> str:
    """5.0 and 5,0 are 5; nothing if it is no number."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return ""
    return f"{value:g}" if 0 < value < 10_000 else ""


def _opened(given: Given, layout: Layout) -> _Table:
    path = file_at(given.settings.get("file", ""))
    header = rows(path)[0]
    names = [folded(name) for name in header]
    places = {word: _places(names, called) for word, called in layout.columns.items()}
    missing = [layout.columns[word][0] for word in layout.needed if not places[word]]
    if missing:
        raise Refused(
            f"This is no CSV export of {layout.title}: it has no column “{missing[0].capitalize()}”. "
            "Export it again as the guide says, in English."
        )
    return _Table(layout, given, path, tuple(header), places)


def _places(names: list[str], called: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(place for name in called for place, each in enumerate(names) if each == name)


def _mark(table: _Table) -> str:
    """Stands for the same file, read for the same person: then nothing is new."""
    given = table.given
    digest = hashlib.sha256()
    with table.path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
            given.pause(0)
    known = [sorted(given.me.names), sorted(given.me.emails), sorted(given.me.logins)]
    digest.update(repr([known, str(given.zone), sorted(given.settings.items())]).encode())
    return digest.hexdigest()[:32]


class _Survey:
    """The first reading: all dates of the file, how many rows there are, and whether the member is named."""

    def __init__(self, table: _Table) -> None:
        self._table = table
        self._names: dict[str, int] = {}
        self.total = 0
        self.is_among = False

    def __iter__(self) -> Iterator[str]:
        places, layout = self._table.places, self._table.layout
        dates = [place for word in layout.dates for place in places[word]]
        people = [place for word in layout.assignee for place in places[word]]
        for cells in self._rows():
            if not _wrong(cells, len(self._table.header)):
                self._meet([cells[place] for place in people])
                yield from [cells[place] for place in dates]

    def _rows(self) -> Iterator[list[str]]:
        for _, cells in rows(self._table.path)[1]:
            self.total += 1
            if self.total % 1_000 == 0:
                self._table.given.pause(0)
            yield cells

    def _meet(self, texts: list[str]) -> None:
        name = next((text.strip() for text in texts if text.strip()), "")
        if name and (name in self._names or len(self._names) < _MOST_NAMES):
            self._names[name] = self._names.get(name, 0) + 1
            self.is_among = self.is_among or (self._names[name] == 1 and _are_me(self._table.given, texts))

    def nobody(self) -> Defect:
        if not self._names:
            return Defect("Assignee", "No ticket in the file has an assignee, so none of them is known to be yours.")
        most = sorted(self._names, key=lambda name: -self._names[name])[:_NAMES_SAID]
        said = ", ".join(name[:60] for name in most)
        return Defect("Assignee", f"No assignee is you. If one of these names is yours, add it to your names: {said}.")


def _are_me(given: Given, texts: Iterable[str]) -> bool:
    known = [text for text in texts if text]
    return given.me.is_among(known, known, known)


def _walk(table: _Table, reading: DateReading, total: int, mark: str, done: int) -> Iterator[Item]:
    defects = _Defects()
    for count, row in enumerate(rows(table.path)[1], 1):
        if row[0] > done:
            yield from defects.limited(_items(table, row, reading))
        if count % _AT_ONCE == 0:
            table.given.pause(0)
            if row[0] > done:
                yield Checkpoint({"file": mark, "line": row[0], "again": table.is_again})
                yield Progress("tickets", count, total)
    yield from defects.rest()
    yield Progress("tickets", total, total)
    yield Checkpoint({"file": mark, "done": True})


def _items(table: _Table, row: Row, reading: DateReading) -> Iterator[Item]:
    line, cells = row
    wrong = _wrong(cells, len(table.header))
    try:
        if not wrong:
            yield from table.layout.items(Line(table, line, cells, reading))
    except ValueError as problem:
        wrong = str(problem)
    if wrong:
        yield Defect(f"line {line}", wrong)


def _wrong(cells: list[str], wanted: int) -> str:
    """Cells that are empty may follow: spreadsheets write them."""
    if len(cells) < wanted:
        return f"The line has {len(cells)} of {wanted} cells: it is cut off or its quotes are wrong."
    if any(cell.strip() for cell in cells[wanted:]):
        return f"The line has {len(cells)} cells, {wanted} have a name: its quotes are wrong."
    return ""


class _Defects:
    """A file that is broken throughout need not say so a million times."""

    def __init__(self) -> None:
        self._count = 0

    def limited(self, items: Iterator[Item]) -> Iterator[Item]:
        for item in items:
            self._count += isinstance(item, Defect)
            if not isinstance(item, Defect) or self._count <= _MOST_DEFECTS:
                yield item

    def rest(self) -> Iterator[Item]:
        if self._count > _MOST_DEFECTS:
            yield Defect("further lines", f"{self._count - _MOST_DEFECTS} more lines could not be taken.")


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
