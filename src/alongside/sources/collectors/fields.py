"""Takes fields out of JSON that may have any shape: what is not as expected is as if it were not there."""

import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from typing import Any

LONGEST_TITLE, LONGEST_BODY, LONGEST_NAME = 1_000, 60_000, 300
_LONGEST_ID = 200
_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")

type Record = dict[str, Any]


class Unusable(Exception):
    """A record that lacks what a finding needs; the message says what."""


def at(value: Any, *path: str) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def text(value: Any, *path: str, most: int = LONGEST_BODY) -> str:
    """A text or number as text that can be stored; nothing for all else."""
    found = at(value, *path)
    if isinstance(found, bool) or not isinstance(found, str | int):
        return ""
    return str(found)[:most].replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def line(value: Any, *path: str, most: int = LONGEST_NAME) -> str:
    return " ".join(text(value, *path, most=4 * most).split())[:most]


def number(value: Any, *path: str) -> int:
    """0 for what is no number."""
    found = at(value, *path)
    return found if isinstance(found, int) and not isinstance(found, bool) else 0


def records(value: Any, *path: str) -> list[Record]:
    found = at(value, *path)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def moment(value: Any, *path: str, zone: tzinfo) -> datetime | None:
    """In this zone; what is written without one is UTC. Nothing for what is no moment of a working life."""
    found = at(value, *path)
    try:
        read = datetime.fromisoformat(found[:40]) if isinstance(found, str) else None
        if read is None or not 1970 <= read.year <= 2200:
            return None
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(zone)
    except (ValueError, OverflowError):
        return None


def hashes(found: Iterable[Any]) -> tuple[str, ...]:
    """Those that are hashes of commits, each once."""
    texts = (each.lower() for each in found if isinstance(each, str))
    return tuple(dict.fromkeys(each for each in texts if _HASH.fullmatch(each)))


def id_of(name: str) -> str:
    """A name that is too long for an id keeps its beginning and a fingerprint."""
    if len(name) <= _LONGEST_ID:
        return name
    return f"{name[:150]}~{hashlib.sha256(name.encode()).hexdigest()[:32]}"
