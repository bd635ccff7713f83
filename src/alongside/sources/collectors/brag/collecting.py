"""Each item of the lists as a note of one's own."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time

from alongside.evidence.findings import Finding
from alongside.sources.collectors.brag.document import Listed, fiscal_month, items_of
from alongside.sources.collectors.brag.inline import Words, first_url, people_in, words
from alongside.sources.collectors.brag.spans import Calendar, Span
from alongside.sources.collectors.contract import Defect, Found, Given, Item, Refused, folded
from alongside.sources.collectors.git.tickets import tickets_in
from alongside.sources.collectors.plain import one_line, plain
from alongside.sources.collectors.rereading import reread
from alongside.sources.collectors.text_file import name_of, text_of

_MOST_BYTES = 5_000_000
_MOST_PEOPLE = 50
_OWN_DAY = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[:,]?\s+(?P<rest>\S.*)"
    r"|[(\[](?P<day2>[^()\[\]]{4,24})[)\]]:?\s+(?P<rest2>\S.*)"
    r"|(?P<day3>[^:–—]{4,24}?)(?::|\s[–—-])\s+(?P<rest3>\S.*)"
    r"|(?P<rest4>\S.*?)\s+\((?P<day4>[^()]{4,24})\)"
)
_UNDATED = (
    "Nothing says when this was: it is left out. Put it below a heading like 2025, Q1 2025, January 2025 or 2025-01-15."
)


def collect(given: Given) -> Iterator[Item]:
    yield from reread(given, _items(given), stage="items", living=True)


def _items(given: Given) -> Iterator[Item]:
    path = given.settings.get("file", "")
    text, origin = text_of(path, wanted="a Markdown document", most_bytes=_MOST_BYTES), name_of(path)
    names: Counter[str] = Counter()
    undated = planned = 0
    for listed in items_of(text, origin, given):
        if isinstance(listed, Defect):
            yield listed
        elif not listed.done:
            planned += 1
        elif found := _dated(listed, given):
            span, told = found
            name = _name(span, told)
            names[name] += 1
            yield Found(_finding(listed, span, told, f"{name}/{names[name]}", given), origin)
        elif words(listed.text).text:
            undated += 1
            yield Defect(f"line {listed.line}", _UNDATED)
    if not names:
        raise Refused(_nothing(undated, planned))
    if planned:
        yield Defect(origin, f"Items that are not ticked off, left out: {planned}.")


def _nothing(undated: int, planned: int) -> str:
    if undated:
        return "No heading in this document says when. Put the items below headings like 2025, Q1 2025 or January 2025."
    if planned:
        return "Nothing in this document is ticked off yet."
    return "This document has no lists. Write what you did as list items (- …) below headings that say when."


def _dated(listed: Listed, given: Given) -> tuple[Span, Words] | None:
    """A day of its own, at the start or in brackets at the end, counts before that of the heading."""
    told = words(listed.text)
    found = _OWN_DAY.fullmatch(told.text)
    day = found and (found["day"] or found["day2"] or found["day3"] or found["day4"])
    if found and day:
        when = Calendar(None, given.today, fiscal_month(given)).when(day, listed.span)
        if when.span and not when.rest:
            rest = found["rest"] or found["rest2"] or found["rest3"] or found["rest4"]
            return when.span, Words(rest, told.url, told.people)
    return (listed.span, told) if listed.span and told.text else None


def _name(span: Span, told: Words) -> str:
    title = hashlib.sha256(folded(told.text).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{span.first}/{title}"


def _finding(listed: Listed, span: Span, told: Words, name: str, given: Given) -> Finding:
    title, body = one_line(told.text), plain(listed.body)
    uncertain = f"The document says {span.first} to {span.last}, and no day: the first is taken."
    extra = {
        "heading": one_line(" › ".join(listed.headings)),
        "uncertain": uncertain if span.first != span.last else "",
    }
    return Finding(
        id=name,
        kind="note",
        title=title,
        at=datetime.combine(span.first, time(12), given.zone),
        body=body,
        url=told.url or first_url(body),
        tickets=tuple(ticket.name for ticket in tickets_in(f"{listed.text[:5_000]}\n\n{body}")),
        credits=tuple(_credits(told, body, given)),
        extra={key: value for key, value in extra.items() if value},
    )


def _credits(told: Words, body: str, given: Given) -> Iterator[tuple[str, str, str]]:
    """A document names people for what they did with its author."""
    for person in tuple(dict.fromkeys((*told.people, *people_in(body))))[:_MOST_PEOPLE]:
        if not given.me.is_among(names=[person], logins=[person]):
            yield ("helper", person, "")
