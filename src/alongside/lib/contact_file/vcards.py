"""vCards: lines folded or not, quoted-printable or not; a broken card does not spoil the others."""

import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from alongside.lib.contact_file.nouns import Card, Problem

type Line = tuple[int, str]

_LONGEST = 2_000
"""Of a value: pictures and sounds are passed over."""
_NAMES = frozenset(("FN", "N", "EMAIL", "ORG", "TITLE", "ROLE", "KIND"))
_ENDS = frozenset(("BEGIN", "END"))
_ESCAPED = re.compile(r"\\([\\,;:nN])")
_MOST_ADDRESSES = 50


@dataclass(slots=True)
class _Open:
    line: int
    values: dict[str, list[str]] = field(default_factory=dict)


def cards_in(lines: Iterable[str]) -> Iterator[Card | Problem]:
    card: _Open | None = None
    depth = 0
    for number, line in _unfolded(lines):
        name, parameters, value = _cut(line)
        is_card = name in _ENDS and value.strip().upper() == "VCARD"
        if is_card and name == "BEGIN":
            if card and depth:  # an agent: a card in a card
                depth += 1
                continue
            card, depth = _Open(number), 1
        elif is_card:
            depth -= 1
            if card and depth == 0:
                yield _told(card)
                card = None
        elif card and depth == 1 and name in _NAMES:
            card.values.setdefault(name, []).append(_value(parameters, value))
    if card:
        yield Problem(card.line, "This card has no end: the file is cut off there. It is left out; export it again.")


def _unfolded(lines: Iterable[str]) -> Iterator[Line]:
    number, whole = 0, ""
    for position, line in enumerate(lines, start=1):
        if line[:1] in (" ", "\t") and number:
            whole += line[1:] if len(whole) < _LONGEST else ""
        elif _goes_on(whole):
            whole = whole[:-1] + line
        else:
            if whole:
                yield number, whole
            number, whole = position, line
    if whole:
        yield number, whole


def _goes_on(line: str) -> bool:
    """A soft line break of quoted-printable."""
    return line.endswith("=") and len(line) < _LONGEST and "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _cut(line: str) -> tuple[str, str, str]:
    """Name without its group, parameters, value; a colon in a quoted parameter does not end them."""
    place = line.find(":")
    if '"' not in line[:place]:
        return _named(line, place) if place >= 0 else ("", "", "")
    quoted = False
    for place, letter in enumerate(line):
        if letter == '"':
            quoted = not quoted
        elif letter == ":" and not quoted:
            return _named(line, place)
    return "", "", ""


def _named(line: str, colon: int) -> tuple[str, str, str]:
    name, _, parameters = line[:colon].partition(";")
    return name.rpartition(".")[2].strip().upper(), parameters.upper(), line[colon + 1 :]


def _value(parameters: str, value: str) -> str:
    value = value[:_LONGEST]
    if "QUOTED-PRINTABLE" in parameters:
        raw = quopri.decodestring(value.encode("utf-8", "replace"))
        try:
            value = raw.decode("utf-8")
        except UnicodeDecodeError:
            value = raw.decode("cp1252", "replace")
    return value


def _told(card: _Open) -> Card | Problem:
    values = card.values
    if values.get("KIND", [""])[0].strip().lower() in ("group", "location"):
        return Problem(card.line, "This card is a group or a place, not a person. It is left out.")
    name = _plain(_first(values, "FN")) or _spoken(_first(values, "N"))
    emails = [_plain(each).removeprefix("mailto:") for each in values.get("EMAIL", [])]
    found = tuple(dict.fromkeys(each for each in emails if "@" in each))[:_MOST_ADDRESSES]
    if not name and not found:
        return Problem(card.line, "This card has neither a name nor an e-mail address. It is left out.")
    parts = [_plain(part) for part in _parts(_first(values, "ORG"))]
    team = next((part for part in reversed(parts) if part), "")
    return Card(card.line, name, found, _plain(_first(values, "TITLE")) or _plain(_first(values, "ROLE")), team)


def _first(values: dict[str, list[str]], name: str) -> str:
    return next((value for value in values.get(name, []) if value.strip(" ;")), "")


def _parts(value: str) -> list[str]:
    return re.split(r"(?<!\\);", value)


def _spoken(value: str) -> str:
    """`Okafor;Mina;;Dr.;` as it is said: given names, then the family's."""
    parts = [_plain(part) for part in _parts(value)] + ["", "", ""]
    return " ".join(part for part in (parts[1], parts[2], parts[0]) if part)


def _plain(value: str) -> str:
    text = _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], value)
    return " ".join(text.split())
