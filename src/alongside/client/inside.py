"""The app in this process: what its doors need before the first request."""

import os
import shutil
from pathlib import Path
from typing import Any

from alongside.client import token
from alongside.client.refused import refuse
from alongside.project.home import home


def application() -> Any:
    """The WSGI application, with the database as this version needs it."""
    ready()
    from alongside.project.wsgi import application as app

    return app


def ready() -> None:
    """Django set up and the database migrated. Raises Refused with a sentence when the data folder cannot be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.project.settings")
    import django
    from django.db import DatabaseError

    try:
        django.setup()
        migrate()
    except OSError as error:
        detail = f"{error.filename or 'The data folder'} cannot be used: {error.strerror or error}."
        raise refuse("The data folder cannot be used", f"{detail} Run `alongside doctor`.", status=500) from error
    except DatabaseError as error:
        raise refuse("The database cannot be used", _why(error), status=503) from error


def read_on() -> None:
    """Without a server nobody else takes up what a command that has ended left unread. It goes on as long as this
    process does."""
    from alongside.accounts.actions import member_for_token
    from alongside.sources.actions import go_on_collecting

    if member := member_for_token(local_token(home())):
        go_on_collecting(member)


def migrate() -> bool:
    """Bring the database to this version. Whether there was anything to do."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=0)
    _only_for_owner()
    return True


def local_token(home: Path) -> str:
    """The token in the data folder. Raises Refused when nobody has been set up here yet."""
    found = os.environ.get("ALONGSIDE_TOKEN") or token.read(home)
    if found is None:
        detail = "Nothing is set up here yet. Run `alongside init`, or `alongside serve` to do it in the browser."
        raise refuse("Nobody is set up", detail, status=401)
    return found


def _only_for_owner() -> None:
    from django.conf import settings

    path = Path(str(settings.DATABASES["default"].get("NAME", "")))
    if path.is_file():
        path.chmod(0o600)


def _no_room() -> bool:
    """SQLite calls it an I/O error when there is no room even for reading."""
    return shutil.disk_usage(home()).free < 100_000


def _why(error: Exception) -> str:
    if "locked" in str(error):
        return "The database is busy: another process has been writing for too long. Run it again in a moment."
    elif "full" in str(error) or _no_room():
        return "The disk is full. Make room, then run it again; nothing is lost."
    else:
        return f"The database answers: {error}. Run `alongside doctor`."
