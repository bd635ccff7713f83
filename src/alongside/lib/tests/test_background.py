import os
import time
from pathlib import Path

import pytest
from django.db import OperationalError
from django.tasks import task

from alongside.lib.background import BackgroundBackend, rests


@task()
def say(path: str) -> None:
    Path(path).write_text("done")


@task()
def wait_for(path: str) -> None:
    said(Path(path))


@task()
def meet_a_locked_database(path: str, times: int) -> None:
    """As often as that."""
    with Path(path).open("a") as met:
        met.write(".")
    if len(Path(path).read_text()) <= times:
        raise OperationalError("database is locked")
    Path(path).with_suffix(".done").touch()


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


@pytest.mark.parametrize(("times", "is_done"), [(0, True), (2, True), (3, False)])
def test_a_task_that_met_a_locked_database_is_tried_again(
    backend: BackgroundBackend, tmp_path: Path, times: int, is_done: bool
) -> None:
    backend.enqueue(meet_a_locked_database, (str(tmp_path / "met"), times), {})

    assert rests(5)
    assert (tmp_path / "met.done").exists() is is_done
    assert len((tmp_path / "met").read_text()) == min(times + 1, 3)
