"""An address book is uploaded, looked at and taken as from the page, as vCard and as CSV.

    bench/address_book [--cards 50000]

Prints a table (Markdown): seconds until the preview is there, until all are taken, and until the same file was taken
once more; of the first two what the processor took; and how far the memory of the process rose. Each file is read by a
process of its own. At the end half of the file is taken, and then the whole: everybody is there once.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
FIRST, LAST = 400, 900
KINDS = ("vCard", "CSV")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--cards", type=int, default=50_000)
    cards = options.parse_args().cards
    print("| file | preview, s | of the processor | taken, s | of the processor | again, s | memory |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for number in (cards // 10, cards):
        for kind in KINDS:
            with tempfile.TemporaryDirectory(prefix="alongside-bench-") as home:
                told = {"ALONGSIDE_HOME": home, "DJANGO_SETTINGS_MODULE": "alongside.project.settings"}
                subprocess.run(
                    [sys.executable, __file__, "--child", kind, str(number)], env=os.environ | told, check=True
                )


def child(kind: str, number: int) -> None:
    import importlib

    importlib.import_module("alongside.project.wsgi")  # as it is served: set up, and its memory settled
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    home = Path(os.environ["ALONGSIDE_HOME"])
    whole, cut = home / "whole", home / "cut"
    with whole.open("wb") as file:
        file.writelines(_vcards(number) if kind == "vCard" else _table(number))
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    page = _Page()
    page.client.get("/people/import/")
    before = _memory()
    shown, taken = _timed(lambda: page.show(whole)), _timed(page.take)
    page.is_there(number)
    again = _timed(lambda: page.show_and_take(whole))
    page.is_there(number)
    memory = _memory() - before
    page.start_anew()
    page.show_and_take(cut)
    page.show_and_take(whole)
    page.is_there(number)
    figures = f"{shown[0]:.1f} | {shown[1]:.1f} | {taken[0]:.1f} | {taken[1]:.1f} | {again[0]:.1f}"
    print(f"| {kind}, {number:,} | {figures} | {before} MB + {memory} |", flush=True)


class _Page:
    """The import page as a browser would use it."""

    def __init__(self) -> None:
        from django.test import Client

        from alongside.accounts.actions import found

        self.member = found(name="Engineer", email="engineer@example.org", workspace="Bench", zone="UTC")
        self.client = Client(headers={"host": "127.0.0.1"}, raise_request_exception=True)
        self.client.force_login(self.member.user)

    def show(self, path: Path) -> None:
        with path.open("rb") as file:
            answer = self.client.post("/people/import/", {"file": file})
        assert b"in the file" in answer.content, answer.content[:2000]

    def show_and_take(self, path: Path) -> None:
        self.show(path)
        self.take()

    def take(self) -> None:
        answer = self.client.post("/people/import/take/", {"relation": "other"}, follow=True)
        while b"every 1s" in answer.content:
            time.sleep(0.1)
            answer = self.client.get("/people/import/book/")
        assert b"stopped in the middle" not in answer.content, answer.content

    def is_there(self, number: int) -> None:
        """Everybody once, with their address."""
        from alongside.people.models import Identity, Person

        persons = Person.objects.visible_to(self.member).count()
        addresses = Identity.objects.visible_to(self.member).exclude(person=None).count()
        assert (persons, addresses) == (number, number), (persons, addresses)

    def start_anew(self) -> None:
        from alongside.people.models import Person

        Person.objects.visible_to(self.member).delete()


def _timed(work: Callable[[], None]) -> tuple[float, float]:
    started, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started, time.process_time() - processor


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _people(number: int) -> Iterator[tuple[str, str, str, str]]:
    """Names as there are: some dozens bear the same one in an address book so large."""
    chance = random.Random(7)
    for n in range(number):
        first, last = chance.randrange(FIRST), chance.randrange(LAST)
        yield f"First{first} Last{last}", f"first{first}.last{last}.{n}@example.org", "Engineer", f"Team {n % 200}"


def _vcards(number: int) -> Iterable[bytes]:
    picture = "PHOTO;ENCODING=b;TYPE=JPEG:" + "\r\n ".join(["A" * 70] * 12)
    for n, (name, email, role, team) in enumerate(_people(number)):
        first, _, last = name.partition(" ")
        yield (
            f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:{last};{first};;;\r\nFN:{name}\r\nEMAIL;TYPE=INTERNET:{email}\r\n"
            f"TEL;TYPE=CELL:+49 30 {n}\r\nORG:Example;{team}\r\nTITLE:{role}\r\n"
            f"{picture + chr(13) + chr(10) if n % 10 == 0 else ''}END:VCARD\r\n"
        ).encode()


def _table(number: int) -> Iterable[bytes]:
    yield b"First Name,Last Name,E-mail 1 - Value,Organization Title,Organization Department,Phone 1 - Value\r\n"
    for n, (name, email, role, team) in enumerate(_people(number)):
        yield f"{name.replace(' ', ',')},{email},{role},{team},+49 30 {n}\r\n".encode()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], int(sys.argv[3]))
    else:
        main()
