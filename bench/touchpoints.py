"""Keeps thirty thousand contacts, looks through a record of 25,000 activities, and takes an address book of 50,000.

Each once as new and once again, when nothing has changed. Prints a table (Markdown), in seconds.
"""

import io
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

CONTACTS, ACTIVITIES, CARDS, PERSONS = 30_000, 25_000, 50_000, 2_000
START = datetime(2016, 1, 1, tzinfo=UTC)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as home:
        os.environ |= {"ALONGSIDE_HOME": home, "DJANGO_SETTINGS_MODULE": "alongside.project.settings"}
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        _measure()


def _measure() -> None:
    from alongside.accounts.actions import found
    from alongside.evidence import actions as evidence
    from alongside.lib.contact_file import Card, read
    from alongside.people import actions as people

    member = found(name="Engineer", email="engineer@example.org", workspace="Bench", zone="UTC")
    people.import_contacts(member, cards=[Card(n, f"Person N{n}", (f"p{n}@example.org",)) for n in range(PERSONS)])
    evidence.keep(member, source="github", origin="bench", findings=_findings())
    book = b"".join(_cards())

    def take() -> None:
        people.import_contacts(member, cards=(card for card in read(io.BytesIO(book)) if isinstance(card, Card)))

    print("| what | new, s | again, s |\n| --- | ---: | ---: |")
    keep = lambda: people.keep_touchpoints(member, source="calendar", contacts=_contacts())  # noqa: E731
    _row(f"{CONTACTS:,} contacts kept", keep)
    _row(f"{ACTIVITIES:,} activities looked through", lambda: evidence.find_touchpoints(member))
    _row(f"{CARDS:,} cards taken", take)


def _row(what: str, work: Callable[[], Any]) -> None:
    times = []
    for _ in range(2):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    print(f"| {what} | {times[0]:.1f} | {times[1]:.1f} |", flush=True)


def _contacts() -> Iterator[Any]:
    from alongside.people.contacts import Contact

    for n in range(CONTACTS):
        known = (("email", f"p{n % PERSONS}@example.org"),)
        yield Contact(known, "meeting", START + timedelta(hours=n), source_id=str(n))


def _findings() -> Iterator[Any]:
    """A third of them with somebody named, as where reviews are the rule."""
    from alongside.evidence.findings import Finding

    for n in range(ACTIVITIES):
        who = (f"Person N{n * 7 % 4000}", f"p{n * 7 % 4000}@example.org")
        named = (("reviewer", *who), ("merger", *who)) if n % 3 == 0 else ()
        files = tuple((f"src/part{n % 50}/file{each}.py", 3, 4) for each in range(8))
        yield Finding(
            id=f"bench#{n}", kind="commit", title=f"Commit {n}", at=START + timedelta(hours=3 * n), credits=named,
            files=files,
        )  # fmt: skip


def _cards() -> Iterator[bytes]:
    for n in range(CARDS):
        name = f"Somebody N{n % 40_000}"
        yield f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEMAIL:s{n}@example.org\r\nEND:VCARD\r\n".encode()


if __name__ == "__main__":
    main()
