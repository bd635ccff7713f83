"""The project export as GitLab makes it: a tar.gz with tree/project/*.ndjson, a record on each line.

Nothing is unpacked to the disk: it is read from front to back, a line at a time, and no size that it states is trusted.
"""

import gzip
import json
import re
import tarfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from alongside.lib.decoding import decoded
from alongside.sources.collectors.contract import Defect, Refused
from alongside.sources.collectors.fields import Record
from alongside.sources.collectors.plain import file_at

_TREE = "tree/project/"
_END = ".ndjson"
_LONGEST_LINE = 32 * 1024 * 1024
_UNSUSPICIOUS = 100 * 1024 * 1024
_DENSEST = 200
_NAMED_STRAYS = 5
_NO_EXPORT = (
    "This is no project export of GitLab: it holds no tree/project/*.ndjson. Make one in the project under Settings, "
    "General, Advanced, Export project (GitLab 13 or newer), and choose the .tar.gz file as it came."
)
_BROKEN = (tarfile.TarError, zlib.error, EOFError, OSError, ValueError, OverflowError, RecursionError)

type Line = tuple[str, int, Record]
"""Name of the list, number of the line, what it says."""


def lines(path: str, wanted: Collection[str]) -> Iterator[Line | Defect]:
    """The records of the lists that are wanted, in the order of the archive. What follows where it is damaged is said
    to be missing. Raises Refused for what is no project export.
    """
    file, seen = file_at(path), set[str]()
    strays = 0
    try:
        with _opened(file) as archive:
            for member in archive:
                archive.members = []  # type: ignore[attr-defined]  # else it remembers every one
                name = member.name.removeprefix("./")
                if _climbs(name):
                    strays += 1
                    yield from _stray(name, strays)
                elif member.isreg() and name.startswith(_TREE) and name.endswith(_END):
                    listed = name.removeprefix(_TREE).removesuffix(_END)
                    seen.add(listed)
                    content = archive.extractfile(member) if listed in wanted else None
                    if content:
                        yield from _records(listed, content)
    except _BROKEN as problem:
        if not seen:
            raise Refused(_NO_EXPORT) from problem
        yield Defect("the archive", "It is damaged or cut off here: what follows is missing. Download it again.")
    if not seen:
        raise Refused(_NO_EXPORT)


@contextmanager
def _opened(file: Path) -> Iterator[tarfile.TarFile]:
    with file.open("rb") as raw, tarfile.open(fileobj=_Unpacked(raw), mode="r|") as archive:  # type: ignore[call-overload]
        yield archive


class _Unpacked:
    """What a gzip file holds, until it swells to more than any text does."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw, self._given = raw, 0
        self._content = gzip.GzipFile(fileobj=raw)

    def read(self, size: int) -> bytes:
        found = self._content.read(size)
        self._given += len(found)
        if self._given > max(_UNSUSPICIOUS, self._raw.tell() * _DENSEST):
            raise Refused("The archive swells to far more than an export does, and is not read. Export it again.")
        return found


def _records(name: str, content: IO[bytes]) -> Iterator[Line | Defect]:
    number = 0
    while line := content.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            _skip_line(content)
            yield Defect(_place(name, number), "It is longer than 32 MB, and is left out.")
        elif line.strip():
            yield _record(name, number, line)


def _record(name: str, number: int, line: bytes) -> Line | Defect:
    try:
        found = json.loads(decoded(line)[0])
    except (ValueError, RecursionError):
        return Defect(_place(name, number), "It is not JSON, or ends in the middle, and is left out.")
    if isinstance(found, dict):
        return name, number, found
    return Defect(_place(name, number), "It is no record, and is left out.")


def _skip_line(content: IO[bytes]) -> None:
    while (more := content.readline(_LONGEST_LINE)) and not more.endswith(b"\n"):
        pass


def _place(name: str, number: int) -> str:
    return f"{name}{_END}, line {number}"


def _stray(name: str, count: int) -> Iterator[Defect]:
    if count <= _NAMED_STRAYS:
        yield Defect(name[:80], "This name leads out of the archive. It was not read.")


def _climbs(name: str) -> bool:
    return name.startswith(("/", "\\")) or name[1:2] == ":" or ".." in re.split(r"[/\\]", name)
