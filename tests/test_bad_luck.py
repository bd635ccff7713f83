"""A bad day of a machine, done to real processes: a clear sentence, the rest kept, nothing lost."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from alongside.client import outbox
from tests.histories import realistic

pytestmark = pytest.mark.slow
LINE = "win: cut checkout p95 from 900 ms to 300 ms #checkout @manager"
ALONGSIDE = (sys.executable, "-m", "alongside")
LOG_MANY = """
import sys
from datetime import date
from pathlib import Path
from alongside.client import inside
inside.ready()
from alongside.cli.here import member_here
from alongside.evidence import actions as evidence
member = member_here(Path(sys.argv[1]))
for number in range(200):
    evidence.log(member, line=f"win: line {number} of {sys.argv[2]} #two @mina", today=date(2026, 11, 20))
"""


def environment(home: Path) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("ALONGSIDE_", "GIT_"))}
    return ours | {"ALONGSIDE_HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def begin(home: Path, *arguments: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen([*ALONGSIDE, *arguments], env=environment(home), stdout=pipe, stderr=pipe, text=True)


def ended(process: subprocess.Popen[str]) -> dict[str, Any]:
    """Its exit code, what it told on standard error, and its document."""
    said, told = process.communicate(timeout=120)
    return {"code": process.returncode, "told": told, **(json.loads(said) if said.strip() else {})}


def run(home: Path, *arguments: str) -> dict[str, Any]:
    return ended(begin(home, *arguments, "--json"))


def rows(home: Path, question: str) -> list[Any]:
    with closing(sqlite3.connect(home / "alongside.sqlite3", timeout=20)) as database:
        return list(database.execute(question))


def is_whole(home: Path) -> bool:
    return rows(home, "PRAGMA integrity_check") == [("ok",)] and not rows(home, "PRAGMA foreign_key_check")


def lines(home: Path) -> list[str]:
    return [line for (line,) in rows(home, "SELECT line FROM evidence_entry ORDER BY id")]


def count(home: Path, table: str) -> int:
    return int(rows(home, f"SELECT count(*) FROM {table}")[0][0])


def written(home: Path) -> int:
    """Activities for what one wrote; those for what one is credited with say so in their name."""
    return int(rows(home, "SELECT count(*) FROM evidence_activity WHERE external_id NOT LIKE '%/%'")[0][0])


def refused(answer: dict[str, Any], *words: str) -> bool:
    """With a sentence that holds the words and says what to do, and without what only its makers can read."""
    assert answer["code"] == 1, answer
    assert "Traceback" not in answer["told"]
    assert answer["detail"].endswith("."), answer
    assert answer["detail"] in answer["told"]
    missing = [word for word in words if word.casefold() not in answer["detail"].casefold()]
    assert not missing, f"{missing} not in {answer['detail']!r}"
    return True


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("begun") / "home"
    run(folder, "init", "--name", "Engineer", "--email", "engineer@example.org", "--manager", "Manager")
    return folder


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return realistic(tmp_path_factory.mktemp("made") / "shop", years=4, commits_per_week=8)


@pytest.fixture
def home(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "home"))


@pytest.fixture
def repository(shop: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(shop, tmp_path / "shop"))


@pytest.fixture
def small_disk(begun: Path, tmp_path: Path) -> Iterator[Path]:
    """A data folder on a disk of its own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("A disk that can be filled needs the right to mount one: run this as root.")
    yield Path(shutil.copytree(begun, disk / "home"))
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path) -> Path:
    filler = disk / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
    return filler


def wait_until(true: Callable[[], object], process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 60
    while not true():
        assert process.poll() is None, ended(process)
        assert time.monotonic() < until
        time.sleep(0.005)


def stage(home: Path) -> str:
    return "".join(name for (name,) in rows(home, "SELECT stage FROM sources_collection"))


def test_two_processes_collecting_one_repository_read_it_once(home: Path, repository: Path) -> None:
    both = [begin(home, "collect", "git", str(repository), "--json") for _ in range(2)]

    answers = [ended(process) for process in both]

    assert [answer["code"] for answer in answers] == [0, 0], answers
    assert answers[0]["commits"] == answers[1]["commits"] == count(home, "sources_commit")
    assert max(answer["new"] for answer in answers) == count(home, "sources_commit")
    assert written(home) == answers[0]["mine"]
    assert rows(home, "SELECT count(*) - count(DISTINCT hash) FROM sources_commit") == [(0,)]
    assert is_whole(home)


def test_two_processes_logging_at_once_lose_no_line(home: Path) -> None:
    orders = [[sys.executable, "-c", LOG_MANY, str(home), name] for name in ("one", "two")]
    both = [subprocess.Popen(order, env=environment(home), stderr=subprocess.PIPE, text=True) for order in orders]

    told = [process.communicate(timeout=120)[1] for process in both]

    assert [process.returncode for process in both] == [0, 0], told
    assert sorted(lines(home)) == sorted(
        f"win: line {number} of {name} #two @mina" for name in ("one", "two") for number in range(200)
    )
    assert count(home, "evidence_topic") == count(home, "evidence_entry_people") == 400
    assert rows(home, "SELECT count(*) FROM people_person WHERE handle = 'mina'") == [(1,)]


def test_a_full_disk_keeps_what_is_there_and_goes_on_when_there_is_room(small_disk: Path, repository: Path) -> None:
    run(small_disk, "log", "before")
    run(small_disk, "token", "list")
    filler = fill(small_disk.parent)

    collecting, logging = run(small_disk, "collect", "git", str(repository)), run(small_disk, "log", "not kept")
    filler.unlink()
    logged, collected = run(small_disk, "log", "after"), run(small_disk, "collect", "git", str(repository))

    assert refused(collecting, "disk", "room")
    assert refused(logging, "not kept", "no space left", "run it again")
    assert (logged["code"], collected["code"]) == (0, 0), collected
    assert lines(small_disk) == ["before", "after"]
    assert written(small_disk) == collected["mine"] > 100
    assert is_whole(small_disk)


def test_a_disk_that_fills_during_a_run_keeps_what_was_read(small_disk: Path, repository: Path) -> None:
    process = begin(small_disk, "collect", "git", str(repository), "--json")
    wait_until(lambda: stage(small_disk), process)
    filler = fill(small_disk.parent)

    stopped = ended(process)
    filler.unlink()
    collected = run(small_disk, "collect", "git", str(repository))

    assert refused(stopped, "disk", "room")
    assert collected["code"] == 0, collected
    assert count(small_disk, "sources_commit") == collected["commits"]
    assert written(small_disk) == collected["mine"] > 100
    assert is_whole(small_disk)


def test_a_data_folder_that_cannot_be_written_is_told(small_disk: Path, repository: Path) -> None:
    run(small_disk, "log", "before")
    run(small_disk, "token", "list")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk.parent)], check=True)

    collecting, logging = run(small_disk, "collect", "git", str(repository)), run(small_disk, "log", "not kept")
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk.parent)], check=True)
    logged = run(small_disk, "log", "after")
    run(small_disk, "token", "list")

    assert refused(collecting, "alongside doctor")
    assert refused(logging, "not kept", "read-only", "run it again")
    assert logged["code"] == 0
    assert lines(small_disk) == ["before", "after"]


def test_a_file_that_is_no_database_is_left_as_it_is(home: Path, repository: Path) -> None:
    saved = (home / "alongside.sqlite3").read_bytes()
    (home / "alongside.sqlite3").write_bytes(b"No database at all.\n" * 500)

    collecting, logging = run(home, "collect", "git", str(repository)), run(home, "log", LINE)
    untouched = (home / "alongside.sqlite3").read_bytes() == b"No database at all.\n" * 500
    (home / "alongside.sqlite3").write_bytes(saved)
    run(home, "token", "list")

    assert refused(collecting, "not a database", "alongside doctor")
    assert untouched
    assert logging["code"] == 0
    assert lines(home) == [LINE]


def test_a_repository_deleted_in_the_middle_is_told_and_what_was_read_is_kept(home: Path, repository: Path) -> None:
    away = repository.with_name("away")
    process = begin(home, "collect", "git", str(repository), "--json")
    wait_until(lambda: stage(home), process)
    repository.rename(away)

    stopped = ended(process)
    kept = count(home, "sources_commit")
    away.rename(repository)
    collected = run(home, "collect", "git", str(repository))

    assert refused(stopped, str(repository))
    assert kept <= collected["commits"] == count(home, "sources_commit")
    assert rows(home, "SELECT count(*) FROM sources_commit WHERE vanished_at IS NOT NULL") == [(0,)]
    assert written(home) == collected["mine"] > 100


def test_damaged_objects_are_told_and_read_when_they_are_mended(home: Path, repository: Path) -> None:
    [pack] = (repository / ".git" / "objects" / "pack").glob("*.pack")
    whole = pack.read_bytes()
    third = len(whole) // 3
    pack.chmod(0o600)
    pack.write_bytes(whole[:third] + b"\xff" * third + whole[2 * third :])

    stopped = run(home, "collect", "git", str(repository))
    pack.write_bytes(whole)
    collected = run(home, "collect", "git", str(repository))

    assert refused(stopped, str(repository), "git fsck")
    assert count(home, "sources_commit") == collected["commits"]
    assert written(home) == collected["mine"] > 100


def test_a_run_left_behind_by_a_clock_that_was_ahead_goes_on(home: Path, repository: Path) -> None:
    run(home, "collect", "git", str(repository))
    with closing(sqlite3.connect(home / "alongside.sqlite3")) as database, database:
        database.execute(
            "UPDATE sources_collection SET done_at = NULL, process = 'another-name-of-this-machine/1:1',"
            " beat_at = '2031-01-01 00:00:00', started_at = '2031-01-01 00:00:00'"
        )

    collected = run(home, "collect", "git", str(repository))

    assert collected["code"] == 0, collected
    assert rows(home, "SELECT count(*) FROM sources_collection WHERE done_at IS NULL") == [(0,)]


def test_lines_keep_their_own_day_when_the_clock_was_set_back_between_them(home: Path) -> None:
    for today in ("2026-11-20", "2026-11-03"):
        outbox.put(home / "outbox", f"typed on {today}, about yesterday", today=today)

    run(home, "token", "list")

    assert rows(home, "SELECT line, happened_on FROM evidence_entry ORDER BY id") == [
        ("typed on 2026-11-20, about yesterday", "2026-11-19"),
        ("typed on 2026-11-03, about yesterday", "2026-11-02"),
    ]
