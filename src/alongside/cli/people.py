from collections.abc import Iterator
from enum import StrEnum
from itertools import batched
from pathlib import Path
from typing import Annotated, Any

import typer

from alongside.cli.output import Json, answer, note
from alongside.client.choosing import client
from alongside.client.client import Client
from alongside.client.refused import refuse
from alongside.lib.contact_file import Card, NoContacts, Problem, read

_AT_ONCE = 500


class Ring(StrEnum):
    INNER = "inner"
    LEADERS = "leaders"
    NEXT_LEVEL = "next_level"
    SUPPORT = "support"


DUE = Annotated[bool, typer.Option("--due", help="Only those with whom a contact is wanted, the latest first.")]
RING = Annotated[Ring | None, typer.Option(help="Only in this ring.")]
FILE = Annotated[Path, typer.Argument(help="A vCard (.vcf) or CSV file.")]
RELATION = Annotated[str, typer.Option(help="What the new ones are to you: peer, manager, stakeholder …")]
DRY = Annotated[bool, typer.Option("--dry-run", help="Say what it would bring, and keep nothing.")]

people = typer.Typer(help="Who is around you, and when you were last in touch.", invoke_without_command=True)


@people.callback()
def show(context: typer.Context, *, due: DUE = False, ring: RING = None, as_json: Json = False) -> None:
    """Who is around you, and when you were last in touch."""
    if context.invoked_subcommand is None:
        asked = {"due": due or None, "ring": ring.value if ring else None}
        with client() as door:
            items = door.all("standings", **asked)
        document = {"items": items, "total": len(items)}
        answer(document, as_json=as_json, told=lambda: _told(items, due=due))


@people.command("import")
def import_file(file: FILE, *, relation: RELATION = "other", dry_run: DRY = False, as_json: Json = False) -> None:
    """Bring in people from an address book; who is there already gets the addresses that are new."""
    try:
        with file.open("rb") as opened, client() as door:
            done = _sent(door, read(opened), {"relation": relation, "dry_run": dry_run})
    except NoContacts as problem:
        raise refuse("No contacts", str(problem), status=422) from problem
    except OSError as problem:
        raise refuse("Not read", f"{file} cannot be read: {problem.strerror}.", status=400) from problem
    answer(done, as_json=as_json, told=lambda: _summary(done, dry_run=dry_run))


def _sent(door: Client, found: Iterator[Card | Problem], asked: dict[str, Any]) -> dict[str, Any]:
    """A few hundred at a time, so that any number fits and how far it is can be said."""
    done: dict[str, Any] = {"read": 0, "added": 0, "known": 0, "addresses": 0, "told": [], "told_count": 0}
    for some in batched(found, _AT_ONCE):
        cards = [each for each in some if isinstance(each, Card)]
        told = [{"line": each.line, "message": each.message} for each in some if isinstance(each, Problem)]
        part = door.post("persons/import", {"items": [_as_sent(card) for card in cards], **asked})
        for name in ("read", "added", "known", "addresses", "told_count"):
            done[name] += part[name]
        done["told"] += [*told, *part["told"]]
        done["told_count"] += len(told)
        if done["read"] >= _AT_ONCE:
            note(f"{done['read']:,} read, {done['added']:,} new")
    return done


def _as_sent(card: Card) -> dict[str, Any]:
    return {"line": card.line, "name": card.name, "emails": card.emails, "role": card.role, "team": card.team}


def _summary(done: dict[str, Any], *, dry_run: bool) -> str:
    would = "would be " if dry_run else ""
    contacts = "contact" if done["read"] == 1 else "contacts"
    lines = [f"{done['read']:,} {contacts}: {done['added']:,} {would}added, {done['known']:,} known before."]
    lines += [f"  line {each['line']}: {each['message']}" for each in done["told"][:20]]
    if len(done["told"]) > 20:
        lines.append(f"  … {done['told_count'] - 20} more: --json")
    return "\n".join(lines)


def _told(items: list[dict[str, Any]], *, due: bool) -> str:
    if not items:
        return "Nobody is waiting to hear from you." if due else "Nobody yet. Write @mina in a line of your log."
    return "\n".join(_line(each) for each in items)


def _line(each: dict[str, Any]) -> str:
    last = each["last_on"] or "no contact yet"
    due = f"due {each['due_on']}" if each["due_on"] else ""
    return (
        f"{each['name']:<28} {'@' + each['handle']:<20} {each['ring']:<10} {each['state']:<6} {last:<15} {due}".rstrip()
    )
