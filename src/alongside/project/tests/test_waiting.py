"""Two who write into one data folder, with the settings as they are."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from alongside.project.settings import SQLITE

pytestmark = pytest.mark.django_db


def connected(file: Path) -> "closing[DatabaseWrapper]":
    told = {**connections["default"].settings_dict, "NAME": str(file), "OPTIONS": SQLITE}
    return closing(DatabaseWrapper(told))


def add_one(file: Path, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Reads in a transaction, and writes what follows from it."""
    with connected(file) as connection, connection.cursor() as cursor:
        connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        [before] = cursor.execute("SELECT number FROM counted").fetchone()
        meanwhile()
        cursor.execute("UPDATE counted SET number = %s", [before + 1])
        connection.commit()


def test_who_reads_and_then_writes_waits_for_another_who_does(tmp_path: Path) -> None:
    file = tmp_path / "counted.sqlite3"
    with connected(file) as connection, connection.cursor() as cursor, ThreadPoolExecutor() as pool:
        cursor.execute("CREATE TABLE counted AS SELECT 0 AS number")

        def meanwhile() -> None:
            others.append(pool.submit(add_one, file))
            time.sleep(0.3)

        others = list[Future[None]]()
        add_one(file, meanwhile)
        others[0].result()

        assert cursor.execute("SELECT number FROM counted").fetchone() == (2,)
