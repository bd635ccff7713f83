import os
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.knowledge.indexing.building import learn
from alongside.people.actions import add_identity
from alongside.sources import actions, tasks
from alongside.sources.collectors.git.tests.repositories import Made

BEN = ("Ben Okoye", "ben@example.org")
CLEO = ("Cleo Duarte", "cleo@example.org")
ENGINEER = ("Engineer", "engineer@example.org")


@pytest.fixture(autouse=True)
def _nobodys_config(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def engineer(anna: Member) -> Member:
    """Anna commits as the engineer."""
    add_identity(anna, kind="email", value="engineer@example.org")
    return anna


@pytest.fixture
def shop(tmp_path: Path) -> Made:
    """Ben knows the pool, Cleo reviews there, the engineer wrote the page alone."""
    made = Made(tmp_path / "shop")
    made.clock = days_ago(40)
    for number in range(4):
        made.commit(f"Fix the connection pool timeout {number}", {"src/db/pool.py": f"{number}\n"}, person=BEN)
        made.commit(
            f"Widen the pool {number}\n\nReviewed-by: Cleo Duarte <cleo@example.org>",
            {"src/db/pool.py": f"wider {number}\n", "src/db/socket.py": f"{number}\n"},
            person=ENGINEER,
        )
        made.commit(f"Colour the page {number}", {"web/page.css": f"{number}\n"}, person=ENGINEER)
    return made


def days_ago(days: int) -> int:
    from django.utils import timezone

    return int(timezone.now().timestamp()) - days * 86_400


def collected(member: Member, made: Made) -> None:
    """A run with what follows it in the background, here at once."""
    run = actions.collect(member, path=str(made.folder))
    tasks.run_collection.func(member.pk, run.pk)
    tasks.read_changed_paths.func(member.pk)


def learned(member: Member) -> None:
    learn(member, lambda: True)


@pytest.fixture
def knowing(engineer: Member, shop: Made) -> Member:
    collected(engineer, shop)
    return engineer


def asked(client: Client, **query: str | int) -> str:
    return client.get(reverse("knowledge:ask"), query).content.decode()


def api(member: Member) -> Client:
    token = issue_token(member, name="test")
    return Client(headers={"authorization": f"Bearer {token}"})


@pytest.fixture
def page(client: Client, knowing: Member) -> Client:
    client.force_login(knowing.user)
    return client
