"""Records in the form of GitLab's REST API, v4, as findings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from alongside.evidence.findings import Finding
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

from .people import Credit, Myself, credit, of_commits, once, reviewers
from .references import Place


@dataclass(frozen=True, slots=True)
class Reading:
    """What every record is read with."""

    myself: Myself
    zone: tzinfo


def merge_request(
    record: Record, place: Place, reading: Reading, *, commits: Sequence[Record] = (), approvals: Any = None
) -> Finding:
    """It is dated when it was merged, else when it was opened."""
    name = f"{place.path}!{_number(record)}"
    title, body = _title(record), text(record, "description")
    merger = at(record, "merge_user") or at(record, "merged_by")
    merged = line(record, "state") == "merged"
    people = (
        *reviewers(record, approvals, reading.myself),
        *(credit("merger", merger, reading.myself) if merged else ()),
        *of_commits(commits, reading.myself),
    )
    return Finding(
        id=id_of(name),
        kind="merge request",
        title=title,
        at=_moment(record, reading, *(("merged_at",) if merged else ()), "created_at"),
        body=body,
        url=_page(record, place, "merge_requests"),
        tickets=place.references(name, title, body),
        credits=once(people),
        branch=line(record, "source_branch"),
        parts=_parts(record, commits),
        extra=_extra(record) | _count("approvals", len(records(approvals, "approved_by"))),
    )


def issue(record: Record, place: Place, reading: Reading) -> Finding:
    """It is dated when it was closed, for one who had it to do; for one who only opened it, when it was opened."""
    name = f"{place.path}#{_number(record)}"
    title, body = _title(record), text(record, "description")
    mine = any(reading.myself.is_(person) for person in _assignees(record))
    closed = mine and line(record, "state") == "closed"
    return Finding(
        id=id_of(name),
        kind="issue",
        title=title,
        at=_moment(record, reading, *(("closed_at",) if closed else ()), "created_at"),
        body=body,
        url=_page(record, place, "issues"),
        tickets=place.references(name, title, body),
        credits=once(_of_issue(record, reading.myself)),
        extra=_extra(record) | _count("points", number(record, "weight")),
    )


def _of_issue(record: Record, myself: Myself) -> Iterator[Credit]:
    yield from credit("reporter", at(record, "author"), myself)
    for person in _assignees(record):
        yield from credit("helper", person, myself)


def _assignees(record: Record) -> list[Record]:
    return records(record, "assignees") or [person for person in [at(record, "assignee")] if isinstance(person, dict)]


def release(record: Record, place: Place, reading: Reading) -> Finding:
    tag = line(record, "tag_name") or line(record, "tag")
    if not tag:
        raise Unusable("has no tag")
    body = text(record, "description")
    return Finding(
        id=id_of(f"{place.path}/release/{tag}"),
        kind="release",
        title=line(record, "name", most=LONGEST_TITLE) or tag,
        at=_moment(record, reading, "released_at", "created_at"),
        body=body,
        url=f"{place.web}/-/releases/{tag}" if place.web else "",
        tickets=place.references(f"{place.path}@{tag}", body),
        parts=hashes([at(record, "commit", "id"), record.get("sha")]),
        extra={"version": tag},
    )


@dataclass(slots=True)
class Reviewing:
    """What the member did in a day for one merge request of somebody else."""

    at: datetime
    notes: list[str] = field(default_factory=list)
    approved: bool = False
    merged: bool = False
    first_note: int = 0
    last: int = 0
    """The highest number of an event in it."""

    def add(self, more: "Reviewing") -> None:
        self.notes += more.notes
        self.approved |= more.approved
        self.merged |= more.merged
        self.first_note = self.first_note or more.first_note
        self.last = max(self.last, more.last)


def review(record: Record, done: Reviewing, place: Place, reading: Reading) -> Finding:
    name = f"{place.path}!{_number(record)}"
    page = _page(record, place, "merge_requests")
    return Finding(
        id=id_of(f"{name}/review/{done.at.date()}"),
        kind="review",
        title=_title(record),
        at=done.at,
        body=text("\n\n".join(done.notes)),
        url=f"{page}#note_{done.first_note}" if page and done.first_note else page,
        tickets=place.references(name),
        credits=once(credit("author", at(record, "author"), reading.myself)),
        extra={
            "state": line(record, "state"),
            **_count("comments", len(done.notes)),
            **({"approved": "yes"} if done.approved else {}),
            **({"merged": "yes"} if done.merged else {}),
        },
    )


def _number(record: Record) -> int:
    found = number(record, "iid")
    if not found:
        raise Unusable("has no number")
    return found


def _title(record: Record) -> str:
    return line(record, "title", most=LONGEST_TITLE) or "(no title)"


def _moment(record: Record, reading: Reading, *names: str) -> datetime:
    found = next((each for name in names if (each := moment(record, name, zone=reading.zone))), None)
    if found is None:
        raise Unusable("has no date that can be read")
    return found


def _page(record: Record, place: Place, noun: str) -> str:
    page = line(record, "web_url", most=1_000)
    if page.startswith(("https://", "http://")):
        return page
    return f"{place.web}/-/{noun}/{_number(record)}" if place.web else ""


def _parts(record: Record, commits: Iterable[Record]) -> tuple[str, ...]:
    merging = [record.get("merge_commit_sha"), record.get("squash_commit_sha")]
    return hashes([*(commit.get("id") for commit in commits), *merging])


def _extra(record: Record) -> dict[str, str]:
    labels = [each for each in record.get("labels") or () if isinstance(each, str)] if _has_labels(record) else []
    told = {
        "state": line(record, "state"),
        "labels": line(", ".join(labels)),
        "milestone": line(record, "milestone", "title"),
    }
    return {name: said for name, said in told.items() if said} | _count("comments", number(record, "user_notes_count"))


def _has_labels(record: Record) -> bool:
    return isinstance(record.get("labels"), list)


def _count(name: str, count: int) -> dict[str, str]:
    return {name: str(count)} if count > 0 else {}
