"""`alongside people import FILE`: contacts from a file, a few hundred at a time."""

from collections.abc import Iterator
from itertools import batched
from pathlib import Path
from typing import Any, BinaryIO

import typer

from alongside.cli.output import note
from alongside.client.choosing import client
from alongside.client.client import Client
from alongside.client.refused import Refused, refuse
from alongside.lib.contact_file import FIELDS, Card, NoContacts, Problem, columns_of, guessed, read
from alongside.lib.contact_file.reading import head_of

_AT_ONCE = 500
_SHOWN = 5
_LONGEST = 1000
_MOST_ADDRESSES = 50
_ADVICE = {
    "calendar": "To read whom you met: alongside collect calendar FILE",
    "columns": "Say which column is what, by its name or its number: --column name=1 --column email=2",
}


def columns_in(given: list[str]) -> dict[str, str]:
    found = {}
    for text in given:
        field, equals, column = text.partition("=")
        if not (equals and field in FIELDS):
            raise typer.BadParameter(f"“{text}” does not say which column is what. Write {'=…, '.join(FIELDS)}=….")
        found[field] = column.strip()
    return found


def import_contacts(file: Path, *, relation: str, columns: dict[str, str], dry_run: bool) -> dict[str, Any]:
    """Raises Refused."""
    with _opened(file) as opened, client() as door:
        try:
            found = read(opened, _chosen(opened, columns))
            return _sent(door, found, {"relation": relation, "dry_run": dry_run})
        except NoContacts as problem:
            advice = _ADVICE.get(problem.kind)
            raise refuse("No contacts", f"{problem.what} {advice}" if advice else str(problem), status=422) from problem
        except Refused as refused:
            raise _with_option(refused) from refused


def summary(done: dict[str, Any], *, dry_run: bool) -> str:
    would = "would be " if dry_run else ""
    contacts = "contact" if done["read"] == 1 else "contacts"
    lines = [f"{done['read']:,} {contacts}: {done['added']:,} {would}added, {done['known']:,} known before."]
    lines += [f"  line {each['line']}: {each['message']}" for each in done["told"][:20]]
    if done["told_count"] > 20:
        lines.append(f"  … {done['told_count'] - 20:,} more: --json")
    if done["added"] and not dry_run:
        lines.append(f"The wrong file? alongside people take-back {done['came_at']}")
    return "\n".join(lines)


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as problem:
        raise refuse("Not read", f"{file} cannot be read: {problem.strerror}.", status=400) from problem


def _chosen(file: BinaryIO, said: dict[str, str]) -> dict[str, str] | None:
    """What was said, and for the rest what is guessed."""
    if not said:
        return None
    names = columns_of(head_of(file))
    known = {*names, *(str(number) for number in range(1, len(names) + 1))}
    if unknown := ", ".join(f"“{column}”" for column in said.values() if column not in known):
        there = ", ".join(f"{number} “{name[:40]}”" for number, name in enumerate(names[:12], start=1))
        raise refuse("No such column", f"There is no column {unknown}. There are: {there or 'none'}.", status=422)
    return {**guessed(names), **said}


def _sent(door: Client, found: Iterator[Card | Problem], asked: dict[str, Any]) -> dict[str, Any]:
    """A few hundred at a time, so that any number fits and how far it is can be said."""
    done: dict[str, Any] = {"read": 0, "added": 0, "known": 0, "addresses": 0, "told": [], "told_count": 0}
    done["came_at"] = None
    for some in batched(found, _AT_ONCE):
        cards = [each for each in some if isinstance(each, Card)]
        told = [{"line": each.line, "message": each.message} for each in some if isinstance(each, Problem)]
        part = door.post("persons/import", {"items": [_as_sent(card) for card in cards], **asked})
        asked["came_at"] = done["came_at"] = part["came_at"]
        for name in ("read", "added", "known", "addresses", "told_count"):
            done[name] += part[name]
        done["told"] += [*told, *part["told"]]
        done["told_count"] += len(told)
        if asked["dry_run"] and done["read"] == part["read"]:
            _show_first(cards)
        if done["read"] >= _AT_ONCE:
            note(f"{done['read']:,} read, {done['added']:,} new")
    if not (done["read"] or done["told"]):
        raise NoContacts("There is no contact in this file.", "Export it again.")
    return done


def _show_first(cards: list[Card]) -> None:
    for card in cards[:_SHOWN]:
        note("  " + "  ".join(part for part in (card.name, ", ".join(card.emails), card.role, card.team) if part))


def _as_sent(card: Card) -> dict[str, Any]:
    texts = {name: getattr(card, name)[:_LONGEST] for name in ("name", "role", "team")}
    return {"line": card.line, **texts, "emails": [email[:_LONGEST] for email in card.emails[:_MOST_ADDRESSES]]}


def _with_option(refused: Refused) -> Refused:
    about = any(each["at"] == "relation" for each in refused.problem.get("errors", []))
    return Refused({**refused.problem, "detail": f"--relation: {refused}"}) if about else refused
