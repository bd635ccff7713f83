"""What is found in mails: a series of patches, a review, my part in a thread."""

from collections.abc import Sequence
from urllib.parse import quote

from alongside.evidence.findings import Finding
from alongside.sources.collectors.git.tickets import tickets_in
from alongside.sources.collectors.git.trailers import credits_in
from alongside.sources.collectors.plain import LONGEST_BODY, one_line, plain, short_id

from .bodies import author_in, files_in, own_words
from .letters import Letter
from .series import Series

type Credits = tuple[tuple[str, str, str], ...]
_MOST_CREDITS = 50
_MOST_TICKETS = 50


def patch(series: Series, texts: Sequence[str], cover: str, *, me: frozenset[str], archive: str) -> Finding:
    """`texts` are those of the newest version's patches, `cover` that of its head."""
    newest, last = series.last, series.last.head
    titles = [letter.subject.title for letter in newest.patches]
    body = "\n".join(
        [own_words(cover), "", *(f"- {title}" for title in titles)] if len(titles) > 1 else [own_words(cover)]
    )
    return Finding(
        id=short_id(f"patch/{series.first.id}"),
        kind="patch",
        title=one_line(last.subject.title),
        at=last.at,
        body=plain(body),
        url=_link(last, archive),
        files=_added_up(texts),
        tickets=_tickets(f"{last.subject.title}\n{body}"),
        credits=_credited([cover, *texts], me),
        extra=_of_series(series),
    )


def review(letter: Letter, text: str, trailers: Sequence[str], author: tuple[str, str], *, archive: str) -> Finding:
    told = {"patch": letter.subject.place, "trailer": ", ".join(trailers), "uncertain": letter.doubt}
    words = own_words(text)
    return Finding(
        id=short_id(f"review/{letter.id}"),
        kind="review",
        title=one_line(letter.subject.title),
        at=letter.at,
        body=words,
        url=_link(letter, archive),
        tickets=_tickets(f"{letter.subject.title}\n{words}"),
        credits=(("author", *author),) if any(author) else (),
        extra={name: value for name, value in told.items() if value},
    )


def message(letters: Sequence[Letter], texts: Sequence[str], *, archive: str) -> Finding:
    """Dated by the first of them, so that a later mail does not move it."""
    first = letters[0]
    body = plain("\n\n".join(filter(None, map(own_words, texts))), LONGEST_BODY)
    told = {"mails": str(len(letters)), "uncertain": first.doubt}
    if len(letters) > 1:
        told["last"] = letters[-1].at.date().isoformat()
    return Finding(
        id=short_id(f"thread/{first.thread}"),
        kind="message",
        title=one_line(first.subject.title) or "Mail without a subject",
        at=first.at,
        body=body,
        url=_link(first, archive),
        tickets=_tickets(f"{first.subject.title}\n{body}"),
        extra={name: value for name, value in told.items() if value},
    )


def _of_series(series: Series) -> dict[str, str]:
    newest = series.last
    told = {
        "versions": str(len({version.head.subject.version for version in series.versions})),
        "patches": str(max(len(newest.patches), 1)),
        "first sent": series.first.at.date().isoformat(),
        "uncertain": newest.head.doubt,
    }
    of = newest.head.subject.total
    if 1 < of != len(newest.patches):
        told["missing"] = f"{of - len(newest.patches)} of {of} patches are not in this file"
    return {name: value for name, value in told.items() if value}


def _credited(texts: Sequence[str], me: frozenset[str]) -> Credits:
    found: dict[tuple[str, str, str], None] = {}
    for text in texts:
        author = author_in(text)
        if author and author[1].casefold() not in me:
            found["author", one_line(author[0], 200), author[1]] = None
        for credit in credits_in(text):
            if credit.role != "signer" and credit.email.casefold() not in me:
                found[credit.role, one_line(credit.name, 200), credit.email[:300]] = None
    return tuple(found)[:_MOST_CREDITS]


def _added_up(texts: Sequence[str]) -> tuple[tuple[str, int, int], ...]:
    total: dict[str, tuple[int, int]] = {}
    for text in texts:
        for path, added, removed in files_in(text):
            before = total.get(path, (0, 0))
            total[path] = (before[0] + added, before[1] + removed)
    return tuple((path, *lines) for path, lines in total.items())


def _tickets(text: str) -> tuple[str, ...]:
    return tuple(ticket.name for ticket in tickets_in(text))[:_MOST_TICKETS]


def _link(letter: Letter, archive: str) -> str:
    if archive.startswith(("https://", "http://")) and not letter.id.startswith("unnamed-"):
        return f"{archive.rstrip('/')}/{quote(letter.id, safe='@')}/"
    return letter.url
