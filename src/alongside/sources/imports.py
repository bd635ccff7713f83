"""Files that were uploaded to be read as a source. Each has a folder of its own, and goes when no connection reads it
any more."""

import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from alongside.lib.uploads import folder_for, left_behind, write_upload
from alongside.sharing.door import opened
from alongside.sources.models import Connection

type Answers = Mapping[str, str | UploadedFile[bytes]]

_LONGEST_NAME = 100
_KIND = "imports"


@contextmanager
def kept_imports(answers: Answers) -> Iterator[dict[str, str]]:
    """The answers, with its path for each file. What is refused then is not kept."""
    paths = {name: _keep(value) for name, value in answers.items() if isinstance(value, UploadedFile)}
    try:
        yield {name: value for name, value in answers.items() if isinstance(value, str)} | paths
    except BaseException:
        _remove(map(_own_folder, paths.values()))
        raise


def is_import(path: str) -> bool:
    return _own_folder(path).parent == folder_for(_KIND).resolve()


def uploads_of(connection: Connection) -> set[str]:
    """The paths of the files that were uploaded for it and are there."""
    return {value for value in connection.settings.values() if is_import(value) and Path(value).is_file()}


def forget_imports(paths: Iterable[str]) -> None:
    """Those of them that no other connection reads."""
    read = _read()
    _remove(folder for folder in map(_own_folder, filter(is_import, paths)) if folder.name not in read)


def forget_old_imports() -> None:
    """What a stopped process left behind, or a connection that was forgotten when its file still stayed."""
    _remove(left_behind(_KIND, but=_read()))


def _read() -> set[str]:
    """The names of the folders of files that are still read."""
    with opened("which files are still read, whosever they are"):
        known = list(Connection.objects.filter(forgotten_at=None).values_list("settings", flat=True))
    return {Path(value).parent.name for each in known for value in each.values()}


def _keep(uploaded: "UploadedFile[bytes]") -> str:
    folder = folder_for(_KIND) / secrets.token_urlsafe(9)
    folder.mkdir(mode=0o700)
    path = folder / _safe(uploaded.name or "")
    write_upload(uploaded, path)
    return str(path)


def _own_folder(path: str) -> Path:
    return Path(path).resolve().parent


def _remove(folders: Iterable[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _safe(name: str) -> str:
    """Its own name, where that is a name: it is shown, and its ending tells some collectors what it is."""
    last = Path(name.replace("\\", "/")).name
    kept = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*').strip(". ")
    return kept[-_LONGEST_NAME:] or "file"
