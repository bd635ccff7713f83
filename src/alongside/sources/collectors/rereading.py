"""Sources that are one file: read whole when it has changed, and not at all when it has not."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from alongside.sources.collectors.contract import Checkpoint, Defect, Found, Given, Gone, Item, Progress
from alongside.sources.collectors.text_file import fingerprint, name_of

_PAGE = 500
_MOST_REMEMBERED = 20_000


def reread(given: Given, items: Iterator[Item], *, stage: str, living: bool = False) -> Iterator[Item]:
    """What of `items` the last run did not yield, with checkpoints. A cut-off run over the same file goes on.

    `living` is a document that is edited for ever: what no longer stands in it is Gone. The setting with the path
    is called `file`.
    """
    state = _stated(given)
    if given.state.get("print") == state["print"] and given.state.get("whole"):
        yield Progress("no change", 0)
    else:
        yield from _rest(given, items, state, stage, living)


def _stated(given: Given) -> dict[str, Any]:
    """The outcome depends on the file, on the answers of the form, and on who asks from where."""
    me = [sorted(names) for names in (given.me.names, given.me.emails, given.me.logins)]
    asked = json.dumps([sorted(given.settings.items()), me, str(given.zone)])
    told = f"{fingerprint(given.settings.get('file', ''))} {asked}"
    return {"print": hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()}


def _rest(given: Given, items: Iterator[Item], state: dict[str, Any], stage: str, living: bool) -> Iterator[Item]:
    done = int(given.state.get("done", 0)) if given.state.get("print") == state["print"] else 0
    before, now, count = list(given.state.get("ids", ())), dict[str, None](), 0
    if living:
        # A document keeps its first name: only so are items found again after the file was renamed.
        state = {**state, "origin": given.state.get("origin") or name_of(given.settings.get("file", ""))}
    for item in items:
        if isinstance(item, Found):
            count += 1
            if living:
                now[item.finding.id] = None
            if count > done:
                yield Found(item.finding, state["origin"]) if living else item
                if count % _PAGE == 0:
                    yield Progress(stage, count)
                    yield Checkpoint({**state, "done": count, "ids": _remembered([*before, *now])})
        elif not (isinstance(item, Defect) and count < done):
            yield item
        if count % 100 == 0:
            given.pause(0)
    gone = tuple(name for name in before if name not in now) if living else ()
    if gone:
        yield Gone(gone, state["origin"])
    yield Progress(stage, count, count)
    yield Checkpoint({**state, "done": count, "whole": True, "ids": _remembered(list(now))})


def _remembered(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names)) if len(names) <= _MOST_REMEMBERED else []
