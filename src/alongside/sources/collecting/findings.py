"""A commit of one's own, or one in which one is named, as a finding for evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from urllib.parse import urlsplit

from alongside.evidence.findings import Finding
from alongside.evidence.work.reading import branch_of
from alongside.sources.collecting.mine import AUTHOR, Mine
from alongside.sources.collectors.git.changes import FileChange
from alongside.sources.collectors.git.history import Commit
from alongside.sources.collectors.git.tickets import tickets_in
from alongside.sources.collectors.git.trailers import credits_in
from alongside.sources.queries import Me

_LONGEST_TITLE, _LONGEST_BODY, _MOST_FILES = 1_000, 60_000, 1_000
_KINDS = {"co-author": "commit", "reviewer": "review", "tester": "review"}
_DAY = 86_400
_MACHINES = frozenset(("noreply@github.com", "noreply@gitlab.com"))
"""Hosts that sign a merge in the web page as its committer."""


def finding(
    commit: Commit,
    files: Iterable[FileChange],
    *,
    web_url: str,
    me: Me,
    now: float,
    mine: Mine | None = None,
    copies: Sequence[str] = (),
) -> Finding:
    """`mine` says what a commit of somebody else is to the member; `copies` are hashes that count as this one; `now`
    is in seconds since 1970."""
    found = _written(commit, files, web_url, me, copies)
    if mine is not None and mine.role != AUTHOR:
        found = _credited(found, commit, mine)
    return replace(found, extra={**found.extra, "uncertain": doubt}) if (doubt := _doubt(commit, now)) else found


def _doubt(commit: Commit, now: float) -> str:
    """Clocks jump: a day that cannot be right is kept as it is told, and said to be uncertain."""
    if commit.authored_at > now + _DAY:
        return "Its clock was ahead: this day had not come yet when it was read."
    if 0 <= commit.authored_at < _DAY:
        return "Its clock was not set: it stood at 1970."
    if commit.authored_at > commit.committed_at + _DAY:
        return "It was committed before it was written, by its clocks: the day may be wrong."
    return ""


def _credited(written: Finding, commit: Commit, mine: Mine) -> Finding:
    """A co-author has their share in the lines; who reviewed or helped has seen the files."""
    author = ("author", commit.author.name, commit.author.email)
    return replace(
        written,
        id=mine.id,
        kind=_KINDS.get(mine.role, "comment"),
        parents=written.parents if mine.role == "co-author" else (),
        credits=(author, *(each for each in written.credits if each != author)),
        parts=(commit.hash, *written.parts),
        extra={**written.extra, "role": mine.role},
    )


def _written(commit: Commit, files: Iterable[FileChange], web_url: str, me: Me, copies: Sequence[str]) -> Finding:
    body, changes = commit.body[:_LONGEST_BODY], list(files)
    left_out = len(changes) - _MOST_FILES
    return Finding(
        id=commit.hash,
        kind="merge" if commit.merge else "commit",
        title=commit.subject[:_LONGEST_TITLE] or "(no message)",
        at=_moment(commit.authored_at, commit.author_offset),
        body=body,
        url=f"{web_url}/commit/{commit.hash}" if web_url else "",
        parents=commit.parents,
        files=tuple((each.path, each.added, each.removed) for each in changes[:_MOST_FILES]),
        tickets=tuple(_tickets(f"{commit.subject[:_LONGEST_TITLE]}\n\n{body}", web_url)),
        credits=tuple(_credits(commit, body, me)),
        branch=(branch_of(commit.subject) or "") if commit.merge else "",
        parts=tuple(copies),
        extra={
            **({"files_left_out": str(left_out)} if left_out > 0 else {}),
            **({"copies": str(len(copies))} if copies else {}),
        },
    )


def _tickets(text: str, web_url: str) -> Iterable[str]:
    """`#12` with its repository, as the service calls it: there it meets its pull request or issue."""
    repository = urlsplit(web_url).path.strip("/")
    names = (ticket.name for ticket in tickets_in(text))
    return (f"{repository}{name}" if name.startswith("#") else name for name in names)


def _credits(commit: Commit, body: str, me: Me) -> Iterable[tuple[str, str, str]]:
    """Everybody else who is named, and who took it in; once per role."""
    named = [(credit.role, credit.name, credit.email) for credit in credits_in(body)]
    committer = commit.committer
    if committer.email.casefold() not in _MACHINES and committer != commit.author:
        named.append(("merger", committer.name, committer.email))
    return [each for each in dict.fromkeys(named) if not me.wrote(names=[each[1]], emails=[each[2]])]


def _moment(seconds: int, offset: int) -> datetime:
    # fromtimestamp() knows no years before 1970 everywhere; the sum does.
    if seconds >= 0:
        return datetime.fromtimestamp(seconds, _zone(offset))
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).astimezone(_zone(offset))


@cache
def _zone(offset: int) -> timezone:
    return timezone(timedelta(minutes=offset))
