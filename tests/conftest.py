import os
from pathlib import Path

import pytest
from pytest_django import Settings

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from tests.world import World, fill


@pytest.fixture
def quiet_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def people_only(anna: Member, ben: Member, cleo: Member, dan: Member, settings: Settings, tmp_path: Path) -> World:
    """The four before anybody wrote a word."""
    settings.HOME = tmp_path
    world = World(anna, ben, cleo, dan)
    world.tokens = {each.name.lower(): issue_token(each, name="test") for each in (anna, ben, cleo, dan)}
    return world


@pytest.fixture
def world(people_only: World, tmp_path: Path, quiet_git: None) -> World:
    return fill(people_only, tmp_path)
