import hashlib
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Checkpoint, Defect, Found, Given, Item, Progress, Refused, folded
from alongside.sources.collectors.github.findings import Eye, everything, released
from alongside.sources.collectors.github.reading import read_release, read_thread
from alongside.sources.collectors.github.threads import NotReadable
from alongside.sources.collectors.plain import file_at
from alongside.sources.collectors.text_file import fingerprint

from .archive import everything_in
from .export import Gathered, is_of_export, is_thread
from .records import Broken

_OFTEN = 500
_MOST_DEFECTS = 200

type _Told = Iterator[tuple[Finding, str] | Defect]


def collect(given: Given) -> Iterator[Item]:
    path = file_at(given.settings.get("file", ""))
    eye = _eye(given)
    state = {"file": _state_of(path, given)}
    done = given.state.get("done", 0) if given.state.get("file") == state["file"] else 0
    if done == "all":
        yield Checkpoint({**state, "done": "all"})
        return
    read = defects = 0
    for each in _everything(path, eye, given):
        if isinstance(each, Defect):
            defects += 1
            if defects <= _MOST_DEFECTS:
                yield each
            continue
        read += 1
        if read > done:
            yield Found(*each)
            if read % _OFTEN == 0:
                yield Progress("findings", read)
                yield Checkpoint({**state, "done": read})
    if defects > _MOST_DEFECTS:
        yield Defect(path.name, f"{defects - _MOST_DEFECTS} more could not be read.")
    yield Progress("findings", read, read)
    yield Checkpoint({**state, "done": "all"})


def _eye(given: Given) -> Eye:
    logins = frozenset(folded(login) for login in re.split(r"[\s,;@]+", given.settings.get("login", "")) if login)
    if not logins and not given.me.logins:
        raise Refused("Nothing tells which login in the file is yours. Enter it.")
    return Eye(given.me, given.zone, logins)


def _state_of(path: Path, given: Given) -> str:
    """Another file is read from its beginning, and the same file too when the member is known by other names."""
    me = sorted([*given.me.logins, *given.me.emails, folded(given.settings.get("login", ""))])
    settings = "\n".join([fingerprint(path), given.settings.get("repository", ""), *me])
    return hashlib.sha256(settings.encode("utf-8", "surrogatepass")).hexdigest()


def _everything(path: Path, eye: Eye, given: Given) -> _Told:
    """An export is read twice: what was said stands before what it was said about."""
    gathered = _gathered(path, eye, given)
    repository, some = given.settings.get("repository", "").strip(), False
    for place, number, record in everything_in(path, given.pause):
        some = some or not isinstance(record, Broken)
        yield from _one(record, f"{place}, record {number}" if number else place, eye, gathered, repository)
    if not some:
        raise Refused("There is nothing in this file that gh or an export of GitHub writes. Export it again.")
    yield from _elsewhere(eye, gathered)


def _gathered(path: Path, eye: Eye, given: Given) -> Gathered:
    gathered = Gathered(eye)
    with closing(everything_in(path, given.pause)) as all_of_it:
        for place, number, record in all_of_it:
            if not isinstance(record, Broken):
                gathered.gather(record)
                if place == path.name and number == 1 and not is_of_export(record):
                    break
    return gathered


def _one(record: dict[str, Any] | Broken, place: str, eye: Eye, gathered: Gathered, repository: str) -> _Told:
    if isinstance(record, Broken):
        yield Defect(place, record.message)
        return
    try:
        yield from _of_export(record, eye, gathered) if is_of_export(record) else _of_gh(record, eye, repository)
    except NotReadable as problem:
        yield Defect(place, str(problem))


def _of_export(record: dict[str, Any], eye: Eye, gathered: Gathered) -> _Told:
    if is_thread(record):
        thread = gathered.thread(record)
        yield from ((finding, thread.repository) for finding in everything(thread, eye))
    elif record.get("type") == "release":
        release = gathered.release(record)
        if release:
            yield from ((finding, release.repository) for finding in released(release, eye))


def _of_gh(record: dict[str, Any], eye: Eye, repository: str) -> _Told:
    if not isinstance(record.get("author"), dict):
        raise NotReadable("It does not say who opened it. Ask gh for the field author as well.")
    if "tagName" in record:
        release = read_release(record, repository)
        yield from ((finding, release.repository) for finding in released(release, eye))
    else:
        thread = read_thread(record, repository)
        yield from ((finding, thread.repository) for finding in everything(thread, eye))


def _elsewhere(eye: Eye, gathered: Gathered) -> _Told:
    for thread in gathered.elsewhere():
        yield from ((finding, thread.repository) for finding in everything(thread, eye))
