"""Threads out of answers of the GraphQL API and out of files of `gh ... --json`, which use the same names."""

import re
from collections.abc import Iterable
from typing import Any

from alongside.sources.collectors.plain import one_line, plain

from .threads import Comment, NotReadable, Person, Release, Review, Thread
from .values import inside, listed, moment, number, text

_THREAD = re.compile(
    r"https?://[^/\s]+/(?P<repository>[\w.-]+/[\w.-]+)/(?P<kind>pull|issues)/(?P<number>\d{1,9})(?!\d)"
)
_RELEASE = re.compile(r"https?://[^/\s]+/(?P<repository>[\w.-]+/[\w.-]+)/releases/")
_REPOSITORY = re.compile(r"[\w.-]{1,100}/[\w.-]{1,100}")
_HASH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_AT_END = re.compile(r"#(?:issuecomment-|pullrequestreview-|discussion_r|r)(\d{1,20})$")
_MOST_FILES = 1_000


def read_thread(record: Any, repository: str = "") -> Thread:
    """Raises NotReadable for what is neither a pull request nor an issue."""
    place = _THREAD.match(text(record, "url"))
    repository = repository_of(record) or (place["repository"] if place else repository)
    count = number(record, "number") or (int(place["number"]) if place else 0)
    if not count:
        raise NotReadable("It has no number: it is neither a pull request nor an issue. Ask gh for number and url.")
    if not _REPOSITORY.fullmatch(repository):
        raise NotReadable("Nothing tells of which repository it is. Ask gh for the field url as well.")
    pull = place["kind"] == "pull" if place else inside(record, "isPullRequest") is True or "mergedAt" in record
    return Thread(
        repository=repository,
        number=count,
        pull=pull,
        title=one_line(text(record, "title")) or f"{repository}#{count}",
        url=text(record, "url"),
        opened=moment(record, "createdAt"),
        author=person(inside(record, "author")),
        body=text(record, "body"),
        merged=_merged(record),
        closed=moment(record, "closedAt"),
        merger=person(inside(record, "mergedBy")),
        closers=_closers(record),
        parts=_parts(record),
        hands=_hands(record),
        files=_files(record),
        branch=text(record, "headRefName"),
        reviews=tuple(_reviews(record)),
        comments=tuple(_comments(listed(record, "comments"))),
        closes=tuple(_closes(record, repository)),
        reporters=_people(inside(each, "author") for each in listed(record, "closingIssuesReferences")),
        extra=_extra(record),
    )


def read_release(record: Any, repository: str = "") -> Release:
    """Raises NotReadable for what is no published release."""
    place = _RELEASE.match(text(record, "url"))
    repository = repository or (place["repository"] if place else "")
    at, tag = moment(record, "publishedAt"), one_line(text(record, "tagName"))
    if not repository or not at or not tag:
        raise NotReadable("It lacks its date, its tag or its address. Ask gh for publishedAt, tagName, url and author.")
    return Release(
        id=f"{repository}/release/{tag}",
        repository=repository,
        author=person(inside(record, "author")),
        at=at,
        tag=tag,
        name=one_line(text(record, "name")),
        body=text(record, "body") or text(record, "description"),
        url=text(record, "url"),
    )


def repository_of(record: Any) -> str:
    return text(record, "repository", "nameWithOwner") or text(record, "repository", "fullName")


def person(value: Any) -> Person | None:
    """Nobody for machines and for accounts that are gone."""
    machine = inside(value, "__typename") == "Bot" or inside(value, "is_bot") is True or inside(value, "type") == "Bot"
    login = text(value, "login")
    if machine or not login or login.endswith("[bot]"):
        return None
    return Person(login, one_line(text(value, "name"), 100))


def _people(values: Iterable[Any]) -> tuple[Person, ...]:
    return tuple(each for each in map(person, values) if each)


def _merged(record: Any) -> Any:
    """`gh search prs` knows the state and when it was closed, but not when it was merged: that is the same moment."""
    return moment(record, "mergedAt") or (moment(record, "closedAt") if text(record, "state") == "merged" else None)


def _parts(record: Any) -> tuple[str, ...]:
    hashes = [text(each, "oid") or text(each, "commit", "oid") for each in listed(record, "commits")]
    merge = text(record, "mergeCommit", "oid")
    return tuple(dict.fromkeys(each for each in [*hashes, merge] if _HASH.fullmatch(each)))


def _hands(record: Any) -> tuple[Person, ...]:
    authors = (
        author
        for each in listed(record, "commits")
        for author in listed(each, "authors") or listed(each, "commit", "authors")
    )
    return tuple(dict.fromkeys(_hand(author) for author in authors if _hand(author).called))


def _hand(author: Any) -> Person:
    login = text(author, "login") or text(author, "user", "login")
    machine = login.endswith("[bot]") or text(author, "name").endswith("[bot]")
    return Person() if machine else Person(login, one_line(text(author, "name"), 100), text(author, "email"))


def _files(record: Any) -> tuple[tuple[str, int, int], ...]:
    files = listed(record, "files")[:_MOST_FILES]
    return tuple(
        (text(each, "path"), number(each, "additions"), number(each, "deletions"))
        for each in files
        if text(each, "path")
    )


def _reviews(record: Any) -> Iterable[Review]:
    """Without those that were not sent yet: they have no moment."""
    for each in listed(record, "reviews") or listed(record, "latestReviews"):
        at, state = moment(each, "submittedAt"), text(each, "state").lower().replace("_", " ")
        if at:
            yield Review(
                id=_id(each),
                author=person(inside(each, "author")),
                at=at,
                state=state,
                body=text(each, "body"),
                url=text(each, "url") or text(record, "url"),
                remarks=tuple(_comments(listed(each, "comments"))),
                remarked=number(each, "comments", "totalCount"),
            )


def _comments(records: Iterable[Any]) -> Iterable[Comment]:
    for each in records:
        if at := moment(each, "createdAt"):
            yield Comment(_id(each), person(inside(each, "author")), at, text(each, "body"), text(each, "url"))


def _id(record: Any) -> str:
    """The number at the end of its address, which is the same wherever it was read from."""
    in_address = _AT_END.search(text(record, "url"))
    return in_address[1] if in_address else plain(text(record, "id"), 100)


def _closers(record: Any) -> tuple[Person, ...]:
    events = listed(record, "timelineItems")[-1:]
    return _people(who for each in events for who in (inside(each, "actor"), inside(each, "closer", "author")))


def _closes(record: Any, repository: str) -> Iterable[str]:
    for each in listed(record, "closingIssuesReferences"):
        owner, name = text(each, "repository", "owner", "login"), text(each, "repository", "name")
        its = repository_of(each) or (f"{owner}/{name}" if owner and name else repository)
        if number(each, "number"):
            yield f"{its}#{number(each, 'number')}"


def _extra(record: Any) -> dict[str, str]:
    told = {
        "comments": number(record, "comments", "totalCount") or number(record, "commentsCount"),
        "commits": number(record, "commits", "totalCount") or len(listed(record, "commits")),
        "added": number(record, "additions"),
        "removed": number(record, "deletions"),
        "files": number(record, "changedFiles"),
        "milestone": text(record, "milestone", "title"),
        "labels": ", ".join(filter(None, (text(each, "name") for each in listed(record, "labels")))),
        "draft": "yes" if inside(record, "isDraft") is True else "",
    }
    return {name: str(value) for name, value in told.items() if value}
