"""An mbox as a file in which one can seek. A compressed one is unpacked beside it for the time of the run."""

import gzip
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from alongside.sources.collectors.contract import Refused
from alongside.sources.collectors.plain import file_at

_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 20
_MOST_BYTES = 8_000_000_000
_DENSEST = 100
_HARMLESS = 50_000_000
_NO_MBOX = (
    "This is no mbox: its first line does not begin with “From ”. Choose the .mbox or .mbox.gz file of a list's "
    "archive, or let your mail program export the folder as mbox."
)


@contextmanager
def opened(path: str, pause: Callable[[float], None]) -> Iterator[tuple[BinaryIO, bool]]:
    """The mails, and whether the compressed file broke off. Raises Refused."""
    place = file_at(path)
    with place.open("rb") as raw:
        packed = raw.read(2) == _GZIP
        raw.seek(0)
        if not packed:
            _check(raw)
            yield raw, False
            return
    with tempfile.TemporaryFile() as unpacked:
        cut = _unpack(place, unpacked, pause)
        _check(unpacked)
        yield unpacked, cut


def _unpack(place: Path, into: IO[bytes], pause: Callable[[float], None]) -> bool:
    most = min(_MOST_BYTES, max(_HARMLESS, place.stat().st_size * _DENSEST))
    try:
        with gzip.open(place) as packed:
            while chunk := packed.read1(_CHUNK):
                pause(0)
                into.write(chunk)
                if into.tell() > most:
                    raise Refused("This file swells to far more than mails do. It was not read.")
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return True
    except OSError as full:
        raise Refused("The file could not be unpacked: is there room on the disk? Unpack it yourself.") from full
    return False


def _check(mails: IO[bytes]) -> None:
    mails.seek(0)
    if not mails.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").startswith(b"From "):
        raise Refused(_NO_MBOX)
    mails.seek(0)
