"""The tables as they were, for tests of what a migration does with the rows that are there."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


@contextmanager
def as_of(name: str) -> Iterator[Apps]:
    """After this migration of people; at the end all that came since is done."""
    try:
        yield _migrated("people", name)
    finally:
        _migrated(*MigrationExecutor(connection).loader.graph.leaf_nodes("people")[0])


def _migrated(app: str, name: str) -> Apps:
    executor = MigrationExecutor(connection)
    executor.migrate([(app, name)])
    return executor.loader.project_state([(app, name)]).apps
