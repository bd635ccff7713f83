"""Text and moments as every database can hold them."""

from datetime import UTC, date, datetime, timedelta, timezone

EARLIEST, LATEST = datetime(2, 1, 1, tzinfo=UTC), datetime(9998, 12, 31, tzinfo=UTC)
_PLAUSIBLE = (date(1900, 1, 1), date(2200, 12, 31))


def text(given: str, at_most: int | None = None) -> str:
    """Without NULs and halves of characters, which PostgreSQL refuses; cut where a limit is given."""
    plain = given.isascii() and "\x00" not in given
    clean = given if plain else given.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    return clean if at_most is None or len(clean) <= at_most else clean[: at_most - 1] + "…"


def moment(at: datetime) -> datetime:
    """In UTC, moved to the nearest moment that any zone can show."""
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    if aware.year < EARLIEST.year:
        return EARLIEST
    return LATEST if aware.year > LATEST.year else aware.astimezone(UTC)


def offset_minutes(at: datetime) -> int:
    return int((at.utcoffset() or timedelta()).total_seconds() // 60)


def day(at: datetime) -> date:
    """The day as it was where the author was."""
    offset = at.utcoffset()
    if offset is not None and not offset.total_seconds() % 60 and EARLIEST.year < at.year < LATEST.year:
        return at.date()
    return moment(at).astimezone(timezone(timedelta(minutes=offset_minutes(at)))).date()


def is_plausible(given: date) -> bool:
    return _PLAUSIBLE[0] <= given <= _PLAUSIBLE[1]
