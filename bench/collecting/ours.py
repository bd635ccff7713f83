"""One round of Alongside, in a process and a data folder of its own; prints its figures as JSON.

    python -m bench.collecting.ours REPOSITORY AUTHOR STAGES [BRANCH TIP]

STAGES is `all`, or `new`: then the branch is moved to the tip after a first run, and the second run is measured.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bench.collecting.git import out


def main() -> None:
    path, author, what, *rest = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="alongside-collect-home-") as home:
        os.environ.update(ALONGSIDE_HOME=home, DJANGO_SETTINGS_MODULE="alongside.project.settings")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        print(json.dumps(_Round(path, author).all() if what == "all" else _Round(path, author).new(*rest)))


class _Round:
    def __init__(self, path: str, author: str) -> None:
        from django.test import override_settings

        from alongside.accounts.actions import found
        from alongside.people.actions import add_identity

        # What is asked for is run here, stage by stage, and not in the background as well.
        override_settings(TASKS={"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}).enable()
        self.path, self.figures = path, dict[str, float]()
        self.member = found(name="Bench", email="bench@example.org", workspace="Bench", zone="UTC")
        add_identity(self.member, kind="email", value=author)

    def all(self) -> dict[str, float]:
        """The stages as a run takes them, each with its seconds."""
        from alongside.evidence import actions as evidence
        from alongside.sources.collecting import own
        from alongside.sources.collecting.commits import read_everybody
        from alongside.sources.collecting.paths import read_paths
        from alongside.sources.collectors.git.repository import describe

        run = self._begun()
        began, busy = time.perf_counter(), time.process_time()
        described = describe(run.repository.path)
        paused = [0.0]

        def first(hashes: frozenset[bytes]) -> None:
            before = time.perf_counter()
            own.keep_first(run, described, hashes)
            self.figures["first page"] = time.perf_counter() - began
            paused[0] = time.perf_counter() - before

        read_everybody(run, described, after_first=first)
        self.figures["stage 1"] = time.perf_counter() - began - paused[0]
        self.figures["stage 1, busy"] = time.process_time() - busy
        follows = {"pieces": "find_pieces", "touchpoints": "find_touchpoints"}
        verbs = {name: getattr(evidence, verb) for name, verb in follows.items()}
        for name, verb in follows.items():
            setattr(evidence, verb, partial(self._timed, name, verbs[name]))
        began = time.perf_counter()
        own.keep_mine(run, described)
        whole = time.perf_counter() - began
        for name, verb in follows.items():
            setattr(evidence, verb, verbs[name])
        self.figures["stage 2"] = whole - sum(self.figures[name] for name in follows)
        run.end(how="done", message="")
        size = self._size()
        began = time.perf_counter()
        read_paths(self.member, run.repository, described, go_on=lambda: True)
        self.figures["stage 3"] = time.perf_counter() - began
        self.figures["bytes"] = self._size()
        self.figures["bytes of paths"] = self.figures["bytes"] - size
        self.figures["commits"] = run.repository.commits
        self.figures["mine"] = run.repository.mine
        self.figures["kept"] = run.collection.kept
        self.figures["nothing new"] = min(self._whole_run() for _ in range(3))
        self.figures["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.figures["megabytes of git"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        return self.figures

    def _timed(self, name: str, verb: Callable[[Any], Any], member: Any) -> Any:
        before = time.perf_counter()
        done = verb(member)
        self.figures[name] = time.perf_counter() - before
        return done

    def new(self, branch: str, tip: str) -> dict[str, float]:
        self._whole_run()
        out(Path(self.path), "update-ref", branch, tip)
        return {"new": self._whole_run()}

    def _begun(self) -> Any:
        from alongside.sources import actions
        from alongside.sources.collecting.run import Run, claim

        run = Run(self.member, actions.collect(self.member, path=self.path))
        claim(run)
        return run

    def _whole_run(self) -> float:
        """From asking to its end, with pieces of work, as the program does it."""
        from alongside.sources import actions, tasks

        began = time.perf_counter()
        collection = actions.collect(self.member, path=self.path)
        tasks.run_collection.func(self.member.pk, collection.pk)
        return time.perf_counter() - began

    def _size(self) -> float:
        """Bytes of what is kept of others: commits, who they are by, credits, paths, with their indexes."""
        from django.db import connection

        with connection.cursor() as cursor:  # noqa: TID251 (sizes, no rows)
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute(
                "SELECT sum(pgsize) FROM dbstat WHERE name IN (SELECT name FROM sqlite_master WHERE tbl_name IN"
                " ('sources_commit', 'sources_author', 'sources_credit', 'sources_path', 'sources_touches'))"
            )
            return float(cursor.fetchone()[0])


if __name__ == "__main__":
    main()
