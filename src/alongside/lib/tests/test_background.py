import os
import time
from pathlib import Path

import pytest
from django.tasks import task

from alongside.lib.background import BackgroundBackend, rests


@task()
def say(path: str) -> None:
    Path(path).write_text("done")


@task()
def wait_for(path: str) -> None:
    said(Path(path))


def said(path: Path) -> bool:
    until = time.monotonic() + 5
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.02)
    return path.exists()


@pytest.fixture
def backend() -> BackgroundBackend:
    return BackgroundBackend("default", {"QUEUES": []})


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_process_works_off_its_own_tasks(backend: BackgroundBackend, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    backend.enqueue(say, (str(first),), {})
    in_parent = said(first)

    child = os.fork()
    if not child:
        backend.enqueue(say, (str(second),), {})
        os._exit(0 if said(second) else 1)

    assert in_parent
    assert os.waitpid(child, 0)[1] == 0


def test_it_says_when_nothing_is_left_to_do(backend: BackgroundBackend, tmp_path: Path) -> None:
    backend.enqueue(wait_for, (str(tmp_path / "go"),), {})

    before = rests(0.05)
    (tmp_path / "go").touch()

    assert (before, rests(5)) == (False, True)
