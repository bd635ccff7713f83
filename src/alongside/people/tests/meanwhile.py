"""What comes at once, in one process and on every database: something else is done between two queries."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def before_query(number: int, happens: Callable[[], object]) -> Iterator[list[int]]:
    """Yields a list that holds the number once it has happened."""
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
