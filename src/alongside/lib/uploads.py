"""Files that somebody uploaded: each kind in its own folder of the data folder, for nobody else on this machine."""

import os
import time
from collections.abc import Container, Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

_A_DAY = 24 * 60 * 60


def folder_for(kind: str) -> Path:
    folder = Path(settings.HOME) / kind
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def write_upload(uploaded: "UploadedFile[bytes]", path: Path) -> None:
    """Raises FileExistsError: what stands there is somebody's."""
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        for chunk in uploaded.chunks():
            file.write(chunk)


def left_behind(kind: str, *, but: Container[str]) -> Iterator[Path]:
    """What is older than a day, without those of these names."""
    until = time.time() - _A_DAY
    for path in folder_for(kind).iterdir():
        with suppress(FileNotFoundError):
            if path.name not in but and path.stat().st_mtime < until:
                yield path
