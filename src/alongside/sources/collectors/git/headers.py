"""The author and committer lines of commits as they stand in the object, for those that git log reads wrongly."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .process import run
from .text import decoded

_LINE = re.compile(rb"(?P<name>[^<]*?) *<(?P<email>[^>]*)>?(?P<when>.*)", re.DOTALL)
_WHEN = re.compile(r"\s*(?P<seconds>[+-]?\d+)(?:\s+(?P<zone>[+-]\d+))?")


@dataclass(frozen=True, slots=True)
class Header:
    author: tuple[str, str, str]
    """Name, e-mail, and `seconds zone`."""
    committer: tuple[str, str, str]

    def put_into(self, record: tuple[str, ...]) -> tuple[str, ...]:
        """The record of git log with these dates, and with these identities where it has none."""
        fields = list(record)
        for at, (name, email, when) in ((2, self.author), (7, self.committer)):
            if not any(fields[at : at + 4]):
                fields[at : at + 4] = [name, email, name, email]
            fields[at + 4] = when
        return tuple(fields)


def raw_headers(root: Path, hashes: list[str]) -> dict[str, Header]:
    return dict(_headers(run(root, "cat-file", "--batch", feed=hashes)))


def _headers(batch: bytes) -> Iterator[tuple[str, Header]]:
    at = 0
    while at < len(batch):
        end = batch.index(b"\n", at)
        name, *kind = batch[at:end].split()
        at = end + 1
        if len(kind) == 2:
            size = int(kind[1])
            yield name.decode("ascii"), _header(batch[at : at + size])
            at += size + 1


def _header(raw: bytes) -> Header:
    lines = dict(line.partition(b" ")[::2] for line in reversed(raw.partition(b"\n\n")[0].split(b"\n")))
    declared = lines.get(b"encoding", b"").decode("ascii", "replace")
    return Header(
        author=_person(lines.get(b"author", b""), declared),
        committer=_person(lines.get(b"committer", b""), declared),
    )


def _person(line: bytes, declared: str) -> tuple[str, str, str]:
    found = _LINE.fullmatch(line)
    if not found:
        return decoded(line.replace(b"\0", b""), declared), "", ""
    name, email, when = (decoded(part.replace(b"\0", b""), declared) for part in found.groups())
    date = _WHEN.match(when)
    return name.strip(), email.strip(), f"{date['seconds']} {date['zone'] or ''}" if date else ""
