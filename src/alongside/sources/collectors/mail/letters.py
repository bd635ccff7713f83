"""Which mails are mine and went to a public list, from their headers alone."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from email.message import Message
from email.parser import BytesHeaderParser

from alongside.sources.collectors.contract import Me, folded

from . import headers
from .mbox import Place
from .subjects import Subject, read

_MARKS = ("List-Id", "List-Post", "X-Mailing-List", "Mailing-List", "X-BeenThere", "List-Archive")
_OWN_COPY = ("To", "Delivered-To", "X-Original-To", "Received")
_RECIPIENTS = ("To", "Cc", "List-Id", "List-Post", "X-Mailing-List", "X-BeenThere", "Delivered-To")
_PARSER = BytesHeaderParser()
_NAME = re.compile(rb"^message-id:\s*<([^<>\s]{1,900})>", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Letter:
    place: Place
    id: str
    parents: tuple[str, ...]
    """Mails that it answers, the first of the thread first, the one it answers directly last."""
    subject: Subject
    at: datetime
    doubt: str
    author: tuple[str, str]
    url: str

    @property
    def thread(self) -> str:
        return self.parents[0] if self.parents else self.id


def header_in(head: bytes) -> tuple[str, Message]:
    """The first line (From …) and the header. Never raises: what is no header is text of the mail."""
    line, _, rest = head.partition(b"\n")
    return line.decode("latin-1"), _PARSER.parsebytes(rest)


def may_be_mine(head: bytes, addresses: Iterable[tuple[bytes, ...]]) -> bool:
    """Quick, and only to leave out what cannot be: a mail names its author somewhere in its header."""
    small = head.lower()
    return any(all(part in small for part in parts) for parts in addresses)


def name_in(head: bytes) -> str:
    """Its Message-ID, quickly."""
    found = _NAME.search(head)
    return found[1].decode("ascii", "replace") if found else ""


def needles(me: Me) -> list[tuple[bytes, ...]]:
    return [tuple(part.encode() for part in email.split("@")) for email in sorted(me.emails) if "@" in email]


def is_mine(message: Message, me: Me) -> bool:
    """By exact address. Names do not count: they are written freely."""
    senders = headers.people(message, "From")
    return len(senders) == 1 and me.is_among(emails=[senders[0][1]])


def went_to_a_list(message: Message, lists: frozenset[str]) -> bool:
    """Archives such as Pipermail's hold nothing but what went over the list, and no word of how it was delivered."""
    if lists:
        return not lists.isdisjoint(folded(address) for address in _recipients(message))
    return any(name in message for name in _MARKS) or not any(name in message for name in _OWN_COPY)


def letter(message: Message, line: str, place: Place, *, zone: tzinfo, today: date) -> Letter | None:
    """None when nothing tells when it was written."""
    at, doubt = headers.date_of(message, line, zone=zone, today=today)
    if at is None:
        return None
    return Letter(
        place=place,
        id=next(iter(headers.ids(message, "Message-ID")), "") or _made_up_id(message),
        parents=_parents(message),
        subject=read(headers.words(message, "Subject")),
        at=at,
        doubt=doubt,
        author=next(iter(headers.people(message, "From")), ("", "")),
        url=_archived_at(message),
    )


def _recipients(message: Message) -> Iterable[str]:
    """`List-Id: <git.vger.kernel.org>` stands for git@vger.kernel.org too."""
    yield from (address for _, address in headers.people(message, *_RECIPIENTS))
    for value in message.get_all("List-Post", []):
        yield str(value).strip(" <>").removeprefix("mailto:").partition("?")[0]
    for value in message.get_all("List-Id", []):
        inside = str(value).rpartition("<")[2].strip(" >\r\n\t")
        yield inside
        yield "@".join(inside.split(".", 1))


def _parents(message: Message) -> tuple[str, ...]:
    answered = headers.ids(message, "In-Reply-To")[:1]
    known = [each for each in headers.ids(message, "References")[:60] if each not in answered]
    return tuple(dict.fromkeys([*known, *answered]))


def _archived_at(message: Message) -> str:
    address = str(message.get("Archived-At", "")).strip(" <>\r\n\t")
    return address if address.startswith(("https://", "http://")) and len(address) < 500 else ""


def _made_up_id(message: Message) -> str:
    told = "\n".join(str(message.get(name, "")) for name in ("From", "Date", "Subject"))
    return "unnamed-" + hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:24]
