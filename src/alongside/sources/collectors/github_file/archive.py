"""The JSON files in an export, or the one file that it is. Nothing is unpacked onto the disk."""

import gzip
import io
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import IO, Any, cast

from alongside.sources.collectors.contract import Refused
from alongside.sources.collectors.plain import one_line

from .records import Broken, records

_WANTED = (
    *("users", "issues", "pull_requests", "issue_comments", "pull_request_reviews", "pull_request_review_comments"),
    *("issue_events", "releases"),
)
_OF_EXPORT = re.compile(r"(?P<what>[a-z_]+)_\d{1,9}\.json")
_UNREADABLE = (EOFError, OSError, zlib.error, tarfile.TarError, zipfile.BadZipFile, RuntimeError)
_FREE = 64 * 1024 * 1024
_MOST_TIMES_LARGER = 100

type Read = tuple[str, int, dict[str, Any] | Broken]


def everything_in(path: Path, pause: Callable[[float], None]) -> Generator[Read, None, None]:
    """Each object with the name of its file and its number there."""
    place = path.name
    try:
        for name, stream in _files(path, pause):
            place = one_line(name, 100)
            for number, read in records(stream):
                pause(0)
                yield place, number, read
    except _UNREADABLE as problem:
        if isinstance(problem, RecursionError):
            raise
        message = "The archive is broken here or ends in the middle. What came before is taken; download it again."
        yield place, 0, Broken(message)


def _files(path: Path, pause: Callable[[float], None]) -> Iterator[tuple[str, io.BufferedReader]]:
    with path.open("rb") as file:
        head = file.read(512)
        file.seek(0)
        if head.startswith(b"\x1f\x8b"):
            with gzip.open(file) as unpacked:
                yield from _of_tar(_counted(cast("IO[bytes]", unpacked), path, pause), path, pause)
        elif head[257:262] == b"ustar":
            yield from _of_tar(file, path, pause)
        elif head.startswith(b"PK\x03\x04"):
            yield from _of_zip(path, pause)
        elif head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1] not in {b"[", b"{", b""}:
            raise Refused("This is neither JSON of gh nor an export of GitHub. The guide tells how to get either.")
        else:
            yield path.name, file


def _of_tar(stream: IO[bytes], path: Path, pause: Callable[[float], None]) -> Iterator[tuple[str, io.BufferedReader]]:
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for member in archive:
            if member.isfile() and _is_wanted(member.name):
                found = archive.extractfile(member)
                if found:
                    yield member.name, _counted(found, path, pause)


def _of_zip(path: Path, pause: Callable[[float], None]) -> Iterator[tuple[str, io.BufferedReader]]:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if not member.is_dir() and _is_wanted(member.filename):
                with archive.open(member) as found:
                    yield member.filename, _counted(found, path, pause)


def _is_wanted(name: str) -> bool:
    *folders, last = name.split("/")
    of_export = _OF_EXPORT.fullmatch(last)
    wanted = of_export["what"] in _WANTED if of_export else last.endswith(".json") and last != "schema.json"
    return wanted and len([each for each in folders if each not in {"", "."}]) <= 1


def _counted(stream: IO[bytes], path: Path, pause: Callable[[float], None]) -> io.BufferedReader:
    most = _FREE + _MOST_TIMES_LARGER * path.stat().st_size
    return io.BufferedReader(_Counted(stream, most, pause))


class _Counted(io.RawIOBase):
    """Refuses what grows beyond all measure when it is unpacked."""

    def __init__(self, stream: IO[bytes], most: int, pause: Callable[[float], None]) -> None:
        self._stream, self._most, self._pause = stream, most, pause
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        self._read += len(data)
        if self._read > self._most:
            raise Refused("The archive unpacks to a hundred times its size and more. That is no export of GitHub.")
        self._pause(0)
        buffer[: len(data)] = data
        return len(data)
