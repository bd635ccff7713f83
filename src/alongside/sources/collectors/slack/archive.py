"""The export as Slack makes it: a zip of users.json, channels.json and a folder of days for each channel.

Nothing is unpacked to the disk, and no size that the file states is believed.
"""

import json
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from alongside.lib.decoding import decoded
from alongside.sources.collectors.contract import Defect, Refused

_DAY = re.compile(r"(?P<folder>[^/\\]{1,200})/(?P<day>\d{4}-\d\d-\d\d)\.json")
_LARGEST_DAY = 25_000_000
_LARGEST_LIST = 150_000_000
_DENSEST = 200
_MOST_ENTRIES = 2_000_000
_NAMED_STRAYS = 5


class Unreadable(Exception):
    """One file of the archive; the message is a whole sentence."""


class Archive:
    def __init__(self, path: Path) -> None:
        self._zip = _opened(path)
        self._top = self._top_folder()
        self._days: dict[str, dict[date, zipfile.ZipInfo]] = defaultdict(dict)
        for name, info in self._zip.NameToInfo.items():
            self._note_day(name, info)

    def close(self) -> None:
        self._zip.close()

    def days(self, channel: str) -> dict[date, zipfile.ZipInfo]:
        """The files of one channel in the order of time."""
        return dict(sorted(self._days.get(channel, {}).items()))

    def strays(self) -> Iterator[Defect]:
        """Names that lead out of the archive: they are never read, and somebody made them on purpose."""
        found = [name for name in self._zip.NameToInfo if _climbs(name)]
        for name in found[:_NAMED_STRAYS]:
            yield Defect(name[:80], "This name leads out of the archive. It was not read.")
        if len(found) > _NAMED_STRAYS:
            yield Defect("the archive", f"{len(found) - _NAMED_STRAYS} more names lead out of it. They were not read.")

    def listed(self, name: str, instead: str = "") -> Any:
        """What users.json or channels.json says. Raises Refused."""
        info = self._zip.NameToInfo.get(self._top + name) or self._zip.NameToInfo.get(self._top + instead)
        if info is None:
            raise Refused(f"The export holds no {name}. Choose the .zip file as Slack made it, not a part of it.")
        try:
            found = self.read(info, most=_LARGEST_LIST)
        except Unreadable as problem:
            raise Refused(f"{name} of the export cannot be read: {problem}") from None
        if not isinstance(found, list):
            raise Refused(f"{name} of the export holds no list. Choose the .zip file as Slack made it.")
        return found

    def read(self, info: zipfile.ZipInfo, most: int = _LARGEST_DAY) -> Any:
        """Raises Unreadable."""
        try:
            return json.loads(decoded(self._bytes(info, most))[0])
        except (ValueError, RecursionError):
            raise Unreadable("It is not JSON, or ends in the middle. Export it again if it matters.") from None

    def _bytes(self, info: zipfile.ZipInfo, most: int) -> bytes:
        most = min(most, max(info.compress_size, 2_000) * _DENSEST)
        try:
            with self._zip.open(info) as member:
                data = member.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
            raise Unreadable("The archive is damaged here. Download it again.") from None
        except (RuntimeError, NotImplementedError):
            raise Unreadable("It is locked with a password, or packed in a way that is not known.") from None
        if len(data) > most:
            raise Unreadable("It swells to far more than it should. It was not read.")
        return data

    def _top_folder(self) -> str:
        """Some programs put the whole export into one more folder."""
        tops = [name.removesuffix("channels.json") for name in self._zip.NameToInfo if name.endswith("channels.json")]
        tops = [top for top in tops if top.count("/") <= 1 and (not top or top.endswith("/")) and not _climbs(top)]
        if not tops:
            raise Refused(
                "This is no export of Slack: it holds no channels.json. Choose the .zip file as Slack made it."
            )
        return min(tops, key=len)

    def _note_day(self, name: str, info: zipfile.ZipInfo) -> None:
        found = _DAY.fullmatch(name.removeprefix(self._top)) if name.startswith(self._top) else None
        if found and not _climbs(name):
            try:
                self._days[found["folder"]][date.fromisoformat(found["day"])] = info
            except ValueError:
                return


def _climbs(name: str) -> bool:
    return name.startswith(("/", "\\")) or name[1:2] == ":" or ".." in re.split(r"[/\\]", name)


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        opened = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError):
        raise Refused(
            "The file is no zip archive, or it is cut off. Download the export again and choose the .zip file."
        ) from None
    if len(opened.NameToInfo) > _MOST_ENTRIES:
        opened.close()
        raise Refused("The archive holds more files than any export does. Choose the .zip file as Slack made it.")
    return opened
