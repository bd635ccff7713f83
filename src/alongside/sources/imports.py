"""Files that were uploaded to be read as a source: kept in the data folder, for nobody else on this machine."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

_LONGEST_NAME = 100


def keep_import(uploaded: "UploadedFile[bytes]") -> str:
    """The path under which it is kept now."""
    folder = _folder() / secrets.token_urlsafe(9)
    folder.mkdir(mode=0o700, parents=True)
    path = folder / _safe(uploaded.name or "")
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        for chunk in uploaded.chunks():
            file.write(chunk)
    return str(path)


def is_import(path: str) -> bool:
    return Path(path).resolve().is_relative_to(_folder().resolve())


def _folder() -> Path:
    folder = settings.HOME / "imports"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _safe(name: str) -> str:
    """Its own name, where that is a name: it is shown, and its ending tells some collectors what it is."""
    last = Path(name.replace("\\", "/")).name
    kept = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*').strip(". ")
    return kept[-_LONGEST_NAME:] or "file"
