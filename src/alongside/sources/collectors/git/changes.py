"""What commits changed: files with their lines, or paths alone, which is some eight times quicker.

A merge has no changes of its own here: what it brings in is counted once, in the commits it merges. A root commit
adds all its files. A commit whose parents a shallow clone cut off has none, since what it changed is not known. A
submodule that moves counts as git counts it: one line added, one removed. Commits that are gone are left out.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, closing
from itertools import batched, chain, cycle, islice
from typing import NamedTuple

from .history import FIELDS, WIDTH, Commit, commit_of
from .process import Ahead, stream
from .repository import Repository
from .text import decoded

# Not diff-tree: it writes out every commit by itself, which takes half as long again to read.
_EACH = (
    *("-c", "log.showRoot=true", "log", "--no-walk=unsorted", "--ignore-missing", "--stdin", "-z", "--format=%H"),
    *("--no-diff-merges", "--no-ext-diff", "--no-textconv", "--no-relative", "--ignore-submodules=none"),
    *("-O/dev/null", "--no-color", "--no-decorate", "--no-notes", "--no-show-signature"),
)
_LINES = (*_EACH, "--numstat", "-M", "-l1000", "--diff-algorithm=default")
_PATHS = (*_EACH, "--name-status", "--no-renames")
_TOLD = (f"--format={'%x00'.join(FIELDS)}", "--date=raw", "--encoding=UTF-8")
_WHOLE, _NAMED = (*_LINES, *_TOLD), (*_PATHS, *_TOLD)
_WORKERS, _PART = 2, 500
_BATCH, _MANY = 5_000, 50_000
_STATUS = 2


class FileChange(NamedTuple):
    path: str
    old_path: str | None
    """Where it was, when it was renamed."""
    added: int
    removed: int
    binary: bool
    """Then its lines are not counted: 0 and 0."""


type Whole = tuple[Commit, tuple[FileChange, ...]]
type _Read = Callable[[str, Iterator[str]], FileChange | None]
"""One change that begins with this token; nothing when that is the next commit."""


def read_whole(repository: Repository, hashes: Iterable[str]) -> Generator[Whole]:
    """The commits with what `read_lines` says of them. Counting lines is what costs: two gits take turns with parts of
    the list, and go on while the caller is busy."""
    parts = [list(part) for part in batched(hashes, _PART)]
    with ExitStack() as opened:
        workers = [
            _wholes(
                repository,
                opened.enter_context(closing(Ahead(repository.path, *_WHOLE, feed=each, gives_way=True))),
                _counted,
            )
            for each in (chain.from_iterable(parts[number::_WORKERS]) for number in range(min(_WORKERS, len(parts))))
        ]
        following = [next(worker, None) for worker in workers]
        for part, number in zip(parts, cycle(range(len(workers)))):
            names = set(part)
            while (one := following[number]) and one[0].hash in names:
                yield one
                following[number] = next(workers[number], None)


def read_named(repository: Repository, hashes: Iterable[str]) -> Generator[Whole]:
    """The commits with what `read_paths` says of them, and no lines counted."""
    for batch in batched(hashes, _MANY):
        with closing(Ahead(repository.path, *_NAMED, feed=batch)) as chunks:
            yield from _wholes(repository, chunks, _named)


def _wholes(repository: Repository, chunks: Iterable[bytes], read: _Read) -> Iterator[Whole]:
    tokens = _texts(chunks)
    head = next(tokens, "")
    while head:
        record = (head, *islice(tokens, WIDTH - 1))
        changes, head = list[FileChange](), ""
        for token in tokens:
            change = read(token, tokens)
            if change is None:
                head = token
                break
            changes.append(change)
        yield commit_of(repository, record), _known(repository, record[0], changes)


def read_lines(
    repository: Repository, hashes: Iterable[str]
) -> Generator[tuple[str, tuple[FileChange, ...]], None, None]:
    """Files with lines added and removed, in the order of the hashes. Raises GitProblem.

    In a partial clone (`repository.partial`) git ends with BrokenRepository at the first file it does not have.
    """
    changes: list[FileChange] = []
    commit = ""
    for batch in batched(hashes, _BATCH):
        with closing(stream(repository.path, *_LINES, feed=batch)) as chunks:
            tokens = _texts(chunks)
            for token in tokens:
                change = _counted(token, tokens)
                if change is not None:
                    changes.append(change)
                else:
                    if commit:
                        yield commit, _known(repository, commit, changes)
                    commit, changes = token, []
    if commit:
        yield commit, _known(repository, commit, changes)


def read_paths(repository: Repository, hashes: Iterable[str]) -> Generator[tuple[str, tuple[str, ...]]]:
    """Paths that were added, changed or removed; a rename is one of each. Raises GitProblem."""
    for commit, touched in read_touched(repository, hashes):
        yield commit.decode("ascii"), tuple(decoded(path) for _, path in touched)


def read_touched(repository: Repository, hashes: Iterable[str]) -> Generator[tuple[bytes, list[tuple[bytes, bytes]]]]:
    """What `read_paths` says, lean: the hash as git prints it, then status (A, M, D or T) and raw path of each. Git
    goes on while the caller is busy."""
    cut = {each.encode() for each in repository.horizon}
    for batch in batched(hashes, _MANY):
        with closing(Ahead(repository.path, *_PATHS, feed=batch)) as chunks:
            for commit, touched in _touched(_tokens(chunks)):
                yield commit, [] if commit in cut else touched


def _touched(tokens: Iterator[bytes]) -> Iterator[tuple[bytes, list[tuple[bytes, bytes]]]]:
    commit, touched = b"", list[tuple[bytes, bytes]]()
    for token in tokens:
        if len(token) <= _STATUS:
            touched.append((token[-1:], next(tokens)))
        else:
            if commit:
                yield commit, touched
            commit, touched = token, []
    if commit:
        yield commit, touched


def _tokens(chunks: Iterable[bytes]) -> Iterator[bytes]:
    for whole in _up_to_a_nul(chunks):
        yield from whole.split(b"\0")


def _texts(chunks: Iterable[bytes]) -> Iterator[str]:
    """Decoded at once where all of it is UTF-8, else one by one."""
    for whole in _up_to_a_nul(chunks):
        try:
            texts = whole.decode().split("\0")
        except UnicodeDecodeError:
            texts = [decoded(each) for each in whole.split(b"\0")]
        yield from texts


def _up_to_a_nul(chunks: Iterable[bytes]) -> Iterator[bytes]:
    begun: list[bytes] = []
    for chunk in chunks:
        whole, nul, rest = chunk.rpartition(b"\0")
        if nul:
            yield b"".join((*begun, whole))
            begun = [rest]
        else:
            begun.append(rest)


def _counted(token: str, tokens: Iterator[str]) -> FileChange | None:
    """One line of --numstat -z, the first after a newline; a rename has an empty path and the two paths after it."""
    added, tab, rest = token.partition("\t")
    if not tab:
        return None
    removed, _, path = rest.partition("\t")
    old_path = None if path else next(tokens)
    path = path or next(tokens)
    if added.endswith("-"):
        return FileChange(path, old_path, 0, 0, binary=True)
    return FileChange(path, old_path, int(added), int(removed), binary=False)


def _named(token: str, tokens: Iterator[str]) -> FileChange | None:
    return FileChange(next(tokens), None, 0, 0, binary=False) if len(token) <= _STATUS else None


def _known(repository: Repository, commit: str, changes: list[FileChange]) -> tuple[FileChange, ...]:
    return () if commit in repository.horizon else tuple(changes)
