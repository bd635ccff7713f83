from datetime import date
from typing import Any

from alongside.evidence.models import Entry
from alongside.one_on_ones import wording
from alongside.one_on_ones.preparation import Item, Source
from alongside.one_on_ones.queries.preparing.material import Material


def entry_source(entry: Entry) -> Source:
    return Source("entry", str(entry.pk), "your log")


def entry_item(
    material: Material, entry: Entry, *, why: str, sources: tuple[Source, ...] = (), when: date | None = None
) -> Item:
    return line(
        material,
        f"entry:{entry.pk}",
        text=entry.text,
        why=why,
        sources=sources or (entry_source(entry),),
        kind=entry.kind,
        when=when or entry.happened_on,
    )


def line(material: Material, key: str, *, why: str, **told: Any) -> Item:
    """A line that can be put on the agenda, and says when it is there."""
    point = material.on_agenda.get(key)
    return Item(key=key, why=wording.sentence(why), on_agenda=point is not None, point_id=point, **told)
