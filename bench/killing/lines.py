"""Lines for the log that can be told again from their number, and how they are found in the database."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bench.killing.home import Home
from bench.killing.verdict import Verdict

_NUMBER = re.compile(r"no (\d+) of the bench")
_PEOPLE = ("mina", "jörg", "ada", "bilal", "chloé", "farid")
_TOPICS = ("checkout", "größe", "latency", "on-call", "billing", "search")
_ENTRIES = """
SELECT e.id, e.capture_key, e.line,
  (SELECT count(*) FROM evidence_topic t WHERE t.entry_id = e.id),
  (SELECT count(*) FROM evidence_entry_people p WHERE p.entry_id = e.id),
  (SELECT count(*) FROM search_words w WHERE w.noun = 'evidence.entry' AND w.noun_id = e.id),
  (SELECT count(*) FROM search_words w JOIN search_fts f ON f.rowid = w.id
    WHERE w.noun = 'evidence.entry' AND w.noun_id = e.id AND search_fts MATCH 'bench'),
  (SELECT count(*) FROM events_event v WHERE v.noun = 'entry' AND v.noun_id = e.id AND v.verb = 'logged')
FROM evidence_entry e
"""


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    topics: int
    people: int


def line(number: int) -> Line:
    """Some are short and some fill several pages of the database, so that kills fall between its writes."""
    people = [f"@{_PEOPLE[(number + k) % len(_PEOPLE)]}" for k in range(number % 3)]
    topics = [f"#{_TOPICS[(number + k) % len(_TOPICS)]}" for k in range(1 + number % 4)]
    much = f"\nnaïve details {number} 量, " * (400 if number % 7 == 0 else number % 5)
    words = f"win: no {number} of the bench, p95 from {900 + number % 50} ms to 300 ms"
    return Line(" ".join([words, *topics, *people]) + much.rstrip(), len(topics), len(people))


def look_at(home: Home, verdict: Verdict, *, acknowledged: Iterable[tuple[str, int]], there_too: set[str]) -> int:
    """Each acknowledged key is an entry, or waits; and every entry is whole. How many entries there are."""
    verdict.breaks(home.wrong())
    entries = home.rows(_ENTRIES)
    keys = Counter(row[1] for row in entries)
    lines = Counter(row[2] for row in entries)
    verdict.lose(key for key, _ in acknowledged if key not in keys and key not in there_too)
    verdict.lose(f"text of {number}" for key, number in acknowledged if key in keys and not lines[line(number).text])
    verdict.double(key for key, count in [*keys.items(), *lines.items()] if count > 1)
    verdict.double(row for row in entries if row[5] > 1 or row[7] > 1)
    verdict.breaks(row for row in entries if not _whole(*row[2:]))
    persons = home.rows("SELECT handle FROM people_person GROUP BY handle HAVING count(*) > 1")
    verdict.double(persons)
    return len(entries)


def _whole(text: str, topics: int, people: int, *found: int) -> bool:
    number = _NUMBER.search(text)
    expected = line(int(number[1])) if number else None
    return expected == Line(text, topics, people) and all(found)
