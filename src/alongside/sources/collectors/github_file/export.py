"""The export of an account: JSON files in which everything names its user and its thread by address.

Its layout is that of GitHub's migration archives, version 1: an address is the name of what it leads to.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from alongside.sources.collectors.github.findings import Eye
from alongside.sources.collectors.github.reading import read_release, read_thread
from alongside.sources.collectors.github.threads import Comment, NotReadable, Person, Release, Review, Thread
from alongside.sources.collectors.github.values import inside, moment, number, text

_NOT_SENT = 0
_STATES = {1: "commented", 30: "changes requested", 40: "approved", 50: "dismissed"}
_NUMBER_AT_END = re.compile(r"(\d{1,20})$")
_MOST_OTHERS = 200_000
_THREADS = {"issue", "pull_request"}
TYPES = {
    *("user", "issue_comment", "pull_request_review", "pull_request_review_comment", "issue_event", "release"),
    *_THREADS,
}


class Gathered:
    """What lies scattered over the export and belongs to threads: the member's, and who else had a hand in it."""

    def __init__(self, eye: Eye) -> None:
        self._eye = eye
        self._names: dict[str, str] = {}
        self._comments: dict[str, list[Comment]] = {}
        self._reviews: dict[str, list[Review]] = {}
        self._remarks: dict[str, dict[str, list[Comment]]] = {}
        """By thread and review."""
        self._mergers: dict[str, tuple[str, str]] = {}
        self._closers: dict[str, list[str]] = {}
        self._others = 0

    def gather(self, record: dict[str, Any]) -> None:
        gatherers: Mapping[str, Callable[[dict[str, Any]], None]] = {
            "user": self._user,
            "issue_comment": self._comment,
            "pull_request_review": self._review,
            "pull_request_review_comment": self._remark,
            "issue_event": self._event,
        }
        gather = gatherers.get(text(record, "type"))
        if gather:
            gather(record)

    def thread(self, record: dict[str, Any]) -> Thread:
        """Raises NotReadable."""
        url = text(record, "url")
        merger, commit = self._mergers.pop(url, ("", ""))
        thread = read_thread(
            {
                "url": url,
                "title": inside(record, "title"),
                "body": inside(record, "body"),
                "createdAt": inside(record, "created_at"),
                "mergedAt": inside(record, "merged_at"),
                "closedAt": inside(record, "closed_at"),
                "headRefName": text(record, "head", "ref"),
                "author": self._account(login_in(text(record, "user"))),
                "mergedBy": self._account(merger),
                "mergeCommit": {"oid": commit},
                "commits": [{"oid": text(record, "head", "sha")}],
                "isDraft": inside(record, "work_in_progress"),
            }
        )
        return self._with_talk(thread, url)

    def release(self, record: dict[str, Any]) -> Release | None:
        """Nothing for a draft. Raises NotReadable."""
        if text(record, "state") == "draft":
            return None
        return read_release(
            {
                "url": inside(record, "url"),
                "tagName": inside(record, "tag_name"),
                "name": inside(record, "name"),
                "body": inside(record, "body"),
                "publishedAt": inside(record, "published_at"),
                "author": self._account(login_in(text(record, "user"))),
            }
        )

    def elsewhere(self) -> Iterator[Thread]:
        """Threads of others in which the member spoke, and which are not in the export themselves."""
        mine = (url for url, reviews in self._reviews.items() if any(self._eye.mine(each.author) for each in reviews))
        for url in sorted({*self._comments, *self._remarks, *mine}):
            with suppress(NotReadable):
                yield self._with_talk(read_thread({"url": url}), url)

    def _with_talk(self, thread: Thread, url: str) -> Thread:
        closers = [Person(login) for login in self._closers.pop(url, ())]
        comments = tuple(self._comments.pop(url, ()))
        return replace(thread, comments=comments, reviews=tuple(self._reviews_of(url)), closers=tuple(closers))

    def _reviews_of(self, url: str) -> Iterator[Review]:
        remarks = self._remarks.pop(url, {})
        for review in self._reviews.pop(url, ()):
            yield replace(review, author=self._named(review.author), remarks=tuple(remarks.pop(review.url, ())))
        for alone in remarks.values():
            first = min(alone, key=lambda each: each.at)
            yield Review(first.id, first.author, first.at, "commented", url=first.url, remarks=tuple(alone))

    def _named(self, person: Person | None) -> Person | None:
        return Person(person.login, self._names.get(person.login, "")) if person else None

    def _account(self, login: str) -> dict[str, str]:
        return {"login": login, "name": self._names.get(login, "")}

    def _user(self, record: dict[str, Any]) -> None:
        if len(self._names) < _MOST_OTHERS and text(record, "name"):
            self._names[text(record, "login")] = text(record, "name")

    def _comment(self, record: dict[str, Any]) -> None:
        said = self._said(record)
        if said and self._eye.mine(said.author):
            self._comments.setdefault(_thread_of(record), []).append(said)

    def _review(self, record: dict[str, Any]) -> None:
        at, author = moment(record, "submitted_at"), Person(login_in(text(record, "user")))
        state = _STATES.get(number(record, "state"), "")
        if at and state and self._counts(author.login):
            body = text(record, "body") if self._eye.mine(author) else ""
            review = Review(_end(record), author, at, state, body, text(record, "url"))
            self._reviews.setdefault(_thread_of(record), []).append(review)

    def _remark(self, record: dict[str, Any]) -> None:
        said = self._said(record)
        if said and self._eye.mine(said.author) and inside(record, "state") != _NOT_SENT:
            of_thread = self._remarks.setdefault(_thread_of(record), {})
            of_thread.setdefault(text(record, "pull_request_review"), []).append(said)

    def _event(self, record: dict[str, Any]) -> None:
        actor, event = login_in(text(record, "actor")), text(record, "event")
        if event == "merged" and self._counts(actor):
            self._mergers[_thread_of(record)] = actor, text(record, "commit_id")
        elif event == "closed" and self._eye.mine(Person(actor)):
            self._closers[_thread_of(record)] = [actor]

    def _said(self, record: dict[str, Any]) -> Comment | None:
        at = moment(record, "created_at")
        person = Person(login_in(text(record, "user")))
        return Comment(_end(record), person, at, text(record, "body"), text(record, "url")) if at else None

    def _counts(self, login: str) -> bool:
        """Others only up to a number, so that no export fills the memory."""
        if self._eye.mine(Person(login)):
            return True
        self._others += 1
        return bool(login) and not login.endswith("[bot]") and self._others <= _MOST_OTHERS


def is_of_export(record: dict[str, Any]) -> bool:
    return text(record, "type") in TYPES and not isinstance(inside(record, "author"), dict)


def is_thread(record: dict[str, Any]) -> bool:
    return text(record, "type") in _THREADS


def login_in(address: str) -> str:
    """Of https://github.com/anna; a bot's is .../apps/name."""
    *_, folder, login = ["", "", *address.rstrip("/").split("/")]
    return f"{login}[bot]" if folder == "apps" else login


def _thread_of(record: dict[str, Any]) -> str:
    return text(record, "pull_request") or text(record, "issue")


def _end(record: dict[str, Any]) -> str:
    found = _NUMBER_AT_END.search(text(record, "url"))
    return found[1] if found else text(record, "url")
