"""What this machine knows about its user: who they are to git, and which time it is where they sit."""

import getpass
import os
import subprocess
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone() -> str:
    """The name of the machine's time zone; UTC when it tells none."""
    return next((name for name in _zones() if _known(name)), "UTC")


def git_name() -> str:
    return _git("user.name")


def git_email() -> str:
    return _git("user.email")


def login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "me"


def _zones() -> list[str]:
    places = [os.environ.get("TZ", "").lstrip(":")]
    try:
        places.append(str(Path("/etc/localtime").resolve()))
        places.append(Path("/etc/timezone").read_text().strip())
    except OSError:
        pass
    return [place.rpartition("zoneinfo/")[2] for place in places]


def _known(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return bool(name) and not name.startswith("/")


def _git(key: str) -> str:
    try:
        done = subprocess.run(
            ["git", "config", "--get", key], capture_output=True, text=True, timeout=10, check=False, cwd=Path.home()
        )
    except (OSError, subprocess.SubprocessError, RuntimeError):
        return ""
    return done.stdout.strip()
