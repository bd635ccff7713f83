"""One row as a finding, by what the settings say its columns mean."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Given, Refused, folded
from alongside.sources.collectors.dates import DateReading
from alongside.sources.collectors.git.tickets import tickets_in
from alongside.sources.collectors.plain import one_line, plain
from alongside.sources.collectors.table.kinds import kind_of
from alongside.sources.collectors.table.people import credits_in

MEANINGS = ("date", "title", "body", "kind", "url", "ticket", "people", "id", "who")
_REQUIRED = ("date", "title")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)
_MOST_TICKETS, _LONGEST_TICKET = 20, 200


def mapped_columns(given: Given, names: list[str]) -> dict[str, str]:
    """The column of each meaning that was said. Raises Refused where the file has no such column."""
    columns = {meaning: name for meaning in MEANINGS if (name := given.settings.get(meaning, "").strip())}
    for meaning in _REQUIRED:
        if meaning not in columns:
            raise Refused(f"Say which column holds the {meaning}. This file has: {_listed(names)}.")
    for name in columns.values():
        if name not in names:
            raise Refused(f"This file has no column “{one_line(name, 60)}”. It has: {_listed(names)}.")
    return columns


def _listed(names: list[str]) -> str:
    return one_line(", ".join(names[:30]), 600)


@dataclass(frozen=True, slots=True)
class Reader:
    given: Given
    columns: Mapping[str, str]
    dates: DateReading

    def told(self, cells: Mapping[str, str], meaning: str) -> str:
        return cells.get(self.columns.get(meaning, ""), "").strip()

    def finding(self, cells: Mapping[str, str]) -> Finding:
        """Its id is what the table calls it, or ""; see `identity`. Raises ValueError with a sentence."""
        title, body = one_line(self.told(cells, "title")), plain(self.told(cells, "body"))
        if not title:
            raise ValueError("This row has no title: it is left out.")
        at, uncertain = self.dates.read(self.told(cells, "date"), self.given.zone)
        kind, extra = kind_of(self.told(cells, "kind"))
        role = "attendee" if kind == "meeting" else "helper"
        return Finding(
            id=self.told(cells, "id"),
            kind=kind,
            title=title,
            at=at,
            body=body,
            url=self._url(cells),
            tickets=tuple(dict.fromkeys((*self._tickets(cells), *_named(f"{title}\n\n{body}")))),
            credits=credits_in(self.told(cells, "people"), role, self.given.me),
            extra={**extra, **({"uncertain": uncertain} if uncertain else {})},
        )

    def identity(self, cells: Mapping[str, str]) -> str:
        """For tables without names of their own: day and title, so that a longer text or another mapping keeps it."""
        told = f"{self.told(cells, 'date')}\n{folded(self.told(cells, 'title'))}"
        return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:20]

    def _url(self, cells: Mapping[str, str]) -> str:
        found = _ADDRESS.fullmatch(self.told(cells, "url"))
        return found[0] if found else ""

    def _tickets(self, cells: Mapping[str, str]) -> Iterator[str]:
        for word in re.split(r"[\s,;]+", self.told(cells, "ticket")[:5_000])[:_MOST_TICKETS]:
            if word:
                yield plain(word, _LONGEST_TICKET)


def _named(text: str) -> Iterator[str]:
    return (ticket.name for ticket in tickets_in(text))
