"""Dates of commits. A moment beyond the years 1 to 9999 is brought to their edge, a zone beyond 14 hours is UTC."""

from functools import lru_cache

_DAY = 86_400
_FIRST = -62_135_596_800 + _DAY
_LAST = 253_402_300_799 - _DAY


def moment(seconds: str) -> int:
    """Seconds since 1970, UTC; 0 when there is no number."""
    try:
        return min(max(int(seconds), _FIRST), _LAST)
    except ValueError:
        digits = seconds.strip().lstrip("+-").isdigit()
        return (_FIRST if seconds.strip().startswith("-") else _LAST) if digits else 0


@lru_cache(maxsize=1024)
def minutes(zone: str) -> int:
    """+0530 as 330."""
    sign, digits = zone[:1], zone[1:]
    if sign not in ("+", "-") or not (digits.isascii() and digits.isdigit()) or len(digits) > 6:
        return 0
    hours, rest = divmod(int(digits), 100)
    offset = hours * 60 + rest
    return (offset if sign == "+" else -offset) if offset <= 14 * 60 and rest < 60 else 0
