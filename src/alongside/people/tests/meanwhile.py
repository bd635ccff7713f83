"""What comes at once: something else is done between two queries of one request, or beside it."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

TWO_WHO_WRITE = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two who write at once"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("nothing_in_the_background"),
]
"""Marks of tests with `at_once`: SQLite lets only one of them write at a time."""


@contextmanager
def before_query(number: int, happens: Callable[[], object]) -> Iterator[list[int]]:
    """In one process and on every database. Yields a list that holds the number once it has happened."""
    seen, done = 0, list[int]()

    def count(execute: Any, *query: Any) -> Any:
        nonlocal seen
        seen += not done
        if seen == number and not done:
            done.append(number)
            happens()
        return execute(*query)

    with connection.execute_wrapper(count):
        yield done


@contextmanager
def before_writing(happens: Callable[[], object]) -> Iterator[None]:
    """As the verb begins: the last moment at which another may end its own on a database that locks."""
    done = False

    def watch(execute: Any, sql: str, *query: Any) -> Any:
        nonlocal done
        if sql.startswith("SAVEPOINT") and not done:
            done = True
            happens()
        return execute(sql, *query)

    with connection.execute_wrapper(watch):
        yield
    assert done


@contextmanager
def after_writing(happens: Callable[[], object]) -> Iterator[None]:
    """As the verb ends, and before the page asks what came of it."""
    done, verb = False, ""

    def watch(execute: Any, sql: str, *query: Any) -> Any:
        nonlocal done, verb
        answer = execute(sql, *query)
        verb = verb or (sql if sql.startswith("SAVEPOINT") else "")
        if not done and verb and sql == f"RELEASE {verb}":
            done = True
            happens()
        return answer

    with connection.execute_wrapper(watch):
        yield
    assert done


def at_once[Answer](verb: Callable[[], Answer], *, other: Callable[[], Answer] | None = None) -> tuple[Answer, Answer]:
    """What two get who begin before the other has ended, in two connections."""
    with ThreadPoolExecutor(1) as beside:
        with transaction.atomic():
            first = verb()
            second: Future[Answer] = beside.submit(_on_its_own, other or verb)
            wait([second], timeout=1)
        return first, second.result()


def _on_its_own[Answer](verb: Callable[[], Answer]) -> Answer:
    try:
        return verb()
    finally:
        connection.close()
