"""`alongside story`: one impact story, from its draft to the sentence that is taken along."""

from contextlib import AbstractContextManager
from enum import StrEnum
from typing import Annotated, Any

import typer

from alongside.cli.numbered import numbered
from alongside.cli.output import Json, answer, day, say
from alongside.client.choosing import client
from alongside.client.client import Client
from alongside.client.refused import Refused, refuse

story = typer.Typer(help="One impact story: draft, show, set, confirm, copy.", no_args_is_help=True)


class Form(StrEnum):
    SENTENCE = "sentence"
    BULLET = "bullet"
    MARKDOWN = "markdown"


class Circle(StrEnum):
    OWN = "own"
    COLLABORATION = "collaboration"
    ENABLING = "enabling"


NUMBER = Annotated[int, typer.Argument(metavar="NUMBER", help="As `alongside stories` shows it.")]
PIECE = Annotated[int | None, typer.Option(metavar="NUMBER", help="Out of this piece of work.")]
ENTRY = Annotated[int | None, typer.Option(metavar="NUMBER", help="Out of this entry of your log.")]
ACTION = Annotated[str | None, typer.Option(metavar="TEXT", help="What you did: a verb and its object.")]
PURPOSE = Annotated[str | None, typer.Option(metavar="TEXT", help="To change what, and for whom.")]
RESULT = Annotated[str | None, typer.Option(metavar="TEXT", help="What is different now, with its number.")]
CIRCLE = Annotated[Circle | None, typer.Option(help="Circle of impact.")]
GOAL = Annotated[list[str] | None, typer.Option(metavar="TEXT", help="A goal it serves; can be repeated.")]
WITNESS = Annotated[list[str] | None, typer.Option(metavar="NAME", help="Who saw it; can be repeated.")]
ON = Annotated[str | None, typer.Option(metavar="DAY", help="When: 2026-11-20, or in words.")]
THE_CIRCLE = Annotated[bool, typer.Option("--circle", help="The circle of impact that is proposed.")]
PROPOSED = Annotated[list[str] | None, typer.Option(metavar="NAME", help="A witness who is proposed.")]
FORM = Annotated[Form, typer.Option(help="One sentence, a bullet, or Markdown.")]


@story.command()
def draft(*, piece: PIECE = None, entry: ENTRY = None, as_json: Json = False) -> None:
    """A new story in the words of a piece of work or an entry; each gap is a question."""
    if (piece is None) == (entry is None):
        raise typer.BadParameter("Choose one of --piece and --entry.")
    with client() as door:
        _show(door.post("stories/draft", {"piece": piece, "entry": entry}), as_json=as_json)


@story.command()
def show(number: NUMBER, *, as_json: Json = False) -> None:
    """What the story says, what says so, what it does not say yet, and what is proposed."""
    with client() as door, _numbered(number):
        _show(door.get(f"stories/{number}"), as_json=as_json)


@story.command("set")
def set_(
    number: NUMBER,
    *,
    action: ACTION = None,
    purpose: PURPOSE = None,
    result: RESULT = None,
    circle: CIRCLE = None,
    goal: GOAL = None,
    witness: WITNESS = None,
    on: ON = None,
    as_json: Json = False,
) -> None:
    """Finish what is missing. Goals replace the goals there are, a witness joins those there are."""
    said = {"action": action, "purpose": purpose, "result": result, "goals": goal or None, "happened_on": day(on)}
    change: dict[str, Any] = {name: value for name, value in said.items() if value is not None}
    change |= {"circle": circle.value} if circle else {}
    if not change and not witness:
        raise typer.BadParameter("Say what to set: --action, --purpose, --result, --circle, --goal, --witness, --on.")
    with client() as door, _numbered(number):
        change |= {"witnesses": _witnesses(door, number, witness)} if witness else {}
        _show(door.patch(f"stories/{number}", change), as_json=as_json)


@story.command()
def confirm(number: NUMBER, *, circle: THE_CIRCLE = False, witness: PROPOSED = None, as_json: Json = False) -> None:
    """Take over what the record proposes."""
    if not circle and not witness:
        raise typer.BadParameter("Say what to confirm: --circle, --witness NAME.")
    with client() as door, _numbered(number):
        found = door.get(f"stories/{number}")
        if circle and not found["circle"]:
            if not found["proposed_circle"]:
                detail = f"The record proposes no circle. Set one: alongside story set {number} --circle own"
                raise refuse("Nothing is proposed", detail, status=422)
            found = door.post(f"stories/{number}/confirm", {"circle": found["proposed_circle"]["circle"]})
        for name in witness or ():
            found = _confirmed(door, number, name)
        _show(found, as_json=as_json)


@story.command()
def copy(number: NUMBER, *, form: FORM = Form.SENTENCE, as_json: Json = False) -> None:
    """The story as text to take along."""
    with client() as door, _numbered(number):
        found = door.get(f"stories/{number}/text", form=form.value)
    if as_json:
        answer({"form": form.value, **found}, as_json=True, told=str)
    else:
        say(found["text"].rstrip("\n"))


def _confirmed(door: Client, number: int, name: str) -> Any:
    try:
        return door.post(f"stories/{number}/confirm", {"witness": name})
    except Refused as refused:
        if not any(each["at"] == "witness" for each in refused.problem.get("errors", [])):
            raise
        detail = f"Nothing on record says that “{name}” saw it. To say so yourself: alongside story set {number}"
        raise Refused({**refused.problem, "detail": f"{detail} --witness NAME"}) from refused


def _numbered(number: int) -> AbstractContextManager[None]:
    return numbered("story", number, shown_by="alongside stories")


def _witnesses(door: Client, number: int, names: list[str]) -> list[int]:
    there = [person["id"] for person in door.get(f"stories/{number}")["witnesses"]]
    return [*there, *(door.get("persons/find", text=name)["id"] for name in names)]


def _show(found: dict[str, Any], *, as_json: bool) -> None:
    answer(found, as_json=as_json, told=lambda: "\n".join([*_said(found), *_missing(found), *_proposed(found)]))


def _said(found: dict[str, Any]) -> list[str]:
    lines = [f"Story {found['id']}, {found['happened_on']}"]
    for sentence in found["sentences"]:
        lines += [f"  {_WORDS[sentence['part']]:<13}{sentence['text']}", f"               {_sources(sentence)}"]
    witnesses = ", ".join(person["name"] for person in found["witnesses"])
    more = (("circle", found["circle"]), ("goals", ", ".join(found["goals"])), ("seen by", witnesses))
    return lines + [f"  {name:<13}{told}" for name, told in more if told]


_WORDS = {"action": "did", "purpose": "to", "result": "resulting in"}


def _missing(found: dict[str, Any]) -> list[str]:
    questions = [f"  {gap['question']}" for gap in found["gaps"]]
    return ["", "It does not say yet:", *questions] if questions else []


def _proposed(found: dict[str, Any]) -> list[str]:
    lines = []
    if circle := found["proposed_circle"]:
        lines.append(f"  {circle['name']}: {circle['because']} ({_sources(circle)})  --circle")
    lines += [
        f'  {each["name"]} {each["because"]} ({_sources(each)})  --witness "{each["name"]}"'
        for each in found["proposed_witnesses"]
    ]
    return ["", f"Proposed; take it over with alongside story confirm {found['id']}:", *lines] if lines else []


def _sources(told: dict[str, Any], at_most: int = 3) -> str:
    labels = [source["label"] for source in told["sources"]]
    more = [f"{len(labels) - at_most} more"] if len(labels) > at_most else []
    return ", ".join([*labels[:at_most], *more]) or "in your own words"
