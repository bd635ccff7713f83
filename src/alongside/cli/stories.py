from typing import Annotated, Any

import typer

from alongside.cli.output import Json, answer, say
from alongside.client.choosing import client

MARKDOWN = Annotated[bool, typer.Option("--markdown", help="As a Markdown document.")]
ARCHIVED = Annotated[bool, typer.Option("--archived", help="Those that were archived instead.")]


def stories(*, markdown: MARKDOWN = False, archived: ARCHIVED = False, as_json: Json = False) -> None:
    """Your impact stories: did what, to change what, resulting in what."""
    with client() as door:
        items = door.all("stories", archived=archived or None)
        form = "markdown" if markdown else "sentence"
        texts = [] if as_json else [door.get(f"stories/{story['id']}/text", form=form)["text"] for story in items]
    if markdown and not as_json:
        say("\n\n".join(texts))
    else:
        answer({"items": items, "total": len(items)}, as_json=as_json, told=lambda: _told(items, texts))


def _told(items: list[dict[str, Any]], texts: list[str]) -> str:
    if not items:
        return (
            "No impact stories yet. Make one: alongside story draft --entry NUMBER (`alongside entries` shows it),\n"
            "or --piece NUMBER (`alongside highlights --since DAY`)."
        )
    return "\n".join(_line(story, text) for story, text in zip(items, texts, strict=True))


def _line(story: dict[str, Any], text: str) -> str:
    gaps = "".join(f"\n                  missing: {gap['question']}" for gap in story["gaps"])
    return f"{story['id']:>4}  {story['happened_on']}  {text}{gaps}"
