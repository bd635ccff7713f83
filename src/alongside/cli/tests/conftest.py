"""Data folders for the tests: nobody is set up in `home`, Anna and her one-on-ones with Ben are in `ready`."""

import shutil
from pathlib import Path

import pytest

from alongside.cli.tests.processes import alongside


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Closed to others and empty; what runs in this process finds it, too."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("ALONGSIDE_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once, to be copied: nothing in it names its place."""
    folder = tmp_path_factory.mktemp("set-up") / "home"
    folder.mkdir(mode=0o700)
    done = alongside(folder, "init", "--name", "Anna Berg", "--email", "anna@example.org", "--manager", "Ben Okoye")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def ready(home: Path, set_up: Path) -> Path:
    shutil.copytree(set_up, home, dirs_exist_ok=True)
    return home
