import re
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Checkpoint, Defect, Found, Given, Item, Progress, Refused, folded

from .asking import GitHub, Told
from .findings import Eye, Teller, closed, commented, opened_or_closed, released, reviewed
from .queries import RELEASES, WHO
from .reading import read_release, read_thread, repository_of
from .searching import pages
from .state import Memory
from .threads import NotReadable
from .values import inside, listed, moment, text

_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_REPOSITORY = re.compile(r"(?:https?://[^/\s]+/)?([\w.-]{1,100}/[\w.-]{1,100}?)(?:\.git)?/?")
_MAY_PUBLISH = {"ADMIN", "MAINTAIN", "WRITE"}
_SEARCHES: Mapping[str, tuple[str, Teller]] = {
    "mine": ("my pull requests and issues", opened_or_closed),
    "reviewed": ("reviews", reviewed),
    "commented": ("comments", commented),
    "closed": ("issues done", closed),
}


@dataclass(frozen=True, slots=True)
class _Run:
    github: GitHub
    login: str
    eye: Eye
    memory: Memory
    pause: Callable[[float], None]

    def checkpoint(self) -> Checkpoint:
        return Checkpoint(self.memory.said())


def collect(given: Given) -> Iterator[Item]:
    token = given.settings.get("token", "").strip()
    if not token:
        raise Refused("GitHub wants to know who asks. Enter a token; the guide tells how to make one.")
    wanted = list(_wanted(given.settings.get("repositories", "")))
    address = given.settings.get("address", "").strip()
    with GitHub(address, token, given.pause) as github:
        login = _login(github)
        eye = Eye(given.me, given.zone, frozenset({folded(login)}))
        run = _Run(github, login, eye, Memory(given.state, login, address), given.pause)
        yield from _named(run, wanted) if wanted else _all(run)
        yield run.checkpoint()


def _wanted(lines: str) -> Iterator[str]:
    for line in filter(None, re.split(r"[\s,]+", lines)):
        found = _REPOSITORY.fullmatch(line)
        if not found:
            raise Refused(f"“{line[:60]}” is no repository. Write owner/name, one a line.")
        yield found[1]


def _login(github: GitHub) -> str:
    told = github.ask(WHO)
    login = text(told.data, "viewer", "login")
    if not _LOGIN.fullmatch(login):
        raise Refused("GitHub does not say whose token this is. Use the token of a person.")
    return login


def _named(run: _Run, wanted: list[str]) -> Iterator[Item]:
    """Releases first: that tells whether the repository is there, and its name of today."""
    for repository in wanted:
        name = yield from _releases(run, repository)
        if name:
            yield from _searches(run, name)


def _all(run: _Run) -> Iterator[Item]:
    yield from _searches(run, "")
    for repository in list(run.memory.writable):
        yield from _releases(run, repository)


def _searches(run: _Run, repository: str) -> Iterator[Item]:
    for strand, (stage, tell) in _SEARCHES.items():
        read = 0
        for page in pages(run.github, strand, run.login, repository, run.memory.of(strand, repository)):
            yield from page.told.defects
            for record in page.records:
                yield from _taken(run, record, tell)
            read += len(page.records)
            yield Progress(stage, read, max(page.total, read))
            yield run.checkpoint()


def _taken(run: _Run, record: object, tell: Teller) -> Iterator[Item]:
    run.pause(0)
    try:
        thread = read_thread(record)
    except NotReadable as problem:
        yield Defect(text(record, "url") or "GitHub", str(problem))
        return
    if text(record, "repository", "viewerPermission") in _MAY_PUBLISH:
        run.memory.writable[repository_of(record)] = None
    yield from _found(tell(thread, run.eye), thread.repository)


def _found(findings: Iterator[Finding], origin: str) -> Iterator[Item]:
    for finding in findings:
        yield Found(finding, origin)


def _releases(run: _Run, repository: str) -> Generator[Item, None, str]:
    """Returns the name that the repository has today, or nothing if it is not there."""
    owner, _, name = repository.partition("/")
    known, cursor, latest = run.memory.last_release(repository), None, None
    while True:
        told = run.github.ask(RELEASES, owner=owner, name=name, after=cursor)
        called = text(told.data, "repository", "nameWithOwner")
        if not called:
            yield _not_there(repository, told)
            return ""
        for record in listed(told.data, "repository", "releases"):
            at = moment(record, "publishedAt")
            if at and inside(record, "isDraft") is not True and (known is None or at > known):
                latest = max(latest or at, at)
                yield from _release(run, record, called)
        more = inside(told.data, "repository", "releases", "pageInfo")
        cursor = text(more, "endCursor")
        if known or inside(more, "hasNextPage") is not True or not cursor:
            break
    if latest:
        run.memory.keep_release(repository, latest)
    yield run.checkpoint()
    return called


def _release(run: _Run, record: object, repository: str) -> Iterator[Item]:
    try:
        yield from _found(released(read_release(record, repository), run.eye), repository)
    except NotReadable as problem:
        yield Defect(text(record, "url") or repository, str(problem))


def _not_there(repository: str, told: Told) -> Defect:
    said = f" GitHub says: {told.defects[0].message}." if told.defects else ""
    return Defect(
        repository, f"The token sees no repository of this name. Check it, and what the token may read.{said}"
    )
