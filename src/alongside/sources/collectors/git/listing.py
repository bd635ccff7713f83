"""Who committed what when, of everybody: the lean reading of a whole history, newest first.

Half of the time of a first run goes by here, so nothing is built that is not kept: names stay bytes until they are
new, a body is handed on only when it may credit somebody, and one that git log reads wrongly is read by `history`.
"""

from binascii import unhexlify
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from itertools import batched
from typing import NamedTuple

from .history import Identity, read_these, subject_and_body
from .moments import minutes, moment
from .process import Ahead
from .repository import Repository
from .text import decoded
from .trailers import may_credit
from .walking import check_tips, span, whole_records

_FIELDS = ("%H", "%an%n%ae", "%ad", "%cn%n%ce", "%cd", "%B", "%P")
_LOG = (
    *("log", "-z", "--ignore-missing", "--stdin", f"--format={'%x00'.join(_FIELDS)}", "--date=raw"),
    *("--encoding=UTF-8", "--no-color", "--no-decorate", "--no-notes", "--no-show-signature", "--no-patch"),
)
_FIRST = b"1"
_USUAL = 10
"""Digits of a moment that needs no second look."""


class Listed(NamedTuple):
    hash: bytes
    author: bytes
    """As `identity` reads it."""
    authored_at: int
    author_offset: int
    committer: bytes
    committed_at: int
    subject: str
    body: str
    """Only where it may credit somebody besides who signed it off."""
    parents: bytes
    """As git prints them, with spaces between."""


def list_commits(repository: Repository, *, known_tips: Iterable[str] = ()) -> Generator[Listed, None, None]:
    """As `history.read_commits`, in the same order and with the same promises."""
    with listing(repository, known_tips=known_tips) as commits:
        yield from commits


@contextmanager
def listing(repository: Repository, *, known_tips: Iterable[str] = ()) -> Iterator[Iterator[Listed]]:
    """The same; git walks from now on, whatever its reader does before."""
    if not repository.refs:
        yield iter(())
    else:
        with closing(Ahead(repository.path, *_LOG, feed=span(repository, known_tips))) as chunks:
            yield _listed(repository, chunks)


def _listed(repository: Repository, chunks: Iterable[bytes]) -> Iterator[Listed]:
    for block in whole_records(chunks, len(_FIELDS)):
        yield from _commits(repository, block)
    check_tips(repository)


def identity(raw: bytes) -> Identity:
    name, _, email = decoded(raw).partition("\n")
    return Identity(name, email)


def raw_identity(identity: Identity) -> bytes:
    return f"{identity.name}\n{identity.email}".encode()


def _commits(repository: Repository, block: list[bytes]) -> Iterator[Listed]:
    width = len(_FIELDS)
    right = _read_right(repository, _odd(block)) if min(*block[2::width], *block[4::width]) < _FIRST else {}
    for hash_, author, authored, committer, committed, message, parents in batched(block, width):
        if hash_ in right:
            yield right[hash_]
            continue
        at, _, zone = authored.partition(b" ")
        then = committed.partition(b" ")[0]
        subject, body = _told(message)
        moments = _moment(at), _minutes(zone)
        yield Listed(unhexlify(hash_), author, *moments, committer, _moment(then), subject, body, parents)


def _moment(seconds: bytes) -> int:
    return int(seconds) if len(seconds) == _USUAL and seconds.isdigit() else moment(seconds.decode())


@lru_cache(maxsize=1024)
def _minutes(zone: bytes) -> int:
    return minutes(zone.decode())


def _odd(block: list[bytes]) -> list[bytes]:
    """Git prints nothing for a date before 1970 and 0 for one it cannot hold."""
    dates = zip(block[:: len(_FIELDS)], block[2 :: len(_FIELDS)], block[4 :: len(_FIELDS)], strict=True)
    return [hash_ for hash_, *both in dates if min(both) < _FIRST]


def _read_right(repository: Repository, hashes: list[bytes]) -> dict[bytes, Listed]:
    return {
        each.hash.encode(): Listed(
            bytes.fromhex(each.hash),
            raw_identity(each.author_raw),
            each.authored_at,
            each.author_offset,
            raw_identity(each.committer_raw),
            each.committed_at,
            each.subject,
            each.body,
            " ".join(each.parents).encode(),
        )
        for each in read_these(repository, [hash_.decode() for hash_ in hashes])
    }


def _told(message: bytes) -> tuple[str, str]:
    """Subject, and the body where it counts. Nearly every message begins with a line and an empty one."""
    named = may_credit(message)
    end = message.find(b"\n")
    plain = end > 0 and message[end + 1 : end + 2] in (b"", b"\n") and b"\r" not in message
    if plain and not named:
        return decoded(message[:end]).strip(), ""
    subject, body = subject_and_body(decoded(message))
    return subject, body if named else ""
