"""One run over a project export."""

from collections.abc import Iterator

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Defect, Found, Given, Item, Refused
from alongside.sources.collectors.fields import Record, Unusable, number
from alongside.sources.collectors.gitlab import findings
from alongside.sources.collectors.gitlab.findings import Reading
from alongside.sources.collectors.gitlab.references import Place
from alongside.sources.collectors.rereading import reread

from . import translating
from .archive import lines
from .people import People, people

_LISTS = ("merge_requests", "issues", "releases")


def collect(given: Given) -> Iterator[Item]:
    yield from reread(given, _items(given), stage="records of the export")


def _items(given: Given) -> Iterator[Item]:
    path, place = given.settings.get("file", ""), _place(given)
    known = people(path)
    reading = Reading(known.myself(given.me), given.zone)
    for read in lines(path, _LISTS):
        given.pause(0)
        if isinstance(read, Defect):
            yield read
        else:
            yield from _taken(read[0], read[1], read[2], place=place, reading=reading, known=known)


def _taken(name: str, row: int, record: Record, *, place: Place, reading: Reading, known: People) -> Iterator[Item]:
    try:
        for finding in _READERS[name](record, place, reading, known):
            yield Found(finding, place.path)
    except Unusable as problem:
        yield Defect(f"{name}.ndjson, line {row}", f"It {problem}, so it is left out.")


def _merge_request(record: Record, place: Place, reading: Reading, known: People) -> Iterator[Finding]:
    told = translating.merge_request(record, known)
    if number(record, "author_id") in reading.myself.ids:
        commits, approvals = translating.commits(record), translating.approvals(record, known)
        yield findings.merge_request(told, place, reading, commits=commits, approvals=approvals)
    else:
        for done in translating.reviews(record, reading):
            yield findings.review(told, done, place, reading)


def _issue(record: Record, place: Place, reading: Reading, known: People) -> Iterator[Finding]:
    told = translating.issue(record, known)
    people_of_it = [told["author"], *told["assignees"]]
    if any(reading.myself.is_(person) for person in people_of_it):
        yield findings.issue(told, place, reading)


def _release(record: Record, place: Place, reading: Reading, known: People) -> Iterator[Finding]:
    if number(record, "author_id") in reading.myself.ids:
        yield findings.release(translating.release(record, known), place, reading)


_READERS = {"merge_requests": _merge_request, "issues": _issue, "releases": _release}


def _place(given: Given) -> Place:
    path = given.settings.get("project", "").strip().strip("/")
    if "/" not in path or "://" in path or len(path.split()) != 1:
        raise Refused("The export does not say where the project lives. Enter it as in its address: group/project.")
    return Place(path, (given.settings.get("address", "").strip() or "https://gitlab.com").rstrip("/"))
