"""Put words in, and ask which rows hold them: SQLite's FTS5 or PostgreSQL's full text behind the same functions."""

from collections.abc import Iterable

from django.db import connection, models
from django.db.models.expressions import RawSQL

from alongside.lib.bulk import put_each
from alongside.search.folding import words
from alongside.search.models import Words
from alongside.sharing.door import SharedQuerySet
from alongside.sharing.models import Guarded

_MATCH = {
    # CROSS JOIN holds SQLite to the order: first the words, then whose they are.
    "sqlite": "SELECT w.noun_id FROM search_fts f CROSS JOIN search_words w ON w.id = f.rowid"
    " WHERE search_fts MATCH %s AND w.noun = %s",
    "postgresql": "SELECT w.noun_id FROM search_words w"
    " WHERE to_tsvector('simple', w.text) @@ to_tsquery('simple', %s) AND w.noun = %s",
}


def index(thing: Guarded, *texts: str) -> None:
    """Remember the words of this row, in place of those it had."""
    Words.objects.update_or_create(
        noun=thing._meta.label_lower, noun_id=thing.pk, defaults={"text": " ".join(words(" ".join(texts)))}
    )


def index_all(found: Iterable[tuple[Guarded, str]]) -> None:
    """The same for many rows at once. The caller has a transaction around it."""
    _put((thing._meta.label_lower, thing.pk, text) for thing, text in found)


def index_rows(noun: type[Guarded], found: Iterable[tuple[int, str]]) -> None:
    """The same for rows of one noun of which only the keys are at hand."""
    _put((noun._meta.label_lower, key, text) for key, text in found)


def _put(found: Iterable[tuple[str, int, str]]) -> None:
    rows = ((noun, key, " ".join(words(text))) for noun, key, text in found)
    put_each(Words, ("noun", "noun_id", "text"), rows, keys=2)


def matching[M: models.Model](rows: SharedQuerySet[M], text: str) -> SharedQuerySet[M]:
    """Those of the rows in which every word of the text stands, as a word or the beginning of one."""
    asked = words(text)
    if not asked:
        return rows.none() if text.strip() else rows
    hits = RawSQL(_MATCH[connection.vendor], [_expression(asked), rows.model._meta.label_lower])  # noqa: S611
    return rows.filter(pk__in=hits)


def matching_any[M: models.Model](rows: SharedQuerySet[M], texts: Iterable[str]) -> SharedQuerySet[M]:
    """Those of the rows that match one of the texts, in one look."""
    asked = [f"({_expression(each)})" for text in texts if (each := words(text))]
    if not asked:
        return rows.none()
    either = " | " if connection.vendor == "postgresql" else " OR "
    hits = RawSQL(_MATCH[connection.vendor], [either.join(asked), rows.model._meta.label_lower])  # noqa: S611
    return rows.filter(pk__in=hits)


def _expression(asked: list[str]) -> str:
    if connection.vendor == "postgresql":
        return " & ".join(f"{word}:*" for word in asked)
    return " ".join(f'"{word}"*' for word in asked)
