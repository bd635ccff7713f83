"""The commits of a repository, newest first, as they stream out of git.

Order: by committer date, newest first, so that the first page is useful at once. A run cut short has the newest
part only, and what it lacks lies behind it; so the tips of a run count as known when the run has ended, not before.
The next run passes the tips of the last run that ended, and in `skip` the hashes kept since: those are passed over
before anything is built from them. With clocks that jump git may also list a commit behind a known tip:
keeping a commit must be safe to repeat.
"""

import re
from collections.abc import Container, Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import batched
from typing import NamedTuple

from .headers import raw_headers
from .moments import minutes, moment
from .process import stream
from .repository import Repository
from .text import decoded
from .trailers import trailers_in
from .walking import check_tips, span, whole_records

FIELDS = ("%H", "%P", "%an", "%ae", "%aN", "%aE", "%ad", "%cn", "%ce", "%cN", "%cE", "%cd", "%B")
WIDTH = len(FIELDS)
_BATCH = 5_000
_LOG = (
    *("log", "-z", "--ignore-missing", "--stdin", f"--format={'%x00'.join(FIELDS)}", "--date=raw"),
    *("--encoding=UTF-8", "--no-color", "--no-decorate", "--no-notes", "--no-show-signature", "--no-patch"),
)


@dataclass(frozen=True, slots=True)
class Identity:
    name: str
    email: str


class Commit(NamedTuple):
    """One commit; identities as they are and as .mailmap maps them, moments as UTC seconds with the zone they had."""

    hash: str
    parents: tuple[str, ...]
    author_raw: Identity
    author: Identity
    authored_at: int
    author_offset: int
    """Minutes east of UTC."""
    committer_raw: Identity
    committer: Identity
    committed_at: int
    committer_offset: int
    subject: str
    body: str
    """What follows the subject, up to a NUL if there is one: git shows no more either."""

    @property
    def merge(self) -> bool:
        return len(self.parents) > 1

    @property
    def trailers(self) -> list[tuple[str, str]]:
        return trailers_in(self.body)


def read_commits(
    repository: Repository, *, known_tips: Iterable[str] = (), skip: Container[str] = frozenset()
) -> Generator[Commit, None, None]:
    """All commits behind the tips that are not behind known tips, and not in `skip`. Raises GitProblem.

    Known tips that are gone are ignored. Tips of the repository that are missing are told at the end, when the rest
    is read; a damaged commit ends the reading. After a change of `repository.horizon` pass no known tips.
    """
    if not repository.refs:
        return
    for block in whole_records(stream(repository.path, *_LOG, feed=span(repository, known_tips)), WIDTH):
        yield from _commits(repository, block, skip)
    check_tips(repository)


def read_these(repository: Repository, hashes: Iterable[str]) -> Iterator[Commit]:
    """The commits of these hashes, in their order; those that are gone are left out. Raises GitProblem."""
    for batch in batched(hashes, _BATCH):
        for block in whole_records(stream(repository.path, *_LOG, "--no-walk=unsorted", feed=batch), WIDTH):
            yield from _commits(repository, block, frozenset())


type Record = tuple[str, ...]
"""The fields of a commit as git prints them."""


def commit_of(repository: Repository, record: Record) -> Commit:
    return _commit(next(_put_right(repository, [record])) if _is_odd(record) else record)


def _commits(repository: Repository, block: list[bytes], skip: Container[str]) -> Iterator[Commit]:
    kept = [record for record in _records(block) if record[0] not in skip]
    yield from map(_commit, _put_right(repository, kept))


def _put_right(repository: Repository, records: list[Record]) -> Iterator[Record]:
    odd = [record[0] for record in records if _is_odd(record)]
    headers = raw_headers(repository.path, odd) if odd else {}
    for record in records:
        yield headers[record[0]].put_into(record) if record[0] in headers else record


def _is_odd(record: Record) -> bool:
    return _odd(record[6]) or _odd(record[11])


def _records(block: list[bytes]) -> Iterator[Record]:
    """Decodes the block at once when it is UTF-8 throughout, else field by field."""
    try:
        fields = b"\0".join(block).decode().split("\0")
    except UnicodeDecodeError:
        fields = [decoded(field) for field in block]
    return batched(fields, WIDTH)


def _odd(date: str) -> bool:
    """Git prints nothing for a date before 1970 and 0 for one it cannot hold: then the raw header is asked."""
    return not date or date.startswith("0 ")


def _commit(record: Record) -> Commit:
    hash_, parents, a_name, a_mail, a_name_mapped, a_mail_mapped, authored, *rest = record
    c_name, c_mail, c_name_mapped, c_mail_mapped, committed, message = rest
    author_seconds, _, author_zone = authored.partition(" ")
    committer_seconds, _, committer_zone = committed.partition(" ")
    subject, body = subject_and_body(message)
    return Commit(
        hash=hash_,
        parents=tuple(parents.split()),
        author_raw=_identity(a_name, a_mail),
        author=_identity(a_name_mapped, a_mail_mapped),
        authored_at=moment(author_seconds),
        author_offset=minutes(author_zone),
        committer_raw=_identity(c_name, c_mail),
        committer=_identity(c_name_mapped, c_mail_mapped),
        committed_at=moment(committer_seconds),
        committer_offset=minutes(committer_zone),
        subject=subject,
        body=body,
    )


@lru_cache(maxsize=65_536)
def _identity(name: str, email: str) -> Identity:
    return Identity(name, email)


def subject_and_body(message: str) -> tuple[str, str]:
    """The first paragraph on one line, and the rest, as git tells them apart."""
    if "\r" in message:
        message = message.replace("\r\n", "\n")
    message = message.lstrip("\n") if message.startswith("\n") else message
    first, *rest = _BLANK.split(message, maxsplit=1)
    subject = first.strip()
    if "\n" in subject:
        subject = " ".join(line.strip() for line in subject.split("\n"))
    return subject, rest[0].strip("\n") if rest else ""


_BLANK = re.compile(r"\n[ \t\r]*\n")
