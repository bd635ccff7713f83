"""The made-up history that benches and journeys stand on."""

from datetime import UTC, date, datetime
from pathlib import Path

from alongside.sources.collectors.git.changes import read_paths
from alongside.sources.collectors.git.history import read_commits
from alongside.sources.collectors.git.repository import describe
from alongside.sources.collectors.git.tickets import tickets_in
from alongside.sources.collectors.git.trailers import credits_in
from tests.histories import realistic


def test_the_same_history_is_made_every_time(tmp_path: Path) -> None:
    first, second = (realistic(tmp_path / name, years=0.5, commits_per_week=10) for name in ("one", "two"))

    assert describe(first).refs == describe(second).refs


def test_a_history_has_what_a_team_leaves_behind(tmp_path: Path) -> None:
    repository = describe(realistic(tmp_path / "shop", years=1, commits_per_week=15))

    commits = list(read_commits(repository))
    paths = {path for _, changed in read_paths(repository, [one.hash for one in commits]) for path in changed}

    assert 500 < len(commits) < 1100
    assert {"engineer@example.org", "manager@example.org"} < {one.author.email for one in commits}
    assert any(one.merge for one in commits)
    assert any(one.subject.startswith("Revert") for one in commits)
    assert any(ticket.closes for one in commits for ticket in tickets_in(one.body))
    assert {"reviewer", "co-author"} <= {credit.role for one in commits for credit in credits_in(one.body)}
    assert {path.partition("/")[0] for path in paths} >= {"src", "docs", "tests"}
    assert datetime.fromtimestamp(commits[0].committed_at, UTC).date() <= date(2026, 11, 20)
