"""Static files: named by their content and packed, so that a browser keeps them for ever and fetches each once."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """What was not collected (in tests, and while developing) goes by its plain name."""

    def url(self, name: Any, force: bool = False) -> str:  # noqa: ARG002
        known = {} if settings.DEBUG else self.hashed_files
        return StaticFilesStorage.url(self, known.get(name, name))


def collect() -> bool:
    """Collect into STATIC_ROOT what changed since it was last done. Whether anything had."""
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    mark, now = root / ".collected", _fingerprint()
    if mark.is_file() and mark.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(now)
    return True


def _fingerprint() -> str:
    """Of names, sizes and times: telling whether anything changed must cost less than collecting."""
    marks = []
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            marks.append(f"{name} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(marks)).encode()).hexdigest()
