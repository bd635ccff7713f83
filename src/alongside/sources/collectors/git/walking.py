"""Which commits lie behind the tips: what every reading of a history begins with."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager

from .problems import BrokenRepository
from .process import Ahead, run, stream
from .repository import Repository

_LIST = ("--ignore-missing", "--stdin")


def span(repository: Repository, known_tips: Iterable[str] = ()) -> Iterator[str]:
    """What git is fed: everything behind the tips that is not behind the known ones."""
    yield from repository.tips
    for tip in known_tips:
        yield f"^{tip}"


def reachable(repository: Repository) -> Generator[str, None, None]:
    """The hashes of all commits behind the tips; what is kept and not among them has vanished."""
    if repository.refs:
        yield from _listed(repository, span(repository))


@contextmanager
def listing_aside(repository: Repository) -> Iterator[Callable[[], frozenset[str]]]:
    """For the hashes of commits that the default branch and the tags lack: branches, and copies of pull requests. Git
    walks for them from now on, until they are asked for, once."""
    main = repository.main
    others = {tip for name, tip in repository.refs.items() if not name.startswith("refs/tags/")} - {main}
    if main and others:
        with closing(Ahead(repository.path, "rev-list", *_LIST, feed=[*sorted(others), f"^{main}"])) as chunks:
            yield lambda: frozenset(_lines(chunks))
    else:
        yield frozenset


def parents_of(repository: Repository, hashes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """As git shows them: none where a shallow clone ends. Commits that are gone are left out."""
    listed = run(repository.path, "rev-list", "--no-walk=unsorted", "--parents", *_LIST, feed=hashes)
    lines = (line.split() for line in listed.decode("ascii").splitlines())
    return {hash_: tuple(parents) for hash_, *parents in lines}


def count_new(repository: Repository, *, known_tips: Iterable[str] = ()) -> int:
    """How many commits a reading is going to list."""
    if not repository.refs:
        return 0
    listed = stream(repository.path, "rev-list", "--count", *_LIST, feed=span(repository, known_tips))
    return int(b"".join(listed))


def check_tips(repository: Repository) -> None:
    """Git passes over missing tips as it does over known tips that are gone; these must not go unnoticed."""
    found = run(repository.path, "cat-file", "--batch-check", feed=repository.tips).decode("ascii", "replace")
    lost = {line.partition(" ")[0] for line in found.split("\n") if line.endswith(" missing")}
    names = [name for name, tip in repository.refs.items() if tip in lost]
    if names:
        raise BrokenRepository(
            f"{repository.path}: the commit of {', '.join(names[:3])} is missing, the rest is read; "
            "run git fsck there, or clone it again."
        )


def whole_records(chunks: Iterable[bytes], width: int) -> Iterator[list[bytes]]:
    """The fields of as many whole records as have come; no field holds a NUL, since git cuts messages there."""
    begun: list[bytes] = []
    for chunk in chunks:
        begun.append(chunk)
        if b"\0" in chunk:
            fields = b"".join(begun).split(b"\0")
            whole = (len(fields) - 1) // width * width
            begun = [b"\0".join(fields[whole:])]
            if whole:
                yield fields[:whole]


def _listed(repository: Repository, feed: Iterable[str]) -> Iterator[str]:
    return _lines(stream(repository.path, "rev-list", *_LIST, feed=feed))


def _lines(chunks: Iterable[bytes]) -> Iterator[str]:
    rest = b""
    for chunk in chunks:
        whole, _, rest = (rest + chunk).rpartition(b"\n")
        yield from whole.decode("ascii").split()
