import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from alongside.lib.decoding import decoded
from alongside.lib.heading_dates import FoundDate, Order, find_date, order_in
from alongside.one_on_ones.running_document.items import ITEM, Manner, parts_of
from alongside.one_on_ones.running_document.nouns import (
    MAX_BYTES,
    DocumentMeeting,
    DocumentNote,
    DocumentPoint,
    DocumentPromise,
    ImportedDocument,
    NotText,
    Problem,
    TooLarge,
    on_one_line,
    tidy,
)

_HEADING = re.compile(r"^ {0,3}(?P<level>#{1,6})(?:[ \t]+(?P<text>.*))?$")
_UNDERLINE = re.compile(r"^ {0,3}(?P<mark>=+|-{2,})[ \t]*$")
_RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"^[ \t]*(?P<fence>`{3,}|~{3,})")
_BOLD_LINE = re.compile(r"^(?:\*\*|__)(?P<text>.+?)(?:\*\*|__)$")
_PERSON = re.compile(r"^One-on-one with (?P<person>.+)\.$")
_PROMISES = re.compile(r"^(?:action items?|actions|to-?dos?|next steps|promises|aufgaben)$", re.IGNORECASE)
_PLAIN = re.compile(
    r"^(?:talking points|agenda|notes|shared notes|private|private notes|topics|discussion)$", re.IGNORECASE
)
_PRIVATE = re.compile(r"\bprivate?\b|\bprivat\b", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LINE_HEADING_LEVEL = 2
"""Where a date alone on a line stands for a heading, it counts as one of the second level."""


def read_running_document(data: bytes, *, order: Order | None = None, max_bytes: int = MAX_BYTES) -> ImportedDocument:
    """Meetings under headings that are dates; everything written in the document lands in some part of the answer.

    Where 11/03/2026 stays ambiguous over the whole document, it is a Problem and its part undated: ask, and read again
    with `order`. Raises TooLarge above `max_bytes`, NotText for a binary file.
    """
    if len(data) > max_bytes:
        limit = max_bytes / 1_000_000
        raise TooLarge(f"The document has {len(data) / 1_000_000:.1f} MB, more than {limit:g} MB. Import it in parts.")
    text = decoded(data)[0]
    if "\0" in text or len(_CONTROL.findall(text)) > len(text) / 100:
        raise NotText("This file is no text. Save the running document as Markdown (.md) or plain text.")
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    reader = _Reader(lines, order or order_in(_possible_headings(lines)))
    return reader.document()


def _possible_headings(lines: list[str]) -> Iterator[str]:
    for position, line in enumerate(lines):
        found = _HEADING.match(line)
        if found:
            yield _heading_text(found)
        elif _is_line_heading(line) or (_UNDERLINE.match(_line(lines, position + 1)) and find_date(line)):
            yield line


def _heading_text(heading: re.Match[str]) -> str:
    """Hashes may also close a heading."""
    text = (heading["text"] or "").strip()
    opened = text.rstrip("#")
    return opened.rstrip() if not opened or opened.endswith((" ", "\t")) else text


def _is_line_heading(line: str) -> bool:
    if not line.strip() or len(line) > 60:
        return False
    found = find_date(_bare(line))
    return bool(found and not found.rest and not found.problem.endswith("2026-11-03."))


def _bare(line: str) -> str:
    bold = _BOLD_LINE.match(line.strip())
    return bold["text"] if bold else line.strip()


def _line(lines: list[str], position: int) -> str:
    return lines[position] if position < len(lines) else ""


@dataclass
class _Section:
    """What is being gathered for one meeting."""

    date: date | None
    heading: str
    level: int
    points: list[DocumentPoint] = field(default_factory=list)
    promises: list[DocumentPromise] = field(default_factory=list)
    notes: list[DocumentNote] = field(default_factory=list)

    def add(self, part: DocumentPoint | DocumentPromise | DocumentNote) -> None:
        match part:
            case DocumentPoint() if part.text or part.answer:
                self.points.append(part)
            case DocumentPromise() if part.text or part.owner:
                self.promises.append(part)
            case DocumentNote() if part.text:
                self.notes.append(part)

    def meeting(self) -> DocumentMeeting:
        return DocumentMeeting(self.date, self.heading, tuple(self.points), tuple(self.promises), tuple(self.notes))

    def is_empty(self) -> bool:
        return not (self.date or self.heading or self.points or self.promises or self.notes)


class _Reader:
    def __init__(self, lines: list[str], order: Order | None) -> None:
        self._lines = lines
        self._order = order
        self._title = ""
        self._person = ""
        self._sections = [_Section(None, "", 0)]
        self._problems: list[Problem] = []
        self._manner = Manner(order=order)
        self._private_level = 0
        self._note: list[str] = []
        self._item: list[str] | None = None
        self._fence = ""

    def document(self) -> ImportedDocument:
        position = 0
        while position < len(self._lines):
            position += self._take(position)
        self._flush()
        filled = [section.meeting() for section in self._sections if not section.is_empty()]
        return ImportedDocument(
            title=self._title,
            person=self._person,
            meetings=tuple(meeting for meeting in filled if meeting.date),
            undated=tuple(meeting for meeting in filled if not meeting.date),
            problems=tuple(self._problems),
        )

    def _take(self, position: int) -> int:
        """Takes the line there, and says how many lines that were."""
        line = self._lines[position]
        if self._in_fence(line):
            self._keep(line)
            return 1
        heading = _HEADING.match(line)
        if heading:
            self._take_heading(_heading_text(heading), len(heading["level"]), position + 1)
        elif self._take_dated_line(position):
            return 2 if _UNDERLINE.match(_line(self._lines, position + 1)) else 1
        elif _RULE.match(line):
            self._flush()
        else:
            self._take_text(line)
        return 1

    def _in_fence(self, line: str) -> bool:
        """Inside a block of code nothing is a heading or an item. A block in an item ends with the item."""
        if self._fence and self._item is not None and line.strip() and not line.startswith((" ", "\t")):
            self._fence = ""
        mark = _FENCE.match(line)
        if self._fence:
            if mark and mark["fence"].startswith(self._fence) and not line.strip().strip(self._fence[0]):
                self._fence = ""
            return True
        if mark:
            if not line.startswith((" ", "\t")):
                self._flush()
            self._fence = mark["fence"]
        return bool(mark)

    def _take_heading(self, text: str, level: int, number: int) -> None:
        self._flush()
        self._note_privacy(text, level)
        section = self._sections[-1]
        found = find_date(text, self._order)
        deeper = bool(section.date or section.heading) and level > section.level
        apart = bool(found and not found.rest and found.day) if section.date else bool(found and not found.before)
        if found and (apart or not deeper):
            self._open_dated(found, text, level, number)
        elif level == 1 and not self._title and len(self._sections) == 1 and section.is_empty():
            self._title = on_one_line(text)
        else:
            self._open_undated(text, level, deeper=deeper)

    def _note_privacy(self, text: str, level: int) -> None:
        """A heading that says “private” holds for every heading below it."""
        if level <= self._private_level:
            self._private_level = 0
        if _PRIVATE.search(text) and not self._private_level:
            self._private_level = level

    def _open_dated(self, found: FoundDate, text: str, level: int, number: int) -> None:
        if found.problem:
            self._problems.append(Problem(number, found.problem))
        heading = found.rest if found.day else on_one_line(text)
        self._sections.append(_Section(found.day, heading, level))
        self._manner = Manner(private=bool(self._private_level), order=self._order)

    def _open_undated(self, text: str, level: int, *, deeper: bool) -> None:
        """A heading below the date belongs to the meeting; one beside it begins a part of its own."""
        words = text.strip(" :*_")
        known = bool(_PROMISES.match(words) or _PLAIN.match(words))
        self._manner = Manner(bool(_PROMISES.match(words)), bool(self._private_level), self._order)
        if deeper:
            if not known and words:
                self._note.append(f"{'#' * level} {text}")
        else:
            self._sections.append(_Section(None, on_one_line(text), level))

    def _take_dated_line(self, position: int) -> bool:
        line, below = self._lines[position], _line(self._lines, position + 1)
        underlined = _UNDERLINE.match(below)
        if not (underlined or _is_line_heading(line)) or self._item_goes_on(line) or ITEM.match(line):
            return False
        found = find_date(_bare(line), self._order)
        if not found or found.before:
            return False
        self._flush()
        level = 1 if underlined and underlined["mark"].startswith("=") else _LINE_HEADING_LEVEL
        self._note_privacy("", level)
        self._open_dated(found, _bare(line), level, position + 1)
        return True

    def _take_text(self, line: str) -> None:
        item = ITEM.match(line)
        if item and not (self._item is not None and self._is_below(line)):
            self._flush()
            self._item = [line]
        elif self._item is not None and (self._item_goes_on(line) or not line.strip()):
            self._item.append(line)
        elif self._is_person(line):
            self._person = on_one_line(_PERSON.sub(r"\g<person>", line.strip()))
        else:
            if self._item is not None:
                self._flush()
            self._note.append(line)

    def _is_person(self, line: str) -> bool:
        begun = len(self._sections) > 1 or not self._sections[0].is_empty() or any(self._note)
        return bool(self._title and not self._person and not begun and _PERSON.match(line.strip()))

    def _item_goes_on(self, line: str) -> bool:
        """Indented lines belong to the item, and so does a line directly below it."""
        if self._item is None or not line.strip():
            return False
        return line.startswith((" ", "\t")) or bool(self._item[-1].strip())

    def _is_below(self, line: str) -> bool:
        first, own = ITEM.match((self._item or [""])[0]), ITEM.match(line)
        return bool(first and own and _width(own["indent"]) >= _width(first["indent"]) + 2)

    def _keep(self, line: str) -> None:
        if self._item is not None:
            self._item.append(line)
        else:
            self._note.append(line)

    def _flush(self) -> None:
        self._fence = ""
        if self._item is not None:
            first = ITEM.match(self._item[0])
            text = (first["text"] or "") if first else self._item[0]
            for part in parts_of(text, self._item[1:], self._manner):
                self._sections[-1].add(part)
        self._sections[-1].add(DocumentNote(tidy("\n".join(self._note)), private=self._manner.private))
        self._item, self._note = None, []


def _width(indent: str) -> int:
    return len(indent.expandtabs(4))
