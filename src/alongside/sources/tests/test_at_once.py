"""A connection is changed or forgotten in the moment in which its run stores. SQLite lets only one of them write."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import pytest
from django.db import connection as database

from alongside.accounts.models import Member
from alongside.people.tests.meanwhile import TWO_WHO_WRITE
from alongside.sources import actions
from alongside.sources.models import Collection, Connection
from alongside.sources.tests.conftest import run

pytestmark = TWO_WHO_WRITE


@pytest.mark.parametrize(
    "verb",
    [
        lambda anna, connection: actions.change_connection(anna, connection=connection, answers={"title": "When"}),
        lambda anna, connection: actions.forget_connection(anna, connection=connection, take_back=True),
    ],
    ids=["change", "forget"],
)
def test_the_step_ends_before_it_and_nothing_is_stored_behind_it(
    anna: Member, tmp_path: Path, verb: Callable[[Member, Connection], object]
) -> None:
    table = tmp_path / "work.csv"
    table.write_text("When,What\n2026-11-02,Moved the queue\n")
    answers = {"file": str(table), "date": "When", "title": "What"}
    connection = actions.connect(anna, collector="table", answers=answers)
    asked = actions.collect_connection(anna, connection=connection)

    done, beside = _run_with(anna, asked, lambda: verb(anna, Connection.objects.visible_to(anna).get()))

    beside.result()
    connection.refresh_from_db()
    assert (done.state, connection.state, connection.collected_at) == ("cancelled", {}, None)


def _run_with(anna: Member, asked: Collection, other: Callable[[], object]) -> tuple[Collection, Future[object]]:
    """The other is done in a connection of its own, as soon as the run has changed the row of its connection."""
    begun: list[Future[object]] = []

    def watch(execute: Any, sql: str, *query: Any) -> Any:
        answer = execute(sql, *query)
        if sql.startswith('UPDATE "sources_connection"') and '"kept"' in sql and not begun:
            begun.append(beside.submit(_on_its_own, other))
            wait(begun, timeout=1)
        return answer

    with ThreadPoolExecutor(1) as beside, database.execute_wrapper(watch):
        done = run(anna, asked)
    return done, begun[0]


def _on_its_own(verb: Callable[[], object]) -> object:
    try:
        return verb()
    finally:
        database.close()
