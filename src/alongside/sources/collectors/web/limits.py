"""How long a server asks to be left alone, in seconds by its own clock."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_NO_TIME_SAID = 60.0
_A_MOMENT_NOT_A_SPAN = 1_000_000_000
_IN_MILLISECONDS = 100_000_000_000
_LIMITS = (
    "x-ratelimit",
    "ratelimit",
    "x-rate-limit",
    "x-ratelimit-requests",
    "x-ratelimit-complexity",
    "x-ratelimit-endpoint-requests",
)
"""The latter three are Linear's."""


def limited(status: int, headers: Mapping[str, str], content: bytes) -> bool:
    """Whether this is an answer to one who asks too often: GitHub says that with 403 as well, Linear with 400."""
    return (
        status == 429
        or (status == 400 and b'"RATELIMITED"' in content[:4_000])
        or (status == 503 and "retry-after" in headers)
        or (
            status == 403
            and (exhausted(headers) or "retry-after" in headers or b"rate limit" in content[:4_000].lower())
        )
    )


def exhausted(headers: Mapping[str, str]) -> bool:
    return any(_is_used_up(headers, limit) for limit in _LIMITS)


def seconds_to_wait(headers: Mapping[str, str], attempt: int = 0) -> float:
    """As Retry-After or the rate limit says; without either a minute, then two, then four."""
    if wanted := headers.get("retry-after", ""):
        told = _number(wanted) if _number(wanted) is not None else _until(wanted, headers)
    else:
        told = _reset(headers)
    return max(1.0, told) if told is not None else _NO_TIME_SAID * 2**attempt


def _reset(headers: Mapping[str, str]) -> float | None:
    number = _number(_reset_of_what_is_used_up(headers))
    if number is None or number < _A_MOMENT_NOT_A_SPAN:
        return number
    return (number / 1_000 if number > _IN_MILLISECONDS else number) - _now(headers) + 1


def _reset_of_what_is_used_up(headers: Mapping[str, str]) -> str:
    limits = sorted(_LIMITS, key=lambda limit: not _is_used_up(headers, limit))
    return next((headers[f"{limit}-reset"] for limit in limits if f"{limit}-reset" in headers), "")


def _is_used_up(headers: Mapping[str, str], limit: str) -> bool:
    return headers.get(f"{limit}-remaining", "").strip() == "0"


def _until(text: str, headers: Mapping[str, str]) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp() - _now(headers)
    except (ValueError, OverflowError):
        return None


def _now(headers: Mapping[str, str]) -> float:
    """The server's clock, which its moments go by; ours where it tells none."""
    try:
        return parsedate_to_datetime(headers["date"]).timestamp()
    except (KeyError, ValueError, OverflowError):
        return datetime.now(UTC).timestamp()


def _number(text: str) -> float | None:
    text = text.strip()
    return float(text) if text.replace(".", "", 1).isascii() and text.replace(".", "", 1).isdigit() else None
