"""The stored index of a real repository: what building it takes beside collecting, its bytes, and one answer out of it.

python -m bench.asking.stored REPOSITORY [AUTHOR]
"""

import gc
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def measured(repository: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="alongside-ask-home-") as home:
        os.environ.update(ALONGSIDE_HOME=home, DJANGO_SETTINGS_MODULE="alongside.project.settings")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        told(str(repository.resolve()))


def told(path: str, author: str = "") -> None:
    from bench.collecting.git import busiest_author
    from django.test import override_settings
    from django.utils import timezone

    from alongside.accounts.actions import found
    from alongside.knowledge.indexing.building import learn
    from alongside.lib.memory import settle
    from alongside.people.actions import add_identity

    override_settings(TASKS={"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}).enable()
    member = found(name="Bench", email="bench@example.org", workspace="Bench", zone="UTC")
    add_identity(member, kind="email", value=author or busiest_author(Path(path)))
    collected(member, path)
    before = _bytes("sources_%")
    start, busy = time.perf_counter(), time.process_time()
    learn(member, lambda: True)
    built, worked = time.perf_counter() - start, time.process_time() - busy
    size = _bytes("knowledge_%")
    commits = _commits(member)
    themselves = f"(commits, paths and credits themselves: {before / commits:.0f})"
    print(f"index of {commits:,} commits: built in {built:.1f} s ({worked:.1f} of the processor), {size / 1e6:.1f} MB, "
          f"{size / commits:.0f} bytes a commit {themselves}")  # fmt: skip
    start = time.perf_counter()
    learn(member, lambda: True)
    print(f"nothing new: {(time.perf_counter() - start) * 1000:.0f} ms")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory of collecting and building: {peak:.0f} MB")
    gc.collect()
    settle()  # as where the app runs
    for what, given in questions(member):
        times = list(asked(member, given, timezone.now()))
        wall, work = (sorted(each[at] for each in times) for at in range(2))
        print(f"one answer, {what}: median {statistics.median(wall):.0f} ms, p95 {wall[len(wall) * 95 // 100]:.0f} ms; "
              f"of the processor {statistics.median(work):.0f} and {work[len(work) * 95 // 100]:.0f} ms")  # fmt: skip


def collected(member: Any, path: str) -> None:
    """Stages 1 and 3; one's own activities make no difference here."""
    from alongside.sources import actions
    from alongside.sources.collecting.commits import read_everybody
    from alongside.sources.collecting.paths import read_paths
    from alongside.sources.collecting.run import Run, claim
    from alongside.sources.collectors.git.repository import describe

    run = Run(member, actions.collect(member, path=path))
    claim(run)
    described = describe(path)
    start = time.perf_counter()
    read_everybody(run, described)
    run.end(how="done", message="")
    middle = time.perf_counter()
    read_paths(member, run.repository, described, go_on=lambda: True)
    print(f"commits read in {middle - start:.1f} s, their paths in {time.perf_counter() - middle:.1f} s")


def questions(member: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A hundred of each kind, out of what changed lately."""
    from alongside.sources.models import Commit, Touches

    drawn = random.Random(4)
    rows = Touches.objects.visible_to(member).order_by("-year", "pk").values_list("path__path", flat=True)
    paths = [path for path in rows[:20_000] if path]
    subjects = list(Commit.objects.visible_to(member).order_by("pk").values_list("subject", flat=True)[:20_000])
    for files in (1, 5, 20, 60):
        yield f"{files} files", [{"paths": drawn.choices(paths, k=files)} for _ in range(100)]
    yield (
        "a folder",
        [{"paths": [path.rpartition("/")[0] + "/"]} for path in drawn.choices(paths, k=100) if "/" in path],
    )
    yield "words", [{"words": " ".join(subject.split()[-3:])} for subject in drawn.choices(subjects, k=100)]


def asked(member: Any, given: list[dict[str, Any]], now: Any) -> Iterator[tuple[float, float]]:
    """Milliseconds by the clock, and those of the processor: others may use the machine."""
    from alongside.knowledge.queries import whom_to_ask

    for each in given:
        start, busy = time.perf_counter(), time.process_time()
        whom_to_ask(member, **each, at=now)
        yield (time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000


def _commits(member: Any) -> int:
    from alongside.sources.models import Commit

    return Commit.objects.visible_to(member).count()


def _bytes(tables: str) -> float:
    from django.db import connection

    with connection.cursor() as cursor:  # noqa: TID251 (sizes, no rows)
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute(
            "SELECT sum(pgsize) FROM dbstat WHERE name IN (SELECT name FROM sqlite_master WHERE tbl_name LIKE %s)",
            [tables],
        )
        return float(cursor.fetchone()[0] or 0)
