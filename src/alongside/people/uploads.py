"""A file of contacts between the preview and the import: kept in the data folder, for nobody else on this machine.

One a member: the next one takes its place, and what nobody takes within a day is gone.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from alongside.accounts.models import Member
from alongside.people.models import AddressBook
from alongside.sharing.door import opened

MOST_BYTES = 200_000_000
_A_DAY = 24 * 60 * 60


class TooLarge(ValueError):
    """The sentence says what to do."""


def keep_upload(member: Member, uploaded: "UploadedFile[bytes]") -> None:
    """Raises TooLarge."""
    if (uploaded.size or 0) > MOST_BYTES:
        raise TooLarge("The file has more than 200 MB. Export it without pictures, or in parts.")
    with _new_file(_path(member)) as file:
        for chunk in uploaded.chunks():
            file.write(chunk)


def _new_file(path: Path) -> BinaryIO:
    """Its own, and never one that another window writes into at the same moment: the later one stays."""
    while True:
        path.unlink(missing_ok=True)
        with suppress(FileExistsError):
            return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")


@contextmanager
def kept_upload(member: Member) -> Iterator[BinaryIO | None]:
    path = _path(member)
    if not path.is_file():
        yield None
        return
    with path.open("rb") as file:
        yield file


def upload_size(member: Member) -> int:
    """In bytes; 0 where there is none."""
    path = _path(member)
    return path.stat().st_size if path.is_file() else 0


def forget_upload(member: Member) -> None:
    _path(member).unlink(missing_ok=True)


def forget_old_uploads() -> None:
    """Whoever closed the page at the preview took nothing, and does not come back for it."""
    with opened("which files are still being taken, whosever they are"):
        taken = {str(owner) for owner in AddressBook.objects.filter(done_at=None).values_list("owner_id", flat=True)}
    for path in _folder().iterdir():
        with suppress(FileNotFoundError):
            if path.name not in taken and path.stat().st_mtime < time.time() - _A_DAY:
                path.unlink()


def _path(member: Member) -> Path:
    return _folder() / str(int(member.pk))


def _folder() -> Path:
    folder = Path(settings.HOME) / "contacts"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
