"""Everything that is yours, in one archive: JSON for programs, Markdown for people."""

import json
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.desk.models import Delay
from alongside.evidence.models import Activity, Correction, Entry, Piece, Story, Topic
from alongside.growth.models import KnownFor, Need, PlannedWeek, RefusedKind, Step
from alongside.knowledge.models import Area, Look
from alongside.one_on_ones.models import Dismissal, Meeting, Note, Pair, Promise, Question, TalkingPoint
from alongside.one_on_ones.queries.documents import export_markdown, export_values
from alongside.people.models import (
    AddressBook,
    Aim,
    Expectation,
    ExpectationChange,
    Identity,
    Merge,
    NotLearned,
    NotOne,
    Pause,
    Person,
    PersonNote,
    SameAddress,
    Stranger,
    Touchpoint,
)
from alongside.sharing.models import Guarded
from alongside.sources.models import Collection, Connection, NotMine, Repository

NOUNS: tuple[type[Guarded], ...] = (
    Entry, Topic, Story, Piece, Activity, Correction, Person, Identity, NotMine, Repository, Connection, Collection,
    Area, Look,
    PersonNote, Expectation, ExpectationChange, Aim, Touchpoint, Pause, Merge, Stranger, AddressBook,
    SameAddress, NotOne, NotLearned,
    KnownFor, Need, Step, PlannedWeek, RefusedKind,
    Pair, Meeting, TalkingPoint, Note, Promise, Question, Dismissal, Delay,
)  # fmt: skip

ITS_AUTHORS_OWN: dict[type[models.Model], frozenset[str]] = {
    Entry: frozenset({"piece_id", "capture_key"}),
    TalkingPoint: frozenset({"made_from", "entry_id", "piece_id", "question_id"}),
    Pair: frozenset({"person_id", "calendar_uid"}),
    Area: frozenset(
        {
            "folders",
            "found_in",
            "changes",
            "mine_on",
            "last_on",
            "told_on",
            "into_id",
            "split_from_id",
            "taken",
            "hidden_at",
        }
    ),
    Expectation: frozenset({"person_id"}),
}
"""What a row says of things that only its author or owner may see."""

NOBODYS: dict[type[models.Model], frozenset[str]] = {
    Connection: frozenset({"sealed", "state"}),
    Collection: frozenset({"process", "beat_at"}),
    AddressBook: frozenset({"process"}),
}
"""What is of no use outside, and secret."""

README = """This archive holds everything in Alongside that {name} may see of their own, taken out on {day}.

log.md               the log, newest first
one-on-ones/*.md     the running document of each pair
data/*.json          every row, one file a noun, with its own fields; ids connect them

Nothing in it needs Alongside to be read.
"""


AT_ONCE = 100
"""Rows held in memory: a body has up to 20,000 characters."""
IN_MEMORY = 8_000_000
"""Bytes, before the archive goes to the disk."""


def name(day: date) -> str:
    return f"alongside-{day.isoformat()}.zip"


def of(viewer: Member) -> IO[bytes]:
    """A file without a name, open at its beginning. What somebody collected in years need not fit into memory."""
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (whoever sends it closes it)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "README.txt", [README.format(name=viewer.name, day=timezone.localdate())])
        _put(archive, "log.md", _log_as_markdown(viewer))
        for path, text in _pairs(viewer):
            _put(archive, path, [text])
        for noun in NOUNS:
            _put(archive, f"data/{_plural(noun)}.json", _dump(viewer, noun.objects.visible_to(viewer)))
    file.seek(0)
    return file


def _put(archive: zipfile.ZipFile, path: str, texts: Iterable[str]) -> None:
    about = zipfile.ZipInfo(path, timezone.localtime().timetuple()[:6])
    about.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(about, "w", force_zip64=True) as file:
        for text in texts:
            file.write(text.encode())


def _log_as_markdown(viewer: Member) -> Iterator[str]:
    yield f"# The log of {viewer.name}\n"
    month = ""
    entries = Entry.objects.visible_to(viewer).filter(owner=viewer, archived_at=None).order_by("-happened_on", "-pk")
    for entry in entries.iterator(AT_ONCE):
        if month != (month := f"{entry.happened_on:%B %Y}"):
            yield f"\n## {month}\n\n"
        yield f"- {entry.happened_on} **{entry.kind}** {entry.text}\n"


def _pairs(viewer: Member) -> Iterator[tuple[str, str]]:
    for pair in Pair.objects.visible_to(viewer).select_related("person", "owner"):
        stem = f"one-on-ones/{pair.pk}-{_slug(pair.other_name(viewer))}"
        yield f"{stem}.md", export_markdown(viewer, pair)
        yield f"{stem}.json", json.dumps(export_values(viewer, pair), indent=1, cls=DjangoJSONEncoder)


def _dump(viewer: Member, rows: models.QuerySet[Any]) -> Iterator[str]:
    """One JSON list, a row at a time."""
    links, before = _links(viewer, rows.model), "["
    for row in rows.order_by("pk").iterator(AT_ONCE):
        values = _values(viewer, row) | links.get(row.pk, {})
        yield before + json.dumps(values, indent=1, ensure_ascii=False, cls=DjangoJSONEncoder)
        before = ",\n"
    yield "[]" if before == "[" else "]"


def _links(viewer: Member, noun: type[models.Model]) -> dict[int, dict[str, list[int]]]:
    """Which other rows the viewer's own rows point at: the witnesses of a story, who helps with a need."""
    found: dict[int, dict[str, list[int]]] = defaultdict(dict)
    for field in noun._meta.many_to_many:
        whose = {f"{field.m2m_field_name()}__owner": viewer}
        through: Any = field.remote_field.through
        rows = through._default_manager.filter(**whose).order_by("pk")
        for row, thing in rows.values_list(field.m2m_column_name(), field.m2m_reverse_name()):
            found[row].setdefault(field.name, []).append(thing)
    return found


def _values(viewer: Member, row: Any) -> dict[str, Any]:
    whose = getattr(row, "author_id", None) or getattr(row, "owner_id", viewer.pk)
    left_out = ITS_AUTHORS_OWN.get(type(row), frozenset()) if whose != viewer.pk else frozenset()
    left_out |= NOBODYS.get(type(row), frozenset())
    fields = (field for field in row._meta.concrete_fields if field.attname not in left_out)
    return {field.attname: field.value_from_object(row) for field in fields}


def _plural(noun: type[models.Model]) -> str:
    return str(noun._meta.verbose_name_plural).replace(" ", "-")


def _slug(text: str) -> str:
    from django.utils.text import slugify

    return slugify(text) or "pair"
