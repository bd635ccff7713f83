"""What one member did in a thread."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import groupby

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Me, folded
from alongside.sources.collectors.plain import plain, short_id

from .references import named, referred
from .threads import Comment, Person, Release, Review, Thread

type Teller = Callable[[Thread, "Eye"], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Eye:
    """Knows its member among others, and the days as the member has them."""

    me: Me
    zone: tzinfo
    logins: frozenset[str] = frozenset()
    """Folded; those that the source itself says are the member's."""

    def mine(self, person: Person | None) -> bool:
        if person is None:
            return False
        return bool(
            (person.login and folded(person.login) in self.logins)
            or self.me.is_among(emails=filter(None, [person.email]), logins=filter(None, [person.login]))
        )

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)

    def day(self, at: datetime) -> date:
        return self.local(at).date()

    def others(self, role: str, people: Iterable[Person | None]) -> Iterator[tuple[str, str, str]]:
        for each in people:
            if each and each.called and not self.mine(each):
                yield role, each.called, each.email


def everything(thread: Thread, eye: Eye) -> Iterator[Finding]:
    for tell in (opened, closed, reviewed, commented):
        yield from tell(thread, eye)


def opened_or_closed(thread: Thread, eye: Eye) -> Iterator[Finding]:
    yield from opened(thread, eye)
    yield from closed(thread, eye)


def opened(thread: Thread, eye: Eye) -> Iterator[Finding]:
    """A pull request stands at the day it was merged, or else opened; an issue at the day it was opened."""
    at = (thread.merged if thread.pull else None) or thread.opened
    if not at or not eye.mine(thread.author):
        return
    state = "merged" if thread.merged else "closed" if thread.closed else "open"
    yield Finding(
        id=short_id(thread.key),
        kind="pull request" if thread.pull else "issue",
        title=thread.title,
        at=eye.local(at),
        body=thread.body,
        url=thread.url,
        files=thread.files,
        tickets=named(thread.key, thread.closes, thread.title, thread.body),
        credits=_credits(thread, eye),
        branch=thread.branch,
        parts=thread.parts,
        extra={**thread.extra, "state": state, **_day_opened(thread, eye)},
    )


def _day_opened(thread: Thread, eye: Eye) -> dict[str, str]:
    return {"opened": eye.day(thread.opened).isoformat()} if thread.opened else {}


def _credits(thread: Thread, eye: Eye) -> tuple[tuple[str, str, str], ...]:
    found = (
        *eye.others("co-author", thread.hands),
        *eye.others("reviewer", (each.author for each in thread.reviews)),
        *eye.others("merger", [thread.merger]),
        *eye.others("reporter", thread.reporters),
    )
    return tuple(dict.fromkeys(found))


def closed(thread: Thread, eye: Eye) -> Iterator[Finding]:
    """An issue that the member closed, by hand or by a pull request."""
    if thread.pull or not thread.closed or not any(map(eye.mine, thread.closers)):
        return
    yield Finding(
        id=short_id(f"{thread.key}/closed"),
        kind="issue",
        title=thread.title,
        at=eye.local(thread.closed),
        body=thread.body,
        url=thread.url,
        tickets=named(thread.key, thread.closes, thread.title, thread.body),
        credits=tuple(eye.others("reporter", [thread.author])),
        extra={**thread.extra, "state": "closed", "done": "closed", **_day_opened(thread, eye)},
    )


def reviewed(thread: Thread, eye: Eye) -> Iterator[Finding]:
    """All reviews that the member gave on one day are one: each answer to a remark counts as a review over there."""
    if not thread.pull or eye.mine(thread.author):
        return
    mine = sorted((each for each in thread.reviews if eye.mine(each.author)), key=lambda each: (each.at, each.id))
    for _, of_day in groupby(mine, key=lambda each: eye.day(each.at)):
        yield _review(thread, eye, list(of_day))


def _review(thread: Thread, eye: Eye, reviews: Sequence[Review]) -> Finding:
    body = _joined(text for each in reviews for text in (each.body, *(remark.body for remark in each.remarks)))
    remarks = sum(max(each.remarked, len(each.remarks)) for each in reviews)
    verdicts = dict.fromkeys(each.state for each in reviews if each.state and each.state != "commented")
    return Finding(
        id=short_id(f"{thread.key}/review/{reviews[0].id}"),
        kind="review",
        title=thread.title,
        at=eye.local(reviews[0].at),
        body=body,
        url=reviews[0].url or thread.url,
        tickets=named(thread.key, thread.closes, thread.title, body),
        credits=tuple(eye.others("author", [thread.author])),
        extra={"state": ", ".join(verdicts) or "commented"} | ({"comments": str(remarks)} if remarks else {}),
    )


def commented(thread: Thread, eye: Eye) -> Iterator[Finding]:
    """What the member said in a thread on one day is one finding."""
    mine = sorted((each for each in thread.comments if eye.mine(each.author)), key=lambda each: (each.at, each.id))
    for _, of_day in groupby(mine, key=lambda each: eye.day(each.at)):
        yield _discussion(thread, eye, list(of_day))


def _discussion(thread: Thread, eye: Eye, comments: Sequence[Comment]) -> Finding:
    body = _joined(each.body for each in comments)
    return Finding(
        id=short_id(f"{thread.key}/comment/{comments[0].id}"),
        kind="comment",
        title=thread.title,
        at=eye.local(comments[0].at),
        body=body,
        url=comments[0].url or thread.url,
        tickets=named(thread.key, thread.closes, thread.title, body),
        credits=tuple(eye.others("author", [thread.author])),
        extra={"comments": str(len(comments))},
    )


def released(release: Release, eye: Eye) -> Iterator[Finding]:
    if eye.mine(release.author):
        yield Finding(
            id=short_id(release.id),
            kind="release",
            title=release.name or release.tag,
            at=eye.local(release.at),
            body=release.body,
            url=release.url,
            tickets=referred(release.repository, release.name, release.body),
            extra={"tag": release.tag},
        )


def _joined(texts: Iterable[str]) -> str:
    return plain("\n\n".join(filter(None, texts)))
