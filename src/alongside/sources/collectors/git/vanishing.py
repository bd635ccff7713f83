"""What was behind the tips once and is not any more, after a rebase, a force push or a deleted branch."""

from collections.abc import Collection, Iterator

from .problems import GitProblem, GitStopped
from .process import run
from .repository import Repository


def vanished(repository: Repository, *, known_tips: Collection[str]) -> Iterator[str] | None:
    """The hashes that were behind the known tips and are behind no tip now.

    Nothing when git has thrown away what was behind them: then only `reachable` tells. A shallow clone's known tips
    tell nothing either, since its parents come and go.
    """
    left = [tip for tip in known_tips if tip not in repository.refs.values()]
    if not left:
        return iter(())
    feed = [*left, *(f"^{tip}" for tip in repository.tips)]
    try:
        listed = run(repository.path, "rev-list", "--stdin", feed=feed)
    except GitStopped:
        raise
    except GitProblem:
        return None
    return iter(listed.decode("ascii").split())
