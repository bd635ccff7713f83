"""What one item of a list is: a talking point, a promise or a note, by explicit marks only."""

import re
from dataclasses import dataclass
from datetime import date

from alongside.lib.heading_dates import Order, find_date
from alongside.one_on_ones.mix import KINDS
from alongside.one_on_ones.running_document.nouns import DocumentNote, DocumentPoint, DocumentPromise, State, tidy

Part = DocumentPoint | DocumentPromise | DocumentNote

ITEM = re.compile(r"^(?P<indent>[ \t]*)(?P<mark>[-*+•◦]|\d{1,9}[.)])(?:[ \t]+(?P<text>.*))?$")
_BOX = re.compile(r"^\[(?P<state>[ xX~-])\](?:[ \t]+|$)")
_STATES: dict[str, State] = {" ": "open", "x": "done", "-": "dropped", "~": "dropped"}
_OWN = re.compile(
    r"^(?P<what>\*\*(?:" + "|".join((*KINDS, "point", "promise", "note", "private note")) + r")\*\*)"
    r"(?: \((?P<name>(?:[^()\\]|\\.)*)\))?(?: by (?P<due>\d{4}-\d\d-\d\d))?:(?: (?P<text>.*))?$"
)
_ANSWER = re.compile(r"^- \*\*answer\*\*:(?: (?P<text>.*))?$")
_ESCAPED_ANSWER = re.compile(r"^\\(?=\\*- \*\*answer\*\*:)")
_ACTION = re.compile(
    r"^[*_]{0,2}(?:(?:action(?: items?)?|to-?do|next step)s?[*_]{0,2}\s*(?:\((?P<owner>[^()]+)\))?\s*:"
    r"|(?-i:AI):|(?-i:TODO)\b)"
    r"[*_]{0,2}\s*",
    re.IGNORECASE,
)
_OWNER = re.compile(r"^(?:@(?P<at>[\w.-]*\w):?\s+|(?P<colon>[A-ZÀ-Þ][\w.-]*(?: [A-ZÀ-Þ][\w.-]*)?):\s+)")
_OWNER_TO = re.compile(r"^(?P<to>[A-ZÀ-Þ][\w.-]*)\s+to\s+")
_AT = re.compile(r"^@[\w.-]*\w:?\s+\S")
_DUE = re.compile(r"\b(?:by|due|until|bis)\b:?\s+(?P<when>.*)$", re.IGNORECASE)
_KIND_WORDS = {kind: kind for kind in KINDS} | {"decided": "decision", "q": "question", "thank you": "thanks"}
_KIND = re.compile(r"^[*_]{0,2}(?P<word>" + "|".join(_KIND_WORDS) + r")s?[*_]{0,2}:[*_]{0,2}\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Manner:
    """How the items of a section are meant, as its heading says."""

    promises: bool = False
    private: bool = False
    order: Order | None = None


def parts_of(first: str, below: list[str], manner: Manner) -> list[Part]:
    """`first` is the item without its mark, `below` its other lines as they stand in the document."""
    box = _BOX.match(first)
    state = _STATES[box["state"].lower()] if box else "open"
    text = first[box.end() :] if box else first
    own = _OWN.match(text)
    if own:
        return [_own_part(own, below, state)]
    if manner.private:
        return [DocumentNote(tidy("\n".join([f"- {first}", *below])), private=True)]
    action = _ACTION.match(text)
    if action or manner.promises or (box and _AT.match(text)):
        named = (action["owner"] or "") if action else ""
        return [_promise(text[action.end() :] if action else text, below, state, manner, named)]
    return _point_and_promises(text, below, state, manner)


def _own_part(own: re.Match[str], below: list[str], state: State) -> Part:
    what = own["what"].strip("*")
    name = re.sub(r"\\(.)", r"\1", own["name"] or "")
    lines = [own["text"] or "", *(_outdented(line, 4) for line in below)]
    if what.endswith("note"):
        return DocumentNote(_text(lines), private=what.startswith("private"))
    if what == "promise":
        return DocumentPromise(_text(lines), name, _iso(own["due"]), state)
    asked, answer = _with_answer(lines)
    return DocumentPoint(asked, None if what == "point" else what, name, state, answer)


def _with_answer(lines: list[str]) -> tuple[str, str]:
    for position, line in enumerate(lines[1:], start=1):
        found = _ANSWER.match(line)
        if found:
            rest = [_outdented(below, 4) for below in lines[position + 1 :]]
            return _text(lines[:position]), _text([found["text"] or "", *rest])
    return _text(lines), ""


def _text(lines: list[str]) -> str:
    return tidy("\n".join(_ESCAPED_ANSWER.sub("", line) for line in lines))


def _iso(day: str | None) -> date | None:
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        return None


def _outdented(line: str, columns: int) -> str:
    spaces = len(line) - len(line.lstrip(" "))
    return line[min(spaces, columns) :]


def _promise(text: str, below: list[str], state: State, manner: Manner, owner: str) -> DocumentPromise:
    named = _OWNER.match(text)
    if named and not owner:
        owner = named["at"] or named["colon"]
        text = text[named.end() :]
    to = _OWNER_TO.match(text)
    whole = tidy("\n".join([text, *_flush_left(below)]))
    return DocumentPromise(whole, owner or (to["to"] if to else ""), _due(text, manner), state)


def _due(text: str, manner: Manner) -> date | None:
    due = _DUE.search(text)
    found = find_date(due["when"], manner.order) if due else None
    return found.day if found and not found.before else None


def _point_and_promises(text: str, below: list[str], state: State, manner: Manner) -> list[Part]:
    kind = _KIND.match(text)
    said = text[kind.end() :] if kind else text
    code = _KIND_WORDS[kind["word"].lower()] if kind else None
    kept, promises = _without_promises(_flush_left(below), manner)
    if code == "question" or (code is None and said.rstrip(" *_").endswith("?")):
        return [DocumentPoint(tidy(said), "question", state=state, answer=_answer(kept)), *promises]
    return [DocumentPoint(tidy("\n".join([said, *kept])), code, state=state), *promises]


def _without_promises(lines: list[str], manner: Manner) -> tuple[list[str], list[DocumentPromise]]:
    kept: list[str] = []
    promises: list[DocumentPromise] = []
    for line in lines:
        item = ITEM.match(line)
        text = (item["text"] or "") if item else ""
        box = _BOX.match(text)
        bare = text[box.end() :] if box else text
        action = _ACTION.match(bare)
        if item and (action or (box and _AT.match(bare))):
            state = _STATES[box["state"].lower()] if box else "open"
            named = (action["owner"] or "") if action else ""
            promises.append(_promise(bare[action.end() :] if action else bare, [], state, manner, named))
        else:
            kept.append(line)
    return kept, promises


def _answer(lines: list[str]) -> str:
    """One bullet is an answer; several stay a list."""
    bullets = [line for line in lines if ITEM.match(line)]
    first = ITEM.match(lines[0]) if lines else None
    if len(bullets) == 1 and first and not _BOX.match(first["text"] or ""):
        lines = [first["text"] or "", *(line.strip() for line in lines[1:])]
    return tidy("\n".join(lines))


def _flush_left(lines: list[str]) -> list[str]:
    wide = [line.expandtabs(4) for line in lines]
    indents = [len(line) - len(line.lstrip(" ")) for line in wide if line.strip()]
    shared = min(indents, default=0)
    return [_outdented(line, shared) for line in wide]
