"""What a listing tells of branches is what git tells."""

from hypothesis import given
from hypothesis import strategies as st

from alongside.sources.collectors.git.beside import Beside
from alongside.sources.collectors.git.listing import list_commits
from alongside.sources.collectors.git.repository import describe
from alongside.sources.collectors.git.walking import listing_aside

from .repositories import Made

_GRAPHS = st.lists(st.sets(st.integers(1, 6), max_size=2), min_size=1, max_size=20)
"""Of each commit, how many places before it its parents stand."""


def test_commits_beside_the_default_branch_are_those_that_git_lists(made: Made) -> None:
    made.commit("Begin")
    made.git("checkout", "-q", "-b", "merged")
    made.commit("Merged", date="1600000000 +0000")
    made.git("checkout", "-q", "-b", "open")
    lost = [made.commit("Open"), made.commit("Of a clock that jumped", date="1500000000 +0000")]
    made.git("checkout", "-q", "--orphan", "notes")
    lost.append(made.commit("Notes"))
    made.git("checkout", "-q", "main")
    made.git("merge", "-q", "--no-ff", "-m", "Merge", "merged")
    made.git("tag", "old", made.raw_commit(message=b"Tagged"))
    made.git("update-ref", "refs/heads/main", "merged")
    repository = describe(made.folder)

    beside = Beside(repository)
    beside.take_all(list_commits(repository))

    with listing_aside(repository) as listed:
        assert beside.hashes() == listed() == frozenset(lost)


@given(_GRAPHS, st.randoms(use_true_random=False), st.integers(0, 19), st.integers(0, 19))
def test_any_order_tells_the_same(graph: list[set[int]], chance: object, main: int, other: int) -> None:
    parents = [sorted({at - back for back in backs if at >= back}) for at, backs in enumerate(graph)]
    main, other = main % len(graph), other % len(graph)
    order = list(range(len(graph)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    beside = Beside(_Two(main, other))  # type: ignore[arg-type]

    for at in order:
        beside.take(_name(at), b" ".join(_name(each) for each in parents[at]))

    wanted = _behind(other, parents) - _behind(main, parents)
    assert beside.hashes() == {_name(at).decode() for at in wanted}


class _Two:
    """A repository of two branches."""

    def __init__(self, main: int, other: int) -> None:
        self.main = _name(main).decode()
        self.refs = {"refs/heads/main": self.main, "refs/heads/other": _name(other).decode()}


def _name(at: int) -> bytes:
    return b"%040x" % at


def _behind(tip: int, parents: list[list[int]]) -> set[int]:
    found, waiting = set[int](), [tip]
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += parents[at]
    return found
