"""What is taken out of JSON of which nothing is certain."""

from datetime import UTC, datetime
from typing import Any

from alongside.sources.collectors.plain import plain


def inside(value: Any, *path: str) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def text(value: Any, *path: str) -> str:
    found = inside(value, *path)
    return plain(found) if isinstance(found, str) else ""


def number(value: Any, *path: str) -> int:
    found = inside(value, *path)
    return found if isinstance(found, int) and not isinstance(found, bool) and 0 <= found < 10**15 else 0


def listed(value: Any, *path: str) -> list[dict[str, Any]]:
    """As gh writes a list, or as the API does, which puts it into `nodes`."""
    found = inside(value, *path)
    found = found.get("nodes") if isinstance(found, dict) else found
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def moment(value: Any, *path: str) -> datetime | None:
    found = inside(value, *path)
    try:
        read = datetime.fromisoformat(found)
        read = read if read.tzinfo else read.replace(tzinfo=UTC)
        return read.astimezone(UTC) if 1990 <= read.year <= 2200 else None
    except (TypeError, ValueError, OverflowError):
        return None
