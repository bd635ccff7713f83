"""What commits changed: files with their lines, or paths alone, which is some eight times quicker.

A merge has no changes of its own here: what it brings in is counted once, in the commits it merges. A root commit
adds all its files. A commit whose parents a shallow clone cut off has none, since what it changed is not known. A
submodule that moves counts as git counts it: one line added, one removed. Commits that are gone are left out.
"""

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import batched, islice

from .history import FIELDS, WIDTH, Commit, commits_of
from .process import stream
from .repository import Repository
from .text import decoded

# Not diff-tree: it writes out every commit by itself, which takes half as long again to read.
_EACH = (
    *("-c", "log.showRoot=true", "log", "--no-walk=unsorted", "--ignore-missing", "--stdin", "-z", "--format=%H"),
    *("--no-diff-merges", "--no-ext-diff", "--no-textconv", "--no-relative", "--ignore-submodules=none"),
    *("-O/dev/null", "--no-color", "--no-decorate", "--no-notes", "--no-show-signature"),
)
_LINES = (*_EACH, "--numstat", "-M", "-l1000", "--diff-algorithm=default")
_WHOLE = (*_LINES, f"--format={'%x00'.join(FIELDS)}", "--date=raw", "--encoding=UTF-8")
_PATHS = (*_EACH, "--name-status", "--no-renames")
_MANY = 50_000
_STATUS = 2


@dataclass(frozen=True, slots=True)
class FileChange:
    path: str
    old_path: str | None
    """Where it was, when it was renamed."""
    added: int
    removed: int
    binary: bool
    """Then its lines are not counted: 0 and 0."""


def read_whole(
    repository: Repository, hashes: Iterable[str]
) -> Generator[tuple[Commit, tuple[FileChange, ...]], None, None]:
    """The commits with what `read_lines` says of them, out of one git that goes on while the caller is busy."""
    with closing(_tokens(repository, _WHOLE, hashes, ahead=True)) as tokens:
        fields = [token for token in (next(tokens, b""),) if token]
        while fields:
            fields += islice(tokens, WIDTH - 1)
            changes: list[FileChange] = []
            following: list[bytes] = []
            for token in tokens:
                added, tab, rest = token.partition(b"\t")
                if not tab:
                    following = [token]
                    break
                changes.append(_change(added, rest, tokens))
            for commit in commits_of(repository, fields):
                yield commit, _known(repository, commit.hash, changes)
            fields = following


def read_lines(
    repository: Repository, hashes: Iterable[str]
) -> Generator[tuple[str, tuple[FileChange, ...]], None, None]:
    """Files with lines added and removed, in the order of the hashes. Raises GitProblem.

    In a partial clone (`repository.partial`) git ends with BrokenRepository at the first file it does not have.
    """
    changes: list[FileChange] = []
    commit = ""
    tokens = _tokens(repository, _LINES, hashes)
    for token in tokens:
        added, tab, rest = token.partition(b"\t")
        if tab:
            changes.append(_change(added, rest, tokens))
        else:
            if commit:
                yield commit, _known(repository, commit, changes)
            commit, changes = token.decode("ascii"), []
    if commit:
        yield commit, _known(repository, commit, changes)


def read_paths(repository: Repository, hashes: Iterable[str]) -> Generator[tuple[str, tuple[str, ...]], None, None]:
    """Paths that were added, changed or removed; a rename is one of each. Raises GitProblem."""
    paths: list[str] = []
    commit = ""
    tokens = _tokens(repository, _PATHS, hashes)
    for token in tokens:
        if len(token) <= _STATUS:
            paths.append(decoded(next(tokens)))
        else:
            if commit:
                yield commit, _known(repository, commit, paths)
            commit, paths = token.decode("ascii"), []
    if commit:
        yield commit, _known(repository, commit, paths)


def read_touched(
    repository: Repository, hashes: Iterable[str]
) -> Generator[tuple[bytes, list[tuple[bytes, bytes]]], None, None]:
    """What `read_paths` says, lean: the hash as git prints it, then status (A, M, D or T) and raw path of each. Git
    goes on while the caller is busy."""
    with closing(_tokens(repository, _PATHS, hashes, ahead=True, at_once=_MANY)) as tokens:
        commit, touched = b"", list[tuple[bytes, bytes]]()
        cut = {each.encode() for each in repository.horizon}
        for token in tokens:
            if len(token) <= _STATUS:
                touched.append((token[-1:], next(tokens)))
            else:
                if commit:
                    yield commit, [] if commit in cut else touched
                commit, touched = token, []
        if commit:
            yield commit, [] if commit in cut else touched


def _tokens(
    repository: Repository,
    arguments: tuple[str, ...],
    hashes: Iterable[str],
    *,
    ahead: bool = False,
    at_once: int = 5_000,
) -> Generator[bytes, None, None]:
    for batch in batched(hashes, at_once):
        rest = b""
        with closing(stream(repository.path, *arguments, feed=batch, ahead=ahead)) as chunks:
            for chunk in chunks:
                *tokens, rest = (rest + chunk).split(b"\0")
                yield from tokens


def _change(added: bytes, rest: bytes, tokens: Iterator[bytes]) -> FileChange:
    """One line of --numstat -z, the first after a newline; a rename has an empty path and the two paths after it."""
    removed, _, path = rest.partition(b"\t")
    old_path = None if path else decoded(next(tokens))
    binary = added.endswith(b"-")
    return FileChange(
        path=decoded(path or next(tokens)),
        old_path=old_path,
        added=0 if binary else int(added),
        removed=0 if binary else int(removed),
        binary=binary,
    )


def _known[Change](repository: Repository, commit: str, changes: list[Change]) -> tuple[Change, ...]:
    return () if commit in repository.horizon else tuple(changes)
