"""Contacts as rows: any delimiter, columns guessed from their names or said, with headings or without."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alongside.lib.contact_file.nouns import Card, NoContacts, Problem

FIELDS = {
    "name": "Name",
    "first": "First name",
    "last": "Last name",
    "email": "E-mail address",
    "role": "What they do",
    "team": "Team",
}
_WORDS = {
    "name": ("name", "full name", "display name", "fn", "anzeigename", "contact", "person"),
    "first": ("first name", "given name", "first", "vorname"),
    "last": ("last name", "family name", "surname", "last", "nachname"),
    "email": ("email", "e-mail", "mail", "e-mail address", "email address", "e-mail 1 - value", "e-mail-adresse"),
    # Of an address book "Title" is how somebody is addressed, and the last that tells what they do.
    "role": ("job title", "role", "position", "organization title", "organization 1 - title", "rolle", "title"),
    "team": ("team", "department", "organization department", "abteilung", "organization", "organization name",
             "company", "firma"),
}  # fmt: skip
_DELIMITERS = ",;\t|"
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
_ADDRESSES = re.compile(r"e-?mail(?: \d+)?(?:: | - | |-)(?:address|adresse|value)|e-?mail \d+", re.IGNORECASE)
"""E-mail 2 Address, E-Mail 2: Adresse, E-mail 2 - Value, Email 2; not their type, label or display name."""
_NO_NAME = re.compile(r"[\d@/:]")

csv.field_size_limit(1_000_000)


def columns_of(head: str) -> list[str]:
    """The names in the first line."""
    lines = head.splitlines()
    return [cell.strip() for cell in next(csv.reader([lines[0]], delimiter=_delimiter(head)), [])] if lines else []


def guessed(columns: Sequence[str]) -> dict[str, str]:
    """Field → column, by its name; without headings, by what stands in the first row."""
    by_word = {column.casefold(): column for column in reversed(columns)}
    found = {name: next((by_word[word] for word in words if word in by_word), "") for name, words in _WORDS.items()}
    return {name: column for name, column in found.items() if column} or _guessed_by_looks(columns)


def _guessed_by_looks(cells: Sequence[str]) -> dict[str, str]:
    email = next((cell for cell in cells if _ADDRESS.fullmatch(cell)), "")
    name = next((cell for cell in cells if " " in cell and not _NO_NAME.search(cell)), "")
    return {field: cell for field, cell in (("name", name), ("email", email)) if email and cell}


def cards_in_table(
    lines: Iterator[str], head: str, columns: Mapping[str, str] | None, *, open_end: bool = False
) -> Iterator[Card | Problem]:
    """`open_end`: the last line has no end, so its row may be cut off. Raises NoContacts where there is neither a name
    nor an address in any column."""
    names = columns_of(head)
    places = _places(names, columns or guessed(names))
    if not places.keys() & {"name", "first", "last", "email"}:
        seen = ", ".join(f"“{name[:40]}”" for name in names[:8])
        what = f"No column is called like a name or an e-mail address (there are {seen or 'none'})."
        then = "Call one “Name” and one “E-mail” in the first line, or export your contacts as vCard."
        raise NoContacts(what, then, "columns")
    addresses = _address_places(names, places)
    reader = csv.reader(lines, delimiter=_delimiter(head))
    if "email" not in places or not _ADDRESS.fullmatch(names[places["email"]]):
        next(reader, None)  # the headings
    for (line, cells), is_last in _with_last(_rows(reader)):
        if cells is None:
            yield Problem(line, "This row cannot be read. It is left out.")
        elif is_last and open_end and len(cells) < len(names):
            yield Problem(line, "This row has no end: the file is cut off there. It is left out; export it again.")
        else:
            yield _card(line, cells, places, addresses)


def _rows(reader: Any) -> Iterator[tuple[int, list[str] | None]]:
    """Without empty ones; nothing in place of one that cannot be read."""
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield reader.line_num, None
            continue
        if any(cell.strip() for cell in cells):
            yield reader.line_num, cells


def _with_last[T](rows: Iterator[T]) -> Iterator[tuple[T, bool]]:
    for row in rows:
        held = row
        break
    else:
        return
    for row in rows:
        yield held, False
        held = row
    yield held, True


def _card(line: int, cells: list[str], places: Mapping[str, int], addresses: Sequence[int]) -> Card | Problem:
    def cell(place: int | None) -> str:
        return " ".join(cells[place].split()) if place is not None and place < len(cells) else ""

    name = cell(places.get("name")) or f"{cell(places.get('first'))} {cell(places.get('last'))}".strip()
    told = (
        part.strip() for place in addresses for part in cell(place).replace(":::", ",").replace(";", ",").split(",")
    )
    emails = tuple(dict.fromkeys(each for each in told if each))
    if not name and not emails:
        return Problem(line, "This row has neither a name nor an e-mail address. It is left out.")
    return Card(line, name, emails, cell(places.get("role")), cell(places.get("team")))


def _places(names: Sequence[str], chosen: Mapping[str, str]) -> dict[str, int]:
    """A column is said by its name, or by its number, from 1 on."""
    numbers = {str(number): number - 1 for number in range(1, len(names) + 1)}
    named = {name: place for place, name in reversed(list(enumerate(names)))}
    found = {field: named.get(column, numbers.get(column)) for field, column in chosen.items()}
    return {field: place for field, place in found.items() if place is not None}


def _address_places(names: Sequence[str], places: Mapping[str, int]) -> list[int]:
    """The column that was chosen, and the second and third that its program writes."""
    if "email" not in places:
        return []
    more = [place for place, name in enumerate(names) if place != places["email"] and _ADDRESSES.fullmatch(name)]
    return [places["email"], *more]


def _delimiter(head: str) -> str:
    first = next((line for line in io.StringIO(head) if line.strip()), "")
    return max(_DELIMITERS, key=first.count)
