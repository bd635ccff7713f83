"""How long a server asks to be left alone, in seconds by its own clock."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_NO_TIME_SAID = 60.0
_A_MOMENT_NOT_A_SPAN = 1_000_000_000
_TOLD = ("x-ratelimit-remaining", "ratelimit-remaining", "x-rate-limit-remaining")
_RESET = ("x-ratelimit-reset", "ratelimit-reset", "x-rate-limit-reset")


def limited(status: int, headers: Mapping[str, str], content: bytes) -> bool:
    """Whether this is an answer to one who asks too often: GitHub says that with 403 as well."""
    return (
        status == 429
        or (status == 503 and "retry-after" in headers)
        or (
            status == 403
            and (exhausted(headers) or "retry-after" in headers or b"rate limit" in content[:4_000].lower())
        )
    )


def exhausted(headers: Mapping[str, str]) -> bool:
    return _first(headers, _TOLD).strip() == "0"


def seconds_to_wait(headers: Mapping[str, str], attempt: int = 0) -> float:
    """As Retry-After or the rate limit says; without either a minute, then two, then four."""
    if wanted := headers.get("retry-after", ""):
        told = _number(wanted) if _number(wanted) is not None else _until(wanted, headers)
    else:
        told = _reset(headers)
    return max(1.0, told) if told is not None else _NO_TIME_SAID * 2**attempt


def _reset(headers: Mapping[str, str]) -> float | None:
    number = _number(_first(headers, _RESET))
    if number is None or number < _A_MOMENT_NOT_A_SPAN:
        return number
    return number - _now(headers) + 1


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


def _first(headers: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((headers[name] for name in names if name in headers), "")
