"""A calendar file cut into its events and zones, so that one broken event cannot spoil the others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from alongside.lib.calendar_file.nouns import NotACalendar, Problem

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_READ = {"VEVENT", "VTIMEZONE"}


@dataclass(frozen=True)
class Line:
    number: int
    text: str

    @property
    def name(self) -> str:
        return re.split("[:;]", self.text, maxsplit=1)[0].strip().upper()

    @property
    def value(self) -> str:
        return self.text.partition(":")[2].strip()


@dataclass
class Block:
    """The lines of one event or zone without its first and last one."""

    kind: str
    line: int
    lines: list[Line] = field(default_factory=list)

    def value(self, name: str) -> str:
        return next((line.value for line in self.lines if line.name == name), "")


@dataclass
class CutCalendar:
    values: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)


def cut(text: str) -> tuple[list[CutCalendar], list[Problem]]:
    cutter = _Cutter()
    for line in _unfolded(text):
        cutter.take(line)
    cutter.finish()
    if not cutter.calendars:
        raise NotACalendar("This file is no calendar: it has no line BEGIN:VCALENDAR. Export it again as .ics.")
    return cutter.calendars, cutter.problems


def _unfolded(text: str) -> Iterator[Line]:
    number, parts = 0, [""]
    for position, raw in enumerate(_LINE_ENDS.split(text.lstrip("\ufeff")), start=1):
        if raw[:1] in (" ", "\t") and number:
            parts.append(raw[1:])
            continue
        if any(parts):
            yield Line(number, "".join(parts))
        number, parts = position, [raw]
    if any(parts):
        yield Line(number, "".join(parts))


class _Cutter:
    def __init__(self) -> None:
        self.calendars: list[CutCalendar] = []
        self.problems: list[Problem] = []
        self._block: Block | None = None
        self._inner: list[str] = []

    def take(self, line: Line) -> None:
        match line.name, line.value.upper():
            case "BEGIN", "VCALENDAR":
                self._break_off(line)
                self.calendars.append(CutCalendar())
            case "BEGIN", kind:
                self._begin(kind, line)
            case "END", "VCALENDAR":
                self._break_off(line)
            case "END", kind:
                self._end(kind, line)
            case _:
                self._keep(line)

    def finish(self) -> None:
        self._break_off(None)

    def _begin(self, kind: str, line: Line) -> None:
        if kind in _READ:
            self._break_off(line)
            self._block = Block(kind, line.number)
        else:
            self._inner.append(kind)
            self._keep_in_zone(line)

    def _end(self, kind: str, line: Line) -> None:
        if self._block and kind == self._block.kind:
            self._close()
        elif kind in self._inner:
            del self._inner[self._inner.index(kind) :]
            self._keep_in_zone(line)

    def _keep(self, line: Line) -> None:
        if self._block is None:
            if self.calendars and not self._inner:
                self.calendars[-1].values.setdefault(line.name, line.value)
        elif not self._inner:
            self._block.lines.append(line)
        else:
            self._keep_in_zone(line)

    def _keep_in_zone(self, line: Line) -> None:
        """Parts of an event are alarms, which say nothing about meetings; parts of a zone are its rules."""
        if self._block and self._block.kind == "VTIMEZONE":
            self._block.lines.append(line)

    def _break_off(self, line: Line | None) -> None:
        if self._block:
            where = f"before line {line.number}" if line else "before the end of the file"
            message = (
                f"The end of this {_WORDS[self._block.kind]} is missing {where}; what it says until there was read."
            )
            self.problems.append(Problem(self._block.line, self._block.value("UID"), message))
            self._close()
        self._inner.clear()

    def _close(self) -> None:
        if self._block and self.calendars:
            self.calendars[-1].blocks.append(self._block)
        self._block = None
        self._inner.clear()


_WORDS = {"VEVENT": "event", "VTIMEZONE": "time zone"}
