from dataclasses import dataclass
from datetime import date
from typing import Literal

MAX_BYTES = 5_000_000

State = Literal["open", "done", "dropped"]


class TooLarge(ValueError):
    pass


class NotText(ValueError):
    pass


@dataclass(frozen=True)
class Problem:
    line: int
    message: str


@dataclass(frozen=True)
class DocumentPoint:
    """`kind` is a code of mix.KINDS, or None where the document does not say."""

    text: str
    kind: str | None = None
    author: str = ""
    state: State = "open"
    answer: str = ""


@dataclass(frozen=True)
class DocumentPromise:
    text: str
    owner: str = ""
    due: date | None = None
    state: State = "open"


@dataclass(frozen=True)
class DocumentNote:
    text: str
    private: bool = False


@dataclass(frozen=True)
class DocumentMeeting:
    """`heading` is what the heading says besides the date. Without a date: the part of a document that has none."""

    date: date | None
    heading: str = ""
    points: tuple[DocumentPoint, ...] = ()
    promises: tuple[DocumentPromise, ...] = ()
    notes: tuple[DocumentNote, ...] = ()


@dataclass(frozen=True)
class ExportedPair:
    title: str
    person: str
    meetings: tuple[DocumentMeeting, ...]


@dataclass(frozen=True)
class ImportedDocument:
    """All parts in the order of the document; `meetings` have a date, `undated` have none."""

    title: str
    person: str
    meetings: tuple[DocumentMeeting, ...]
    undated: tuple[DocumentMeeting, ...]
    problems: tuple[Problem, ...]


def tidy(text: str) -> str:
    """The form in which a text survives being printed and read again."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    return "\n".join(line.rstrip() for line in lines)


def on_one_line(text: str) -> str:
    return " ".join(text.split())
