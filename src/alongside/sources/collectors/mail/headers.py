"""What stands in the header of a mail: text in any charset, addresses, names of mails and dates."""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from alongside.sources.collectors.git.text import decoded
from alongside.sources.collectors.plain import one_line

_ID = re.compile(r"<([^<>\s]{1,900})>")
_PIPERMAIL = re.compile(
    r"^(?P<local>[^\s@<>()]{1,100}) at (?P<host>[^\s@<>()]{1,100})(?:\s+\((?P<name>.*)\))?\s*$", re.DOTALL
)
_DELIVERED = re.compile(
    r"(?P<when>(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} +\d{1,2} +\d\d:\d\d:\d\d) +(?:[A-Z]{3,4} +)?(?P<year>\d{4})"
)
_EARLIEST = 1980
_NO_ZONE = "The mail does not say in which time zone it was written: it was taken as yours."
_NO_DATE = "The mail has no date that can be read: that of its delivery was taken."
_LATER = "The mail is dated in the future: the clock of its sender was wrong."


def words(message: Message, name: str) -> str:
    """The text of a header, with encoded words read (RFC 2047)."""
    value = message.get(name)
    return one_line(_unencoded(str(value)), 1000) if value is not None else ""


def people(message: Message, *names: str) -> list[tuple[str, str]]:
    """Names and addresses. The archives of Pipermail write `anna at example.org (Anna Berg)`."""
    found = []
    for name in names:
        for value in message.get_all(name, []):
            text = str(value)[:20_000]
            hidden = _PIPERMAIL.match(text.strip())
            if hidden:
                found.append((one_line(_unencoded(hidden["name"] or ""), 200), f"{hidden['local']}@{hidden['host']}"))
            else:
                found += [(one_line(_unencoded(who), 200), one_line(at, 300)) for who, at in _addresses(text)]
    return found


def ids(message: Message, name: str) -> list[str]:
    return _ID.findall(" ".join(str(value) for value in message.get_all(name, []))[:20_000])


def date_of(message: Message, first_line: str, *, zone: tzinfo, today: date) -> tuple[datetime | None, str]:
    """The moment with the zone of its sender, and why it is uncertain or ""."""
    at, doubt = _written(message, zone)
    if at is None:
        at, doubt = _delivered(first_line, zone), _NO_DATE
    if at is not None and at.date() > today + timedelta(days=1):
        doubt = _LATER
    return at, doubt


def _written(message: Message, zone: tzinfo) -> tuple[datetime | None, str]:
    text = str(message.get("Date", ""))[:200]
    try:
        at = parsedate_to_datetime(text)
        if at.tzinfo is None:  # -0000 says: universal time, and nothing about where
            at, doubt = (at.replace(tzinfo=UTC), "") if "-0000" in text else (at.replace(tzinfo=zone), _NO_ZONE)
        else:
            doubt = ""
        return (at, doubt) if _sane(at) else (None, "")
    except (ValueError, TypeError, OverflowError, IndexError):
        return None, ""


def _delivered(line: str, zone: tzinfo) -> datetime | None:
    found = _DELIVERED.search(line[:600])
    try:
        written = " ".join(found["when"].split()[-3:]) if found else ""
        at = datetime.strptime(f"{written} {found['year']}", "%b %d %H:%M:%S %Y") if found else None  # noqa: DTZ007
        return at.replace(tzinfo=zone) if at and _sane(at) else None
    except ValueError:
        return None


def _sane(at: datetime) -> bool:
    return _EARLIEST <= at.year <= 2200


def _addresses(text: str) -> list[tuple[str, str]]:
    try:
        return [(who, at) for who, at in getaddresses([text]) if at]
    except (ValueError, TypeError, IndexError, RecursionError):
        return []


def _unencoded(text: str) -> str:
    raw = text.encode("utf-8", "surrogateescape") if not text.isascii() else None
    if raw is not None:
        text = decoded(raw)
    if "=?" not in text:
        return text
    try:
        return "".join(_part(part, charset) for part, charset in decode_header(text[:20_000]))
    except (ValueError, LookupError):
        return text


def _part(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    return decoded(part, "" if charset in (None, "unknown-8bit") else charset or "")
