from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from alongside.cli.contacts import columns_in, import_contacts, summary
from alongside.cli.output import Json, answer
from alongside.cli.twice import how_many, merge, show_twice
from alongside.client.choosing import client
from alongside.lib.contact_file import FIELDS


class Ring(StrEnum):
    INNER = "inner"
    LEADERS = "leaders"
    NEXT_LEVEL = "next_level"
    SUPPORT = "support"


DUE = Annotated[bool, typer.Option("--due", help="Only those with whom a touchpoint is wanted, the latest first.")]
RING = Annotated[Ring | None, typer.Option(help="Only in this ring.")]
FILE = Annotated[Path, typer.Argument(help="A vCard (.vcf) or CSV file.")]
RELATION = Annotated[str, typer.Option(help="What the new ones are to you: peer, manager, stakeholder …")]
COLUMN = Annotated[
    list[str] | None,
    typer.Option(metavar="WHAT=COLUMN", help=f"Of a CSV file, by name or number: {', '.join(FIELDS)}. Repeat it."),
]
DRY = Annotated[bool, typer.Option("--dry-run", help="Say what it would bring, and keep nothing.")]

CAME = Annotated[str, typer.Argument(metavar="MOMENT", help="When they came, as the import said.")]

people = typer.Typer(help="Who is around you, and when you were last in touch.", invoke_without_command=True)


@people.callback()
def show(context: typer.Context, *, due: DUE = False, ring: RING = None, as_json: Json = False) -> None:
    """Who is around you, and when you were last in touch."""
    if context.invoked_subcommand is None:
        asked = {"due": due or None, "ring": ring.value if ring else None}
        with client() as door:
            items = door.all("standings", **asked)
            twice = how_many(door) if items and not (due or ring or as_json) else ""
        document = {"items": items, "total": len(items)}
        answer(
            document, as_json=as_json, told=lambda: "\n".join(filter(None, [_told(items, due=due, ring=ring), twice]))
        )


people.command("twice")(show_twice)
people.command("merge")(merge)


@people.command("import")
def import_file(
    file: FILE, *, relation: RELATION = "other", column: COLUMN = None, dry_run: DRY = False, as_json: Json = False
) -> None:
    """Bring in people from an address book; who is there already gets the addresses that are new."""
    done = import_contacts(file, relation=relation, columns=columns_in(column or []), dry_run=dry_run)
    answer(done, as_json=as_json, told=lambda: summary(done, dry_run=dry_run))


@people.command("take-back")
def take_back(came_at: CAME, *, as_json: Json = False) -> None:
    """Remove whom an import added, but for those you met, edited or named since. They can be brought back."""
    with client() as door:
        done = door.post("persons/import/take-back", {"came_at": came_at})
    answer(done, as_json=as_json, told=lambda: f"{done['total']:,} taken back.")


def _told(items: list[dict[str, Any]], *, due: bool, ring: Ring | None) -> str:
    if not items and due:
        return "Nobody is waiting to hear from you."
    if not items and ring:
        return "Nobody in this ring. `alongside people` shows all; on the page People you move them."
    if not items:
        return "Nobody yet. Write @mina in a line of your log, or bring some in: alongside people import FILE"
    return "\n".join(_line(each) for each in items)


def _line(each: dict[str, Any]) -> str:
    last = each["last_on"] or "no touchpoint yet"
    due = f"due {each['due_on']}" if each["due_on"] else ""
    return (
        f"{each['name']:<28} {'@' + each['handle']:<20} {each['ring']:<10} {each['state']:<6} {last:<15} {due}".rstrip()
    )
