"""Fills the data folder with one of everything, and prints where each page is: `python -m tests.browser.furnish`."""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.project.settings")
    os.environ |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    call_command("migrate", verbosity=0)
    with transaction.atomic():  # so that runs begin when everything is there
        sys.stdout.write(json.dumps(furnish()))


def furnish() -> dict[str, str]:
    from django.urls import reverse

    from alongside.accounts.actions import found
    from conftest import join
    from tests.ways import PAGES
    from tests.world import World, fill

    anna = found(name="Anna", email="anna@example.org", workspace="Payments", zone="Europe/Berlin")
    dan = found(name="Dan", email="dan@example.org", workspace="Elsewhere")
    world = fill(World(anna, join(anna, "Ben"), join(anna, "Cleo"), dan), Path(tempfile.mkdtemp()))
    where = {page: reverse(page, kwargs=way.keys(world)) for page, way in PAGES.items()}
    return {page: url for page, url in where.items() if is_looked_at(anna, url)}


def is_looked_at(member: Any, url: str) -> bool:
    """Whether there is a page to look at. A broken one is: it fails where it is looked at."""
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
    client.force_login(member.user)
    answer = client.get(url)
    is_page = b"<html" in answer.content if not answer.streaming else False
    return answer.status_code >= 500 or (is_page and answer.status_code not in (401, 403))


if __name__ == "__main__":
    main()
