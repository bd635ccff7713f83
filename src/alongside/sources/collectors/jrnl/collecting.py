"""Each entry of the journal as a note of one's own."""

import hashlib
from collections import Counter
from collections.abc import Iterator

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Defect, Found, Given, Item, folded
from alongside.sources.collectors.git.tickets import tickets_in
from alongside.sources.collectors.jrnl.entries import Entry, entries_in
from alongside.sources.collectors.plain import one_line, plain, short_id
from alongside.sources.collectors.rereading import reread
from alongside.sources.collectors.text_file import name_of


def collect(given: Given) -> Iterator[Item]:
    yield from reread(given, _items(given), stage="entries", living=True)


def _items(given: Given) -> Iterator[Item]:
    path = given.settings.get("file", "")
    wanted, origin, left_out = _wanted(given.settings.get("tags", "")), name_of(path), 0
    names: Counter[str] = Counter()
    for entry in entries_in(path, given.zone):
        if isinstance(entry, Defect):
            yield entry
        else:
            name = _name(entry)
            names[name] += 1
            if wanted and not wanted.intersection(entry.tags):
                left_out += 1
            else:
                yield Found(_finding(entry, f"{name}/{names[name]}"), origin)
    if left_out:
        yield Defect(origin, f"Entries without one of these tags, left out: {left_out}.")


def _wanted(setting: str) -> frozenset[str]:
    words = folded(setting.replace(",", " ")).split()
    return frozenset(word if word.startswith("@") else f"@{word}" for word in words)


def _name(entry: Entry) -> str:
    """jrnl gives none. The minute alone is not enough: an entry made for a day without a time gets the same one."""
    title = hashlib.sha256(folded(entry.title).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{entry.at:%Y-%m-%dT%H:%M}/{title}"


def _finding(entry: Entry, name: str) -> Finding:
    title, body = one_line(entry.title) or "(no title)", plain(entry.body)
    extra = {"starred": "yes" if entry.starred else "", "tags": " ".join(entry.tags)[:1_000]}
    extra["uncertain"] = entry.uncertain
    return Finding(
        id=short_id(entry.own_id or name),
        kind="note",
        title=title,
        at=entry.at,
        body=body,
        tickets=tuple(ticket.name for ticket in tickets_in(f"{title}\n\n{body}")),
        extra={key: value for key, value in extra.items() if value},
    )
