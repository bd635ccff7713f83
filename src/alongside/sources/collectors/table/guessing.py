"""Which column means what, by its name in English or German and by what stands in it. A proposal, to be looked at."""

import re
from collections.abc import Mapping, Sequence

from alongside.sources.collectors.contract import Given, folded
from alongside.sources.collectors.dates import reads_dates
from alongside.sources.collectors.table.people import is_about
from alongside.sources.collectors.table.records import columns_of, sample_of

_NAMES = {
    "date": "date, datum, day, tag, when, wann, done at, closed at, closed, resolved at, resolved, completed at, "
    "completed, completion date, finished at, finished, merged at, done, erledigt am, erledigt, abgeschlossen am, "
    "abgeschlossen, gelöst, started at, start date, start, beginn, startdatum, created at, created, creation date, "
    "erstellt am, erstellt, timestamp, zeitstempel, time, zeit, zeitpunkt, updated at, updated, geändert am",
    "id": "id, uid, uuid, guid, identifier, record id, entry id, nr, lfd nr, kennung",
    "url": "url, link, web address, web url, html url, permalink, href, address, adresse, webadresse",
    "ticket": "ticket, ticket id, ticket key, issue key, key, issue, vorgang, schlüssel, vorgangsschlüssel, "
    "ticketnummer",
    "kind": "kind, type, art, typ, issue type, category, kategorie, vorgangstyp",
    "people": "people, participants, attendees, with, teilnehmer, beteiligte, personen, mit, reviewers, collaborators",
    "title": "title, titel, summary, zusammenfassung, subject, betreff, name, headline, überschrift, what, was, task, "
    "aufgabe, activity, tätigkeit, accomplishment, achievement, erfolg, entry, eintrag, message, description, "
    "beschreibung, text, note, notiz",
    "body": "body, text, description, beschreibung, details, detail, notes, notizen, note, notiz, comment, kommentar, "
    "bemerkung, content, inhalt, impact, wirkung, ergebnis, result",
    "who": "who, wer, author, autor, owner, assignee, zugewiesen an, bearbeiter, user, benutzer, person, "
    "verantwortlich, creator, user login, assignee name, author email, email, e mail, mitarbeiter",
}
_SURELY_WHO = ("author", "autor", "assignee", "zugewiesen an", "bearbeiter", "verantwortlich", "author email")
_WORD_ENDS = re.compile(r"(?<=[a-zäöü])(?=[A-ZÄÖÜ])|[_\-./:()\[\]]+")
_ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)
_MOST_OF = 0.9


def guess(given: Given) -> Mapping[str, str]:
    """By the names of the settings; what nothing speaks for is left out."""
    path = given.settings.get("file", "")
    records = sample_of(path)
    cells = {
        name: [text for each in records if (text := each.cells.get(name, "").strip())] for name in columns_of(path)
    }
    found: dict[str, str] = {}
    for meaning in _NAMES:
        left = {name: texts for name, texts in cells.items() if name not in found.values()}
        column = _by_name(meaning, left, given) or _by_content(meaning, left, given)
        if column:
            found[meaning] = column
    return found


def column_of_people(columns: Sequence[str]) -> str:
    """One that can only say whose a row is, by its name; empty when there is none."""
    ends = {_spelled(end): name for name in reversed(columns) for end in (name.rpartition(".")[0], name)}
    return next((ends[word] for word in _SURELY_WHO if word in ends), "")


def _by_name(meaning: str, cells: Mapping[str, list[str]], given: Given) -> str:
    """The earlier word of the list wins; of an inner name (fields.summary, author.login) each end counts."""
    spelled = {_spelled(name): name for name in reversed(list(cells))}
    short = {_spelled(name.rpartition(".")[2]): name for name in reversed(list(cells))}
    outer = {_spelled(name.rpartition(".")[0]): name for name in reversed(list(cells)) if "." in name}
    for word in _NAMES[meaning].split(", "):
        column = spelled.get(word) or short.get(word) or outer.get(word)
        if column and _fits(meaning, cells[column], given):
            return column
    return ""


def _spelled(name: str) -> str:
    return folded(_WORD_ENDS.sub(" ", name))


def _fits(meaning: str, texts: list[str], given: Given) -> bool:
    if meaning == "date":
        return _dates(texts, given) >= _MOST_OF
    if meaning == "url":
        return _addresses(texts) >= _MOST_OF
    if meaning == "id":
        return len(set(texts)) == len(texts)
    if meaning == "who":
        return any(is_about(text, given.me) for text in texts)
    return True


def _by_content(meaning: str, cells: Mapping[str, list[str]], given: Given) -> str:
    if meaning == "date":
        # Ten digits may be a moment, and are more often a number of something.
        return next((name for name, texts in cells.items() if _dates(_no_numbers(texts), given) >= _MOST_OF), "")
    if meaning == "url":
        return next((name for name, texts in cells.items() if _addresses(texts) >= _MOST_OF), "")
    if meaning == "title":
        return max(cells, key=lambda name: _like_titles(cells[name], given), default="")
    return ""


def _no_numbers(texts: list[str]) -> list[str]:
    return [] if any(text.isdigit() for text in texts) else texts


def _dates(texts: list[str], given: Given) -> float:
    reading, good = reads_dates(texts), 0
    for text in texts:
        try:
            reading.read(text, given.zone)
            good += 1
        except ValueError:
            continue
    return good / len(texts) if texts else 0


def _addresses(texts: list[str]) -> float:
    return sum(_ADDRESS.match(text) is not None for text in texts) / len(texts) if texts else 0


def _like_titles(texts: list[str], given: Given) -> float:
    """Different words of the length of a sentence."""
    if not texts or _dates(texts, given) > 0.5 or _addresses(texts) > 0.5:
        return 0
    return len(set(texts)) * sum(min(len(text.split()), 12) for text in texts) / len(texts)
