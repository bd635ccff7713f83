"""A file of contacts between the preview and the import.

One a member: the next one takes its place, and what nobody takes within a day is gone.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from django.core.files.uploadedfile import UploadedFile

from alongside.accounts.models import Member
from alongside.lib.uploads import folder_for, left_behind, write_upload
from alongside.people.models import AddressBook
from alongside.sharing.door import opened

MOST_BYTES = 200_000_000
_KIND = "contacts"


class TooLarge(ValueError):
    """The sentence says what to do."""


def keep_upload(member: Member, uploaded: "UploadedFile[bytes]") -> None:
    """Its own, and never one that another window writes into at the same moment: the later one stays. Raises
    TooLarge."""
    if (uploaded.size or 0) > MOST_BYTES:
        raise TooLarge("The file has more than 200 MB. Export it without pictures, or in parts.")
    while True:
        forget_upload(member)
        with suppress(FileExistsError):
            return write_upload(uploaded, _path(member))


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
    for path in left_behind(_KIND, but=taken):
        path.unlink(missing_ok=True)


def _path(member: Member) -> Path:
    return folder_for(_KIND) / str(int(member.pk))
