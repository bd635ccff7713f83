"""Records in the form of Gerrit's REST API as findings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Me
from alongside.sources.collectors.fields import (
    LONGEST_TITLE,
    Record,
    Unusable,
    at,
    hashes,
    id_of,
    line,
    moment,
    number,
    records,
    text,
)
from alongside.sources.collectors.git.tickets import tickets_in
from alongside.sources.collectors.git.trailers import credits_in

type Credit = tuple[str, str, str]

_VOTE = "Code-Review"
_HEAD = re.compile(r"Patch Set \d+:[ \t]*([^\n]*)\n*")
_VOTED = re.compile(r"(?<![\w-])Code-Review([+-]\d)")
_ANY_VOTE = re.compile(r"(?<!\S)(?:-?[A-Za-z][\w-]*[+-]\d|-[A-Z][\w-]*)(?!\S)")
_COMMENTS = re.compile(r"^\((\d{1,6}) (?:inline )?comments?\)[ \t]*\n*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What every record is read with. An account is the member's by its number."""

    me: Me
    ids: frozenset[int]
    zone: tzinfo
    address: str

    def is_mine(self, account: Any) -> bool:
        return number(account, "_account_id") in self.ids

    def wrote(self, name: str, email: str) -> bool:
        return self.me.is_among(names=[name] if name else (), emails=[email] if email else ())


def name_of(record: Record) -> str:
    """As Gerrit writes it: project~number. Raises Unusable."""
    if not line(record, "project") or not number(record, "_number"):
        raise Unusable("has no project or number")
    return f"{line(record, 'project')}~{number(record, '_number')}"


def change(record: Record, reading: Reading) -> Finding:
    """It is dated when it was submitted, else when it was made."""
    name, title, message = name_of(record), _title(record), _message(record)
    merged = line(record, "status") == "MERGED"
    when = moment(record, "submitted", zone=reading.zone) if merged else None
    when = when or moment(record, "created", zone=reading.zone)
    if when is None:
        raise Unusable("has no date that can be read")
    return Finding(
        id=id_of(name),
        kind="change",
        title=title,
        at=when,
        body=message,
        url=_page(record, reading),
        tickets=_tickets(record, name, f"{title}\n\n{message}"),
        credits=_once([*_credits(record, message, reading)]),
        branch=line(record, "topic"),
        parts=_revisions(record),
        extra=_extra(record),
    )


def _credits(record: Record, message: str, reading: Reading) -> Iterator[Credit]:
    for vote in records(record, "labels", _VOTE, "all"):
        if number(vote, "value") > 0:
            yield from _credit("reviewer", vote, reading)
    if line(record, "status") == "MERGED":
        yield from _credit("merger", record.get("submitter"), reading)
    for _, revision in _by_number(record):
        yield from _credit("helper", revision.get("uploader"), reading)
    author = at(_current(record), "commit", "author")
    if line(author, "email") and not reading.wrote(line(author, "name"), line(author, "email")):
        yield "author", line(author, "name"), line(author, "email")
    for named in credits_in(message):
        if named.role != "signer" and not reading.wrote(named.name, named.email):
            yield named.role, line(named.name), line(named.email)


def _credit(role: str, account: Any, reading: Reading) -> Iterator[Credit]:
    """Machines have the tag SERVICE_USER, and no say in who did what."""
    tags = at(account, "tags")
    if isinstance(tags, list) and "SERVICE_USER" in tags:
        return
    name, email = line(account, "name") or line(account, "username"), line(account, "email")
    if (name or email) and not reading.is_mine(account):
        yield role, name, email


def _once(credits_: list[Credit]) -> tuple[Credit, ...]:
    """Each person once for a role; the address tells who is the same."""
    found = {(role, (email or name).casefold()): (role, name, email) for role, name, email in reversed(credits_)}
    return tuple(reversed(found.values()))


@dataclass(slots=True)
class Reviewing:
    """What the member said to a change of somebody else in a day."""

    at: datetime
    said: list[str] = field(default_factory=list)
    vote: str = ""
    comments: int = 0


def reviews(record: Record, reading: Reading) -> Iterator[Finding]:
    name = name_of(record)
    for day, done in sorted(_days(record, reading).items()):
        told = {"vote": done.vote, "comments": str(done.comments or ""), "state": line(record, "status").lower()}
        yield Finding(
            id=id_of(f"{name}/review/{day}"),
            kind="review",
            title=_title(record),
            at=done.at,
            body=text("\n\n".join(done.said)),
            url=_page(record, reading),
            tickets=_tickets(record, name, ""),
            credits=_once([*_credit_author(record, reading)]),
            extra={key: said for key, said in told.items() if said},
        )


def _credit_author(record: Record, reading: Reading) -> Iterator[Credit]:
    yield from _credit("author", record.get("owner"), reading)


def _days(record: Record, reading: Reading) -> dict[date, Reviewing]:
    days: dict[date, Reviewing] = {}
    for said in records(record, "messages"):
        when = moment(said, "date", zone=reading.zone)
        if when and reading.is_mine(said.get("author")) and not line(said, "tag").startswith("autogenerated:"):
            _add(days.setdefault(when.date(), Reviewing(when)), text(said, "message"))
    for vote in records(record, "labels", _VOTE, "all"):
        when = moment(vote, "date", zone=reading.zone)
        if when and reading.is_mine(vote) and number(vote, "value"):
            done = days.setdefault(when.date(), Reviewing(when))
            done.vote = done.vote or f"{number(vote, 'value'):+d}"
    return days


def _add(done: Reviewing, message: str) -> None:
    """A message begins with its patch set and votes, then comes how many comments there are at lines, then words."""
    head = _HEAD.match(message)
    voted = _VOTED.search(head[1]) if head else None
    done.vote = voted[1] if voted and voted[1] not in ("+0", "-0") else done.vote
    rest = message[head.end() :] if head else message
    beyond = _ANY_VOTE.sub("", head[1]).strip() if head else ""
    comments = _COMMENTS.search(rest)
    done.comments += int(comments[1]) if comments else 0
    words = _COMMENTS.sub("", rest, count=1).strip()
    # Old servers put the words themselves in the first line.
    done.said += [each for each in (beyond if not words and not comments else "", words) if each]


def _title(record: Record) -> str:
    return line(record, "subject", most=LONGEST_TITLE) or "(no subject)"


def _message(record: Record) -> str:
    """Without the subject."""
    return text(_current(record), "commit", "message").partition("\n")[2].strip()


def _current(record: Record) -> Any:
    return at(record, "revisions", line(record, "current_revision"))


def _by_number(record: Record) -> list[tuple[str, Record]]:
    found = record.get("revisions")
    revisions = found.items() if isinstance(found, dict) else ()
    return sorted(((key, each) for key, each in revisions if isinstance(each, dict)), key=_patch_set)


def _patch_set(revision: tuple[str, Record]) -> int:
    return number(revision[1], "_number")


def _revisions(record: Record) -> tuple[str, ...]:
    return hashes([*(key for key, _ in _by_number(record)), record.get("current_revision")])


def _tickets(record: Record, name: str, message: str) -> tuple[str, ...]:
    """Its name, the Change-Id that its commits bear, and what the message names."""
    named = (ticket.name for ticket in tickets_in(message))
    return tuple(dict.fromkeys(each for each in (name, line(record, "change_id"), *named) if each))


def _page(record: Record, reading: Reading) -> str:
    return f"{reading.address}/c/{line(record, 'project')}/+/{number(record, '_number')}"


def _extra(record: Record) -> dict[str, str]:
    hashtags = record.get("hashtags")
    told = {
        "state": line(record, "status").lower(),
        "topic": line(record, "topic"),
        "branch": line(record, "branch"),
        "labels": line(", ".join(each for each in hashtags if isinstance(each, str)))
        if isinstance(hashtags, list)
        else "",
        "comments": str(number(record, "total_comment_count") or ""),
        "patch_sets": str(len(_by_number(record)) or ""),
    }
    return {key: said for key, said in told.items() if said}
