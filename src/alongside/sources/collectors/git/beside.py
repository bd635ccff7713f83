"""Which commits the default branch and the tags lack, told while a whole history is listed: it saves another walk."""

from binascii import hexlify
from collections.abc import Iterable

from .listing import Listed
from .repository import Repository

_MAIN, _OTHER = 1, 2


class Beside:
    """To be shown every commit once, its children before it or, where clocks jumped, after it."""

    def __init__(self, repository: Repository) -> None:
        main = repository.main
        self._expected = {
            tip.encode(): _OTHER for name, tip in repository.refs.items() if not name.startswith("refs/tags/")
        }
        self._expected[main.encode()] = _MAIN
        self._seen: dict[bytes, tuple[int, list[bytes]]] = {}
        """Not behind the default branch, as far as is known: whether a branch has it, and its parents."""

    def take_all(self, listed: Iterable[Listed]) -> None:
        expected, seen = self._expected, self._seen
        for each in listed:
            commit, parents = hexlify(each.hash), each.parents
            if expected.get(commit, 0) & _MAIN and b" " not in parents and parents not in seen:
                expected[parents] = expected.pop(commit) | expected.get(parents, 0)  # nearly every commit
            else:
                self.take(commit, parents)

    def take(self, commit: bytes, parents: bytes) -> None:
        behind, before = self._expected.pop(commit, 0), parents.split()
        if not behind & _MAIN:
            self._seen[commit] = behind, before
        if behind:
            self._expect(before, behind)

    def hashes(self) -> frozenset[str]:
        return frozenset(commit.decode("ascii") for commit, (behind, _) in self._seen.items() if behind)

    def _expect(self, commits: Iterable[bytes], behind: int) -> None:
        waiting = list(commits)
        while waiting:
            commit = waiting.pop()
            if commit in self._seen:
                before, parents = self._seen[commit]
                if before | behind != before:
                    waiting += self._again(commit, before | behind, parents)
            else:
                self._expected[commit] = self._expected.get(commit, 0) | behind

    def _again(self, commit: bytes, behind: int, parents: list[bytes]) -> list[bytes]:
        """It was shown before it was known what leads to it."""
        if behind & _MAIN:
            del self._seen[commit]
        else:
            self._seen[commit] = behind, parents
        return parents
