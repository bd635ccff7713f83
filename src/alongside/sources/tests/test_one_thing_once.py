"""One thing leaves many traces: a commit, its pull request, its ticket and its release are one piece of work."""

import json
from pathlib import Path

from alongside.accounts.models import Member
from alongside.evidence.models import Activity, Piece
from alongside.people.actions import add_identity
from alongside.sources import actions
from alongside.sources.collectors.git.tests.repositories import Made
from alongside.sources.tests.conftest import collected, run

HEADER = "Issue key,Issue id,Summary,Issue Type,Status,Assignee,Reporter,Created,Updated,Resolved"
DAY = "2025-01-15"


def pull_requests(folder: Path, made: Made) -> Path:
    """As `gh pr list --json` writes them."""
    commit = made.git("rev-parse", "HEAD").strip()
    told = {
        "number": 12,
        "title": "PAY-7: Expire stale prices",
        "author": {"login": "engineer"},
        "state": "MERGED",
        "createdAt": f"{DAY}T08:00:00Z",
        "mergedAt": f"{DAY}T18:00:00Z",
        "mergeCommit": {"oid": commit},
        "url": "https://github.com/example/shop/pull/12",
    }
    path = folder / "pulls.json"
    path.write_text(json.dumps([told]))
    return path


def releases(folder: Path) -> Path:
    """As `gh release view --json` writes it, with the notes that GitHub makes."""
    told = {
        "tagName": "v2.1",
        "name": "Second wind",
        "author": {"login": "engineer"},
        "publishedAt": f"{DAY}T21:00:00Z",
        "url": "https://github.com/example/shop/releases/tag/v2.1",
        "body": "## What's Changed\n* Expire stale prices by @engineer in https://github.com/example/shop/pull/12\n",
    }
    path = folder / "releases.json"
    path.write_text(json.dumps([told]))
    return path


def tickets(folder: Path) -> Path:
    path = folder / "tickets.csv"
    row = f"PAY-7,10007,Expire stale prices,Story,Done,Engineer,Ben,{DAY} 08:00,{DAY} 19:00,{DAY} 19:00"
    path.write_text(f"{HEADER}\n{row}\n")
    return path


def gather(member: Member, collector: str, path: Path) -> None:
    run(member, actions.collect_connection(member, connection=actions.connect(
        member, collector=collector, answers={"file": str(path)}
    )))  # fmt: skip


def test_a_commit_its_pull_request_its_ticket_and_its_release_are_one_piece_of_work(
    engineer: Member, tmp_path: Path
) -> None:
    add_identity(engineer, kind="login", value="engineer")
    add_identity(engineer, kind="name", value="Engineer")
    made = Made(tmp_path / "shop")
    made.git("remote", "add", "origin", "git@github.com:example/shop.git")
    made.commit("Expire stale prices (#12)", {"prices.py": "1\n"}, date=f"{DAY}T10:00:00+01:00")

    gather(engineer, "jira-csv", tickets(tmp_path))
    collected(engineer, made)
    gather(engineer, "github-file", pull_requests(tmp_path, made))
    gather(engineer, "github-file", releases(tmp_path))

    kinds = Activity.objects.visible_to(engineer).order_by("happened_at").values_list("kind", flat=True)
    assert sorted(kinds) == ["commit", "pull request", "release", "ticket"]
    assert [each.title for each in Piece.objects.visible_to(engineer)] == ["Expire stale prices"]
