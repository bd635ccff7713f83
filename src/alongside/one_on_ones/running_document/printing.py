"""One pair as Markdown that people read and read_running_document takes back."""

import re
from collections.abc import Iterator

from alongside.one_on_ones.running_document.nouns import (
    DocumentMeeting,
    DocumentNote,
    DocumentPoint,
    DocumentPromise,
    ExportedPair,
    on_one_line,
    tidy,
)

_BOXES = {"open": "[ ]", "done": "[x]", "dropped": "[-]"}
_LIKE_AN_ANSWER = re.compile(r"^(?=\\*- \*\*answer\*\*:)", re.MULTILINE)
_INDENT = "    "


def as_markdown(document: ExportedPair) -> str:
    """Every part is a list item that begins with what it is: `- [x] **decision** (Sam): …`. Parts without a date come
    under their heading, or under “Next meeting”.
    """
    blocks = [f"# {on_one_line(document.title) or 'One-on-one'}", f"One-on-one with {on_one_line(document.person)}."]
    blocks += [_meeting(meeting) for meeting in document.meetings]
    return "\n\n".join(blocks) + "\n"


def _meeting(meeting: DocumentMeeting) -> str:
    day = meeting.date.isoformat() if meeting.date else ""
    heading = " · ".join(part for part in (day, on_one_line(meeting.heading)) if part) or "Next meeting"
    return "\n".join([f"## {heading}", "", *_items(meeting)]).rstrip()


def _items(meeting: DocumentMeeting) -> Iterator[str]:
    yield from map(_point, meeting.points)
    yield from map(_promise, meeting.promises)
    yield from map(_note, meeting.notes)


def _point(point: DocumentPoint) -> str:
    asked = _LIKE_AN_ANSWER.sub(r"\\", tidy(point.text))
    answer = tidy(point.answer)
    said = f"- {_BOXES[point.state]} **{point.kind or 'point'}**{_name(point.author)}: {asked}"
    if answer:
        said += "\n- **answer**: " + _LIKE_AN_ANSWER.sub(r"\\", answer).replace("\n", f"\n{_INDENT}")
    return _indented(said)


def _promise(promise: DocumentPromise) -> str:
    due = f" by {promise.due.isoformat()}" if promise.due else ""
    text = _LIKE_AN_ANSWER.sub(r"\\", tidy(promise.text))
    return _indented(f"- {_BOXES[promise.state]} **promise**{_name(promise.owner)}{due}: {text}")


def _note(note: DocumentNote) -> str:
    text = _LIKE_AN_ANSWER.sub(r"\\", tidy(note.text))
    return _indented(f"- **{'private note' if note.private else 'note'}**: {text}")


def _name(name: str) -> str:
    escaped = re.sub(r"([()\\])", r"\\\1", on_one_line(name))
    return f" ({escaped})" if escaped else ""


def _indented(text: str) -> str:
    lines = text.rstrip().split("\n")
    return "\n".join([lines[0].rstrip(), *((_INDENT + line).rstrip() for line in lines[1:])])
