"""The data folder under test: put back to a kept state, and read with plain SQL, past the product's own code."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from bench.killing.process import done

from alongside.cli.running import main as alongside

INIT = ["init", "--name", "Engineer", "--email", "engineer@example.org", "--manager", "Manager", "--json"]


class Home:
    def __init__(self, folder: Path, states: Path) -> None:
        self.folder, self.states = folder, states
        self.said = folder.parent / "said.txt"

    @property
    def outbox(self) -> Path:
        return self.folder / "outbox"

    def begin(self) -> None:
        self.run(INIT)
        self.keep("begun")

    def run(self, arguments: list[str]) -> float:
        return done(lambda: alongside(arguments), said=self.said)

    def keep(self, state: str) -> None:
        shutil.copytree(self.folder, self.states / state)

    def put_back(self, state: str) -> None:
        shutil.rmtree(self.folder)
        shutil.copytree(self.states / state, self.folder)

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.folder / "alongside.sqlite3", timeout=20)) as database:
            return list(database.execute(question))

    def wrong(self) -> Iterator[str]:
        """What no database may be after a kill, whatever was going on."""
        yield from (row[0] for row in self.rows("PRAGMA integrity_check") if row[0] != "ok")
        yield from (f"points at nothing: {row}" for row in self.rows("PRAGMA foreign_key_check"))
        with closing(sqlite3.connect(self.folder / "alongside.sqlite3", timeout=20)) as database:
            try:
                # 1: compare with the words themselves, not the index with itself only.
                database.execute("INSERT INTO search_fts(search_fts, rank) VALUES ('integrity-check', 1)")
            except sqlite3.DatabaseError as error:
                yield f"search: {error}"
