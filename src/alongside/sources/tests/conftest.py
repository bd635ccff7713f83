import os
from pathlib import Path

import pytest

from alongside.accounts.models import Member
from alongside.people.actions import add_identity
from alongside.sources import actions, tasks
from alongside.sources.collectors.git.tests.repositories import Made
from alongside.sources.models import Collection


@pytest.fixture(autouse=True)
def _nobodys_config(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Two commits of the engineer's, one of somebody else's."""
    made = Made(tmp_path / "payments")
    made.commit("Cache the price table", {"prices.py": "1\n2\n"})
    made.commit("Answer a question", {"docs.md": "x\n"}, person=("Somebody", "somebody@example.org"))
    made.commit("Expire stale prices\n\nFixes #12\n\nReviewed-by: Mina <mina@example.org>", {"prices.py": "1\n"})
    return made


@pytest.fixture
def engineer(anna: Member) -> Member:
    """Anna commits as the engineer."""
    add_identity(anna, kind="email", value="Engineer@Example.org")
    return anna


def collected(member: Member, made: Made | Path) -> Collection:
    """A whole run: asked for, and run here at once."""
    path = made.folder if isinstance(made, Made) else made
    return run(member, actions.collect(member, path=str(path)))


def run(member: Member, collection: Collection) -> Collection:
    tasks.run_collection.func(member.pk, collection.pk)
    return Collection.objects.visible_to(member).select_related("repository").get(pk=collection.pk)
