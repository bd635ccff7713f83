"""The sections beside the accomplishments, each with its reasons."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from alongside.evidence.models import Entry, EntryKind
from alongside.one_on_ones import wording
from alongside.one_on_ones.models import PointKind, Promise, Side, TalkingPoint
from alongside.one_on_ones.preparation import Item, Section, Source
from alongside.one_on_ones.queries.preparing.lines import entry_item, line
from alongside.one_on_ones.queries.preparing.material import Material

AT_MOST = 7
SILENT_ON_GROWTH = timedelta(days=45)
GROWTH_KEY = "growth:talk"
ASKING = (PointKind.DECISION, PointKind.FEEDBACK, PointKind.CHALLENGE)


def obstacles(material: Material) -> Section:
    items = [
        entry_item(material, entry, why=f"{entry.get_kind_display()}, {_in_the_way(material, entry)}")
        for entry in material.obstacles
        if not material.names_them(entry)
    ]
    return _section(material, "Obstacles", items)


def waiting(material: Material) -> Section:
    return _section(material, f"Waiting on {material.first_name}", list(_waiting(material)))


def _waiting(material: Material) -> Iterator[Item]:
    for promise in material.promises:
        if _is_theirs(material, promise.side) and _is_late(material, promise):
            yield _promise(material, promise)
    for entry in material.obstacles:
        if material.names_them(entry):
            why = f"{entry.get_kind_display()} that names {material.first_name}, {_in_the_way(material, entry)}"
            yield entry_item(material, entry, why=why)
    told = {f"entry:{entry.pk}" for entry in material.obstacles}
    for point in material.open_points:
        if point.kind in ASKING and point.made_from not in told and _unanswered(material, point):
            yield _open_point(material, point, f"{point.get_kind_display()} without an answer")


def promises(material: Material) -> Section:
    items = [
        _promise(material, promise)
        for promise in material.promises
        if not (_is_theirs(material, promise.side) and _is_late(material, promise))
    ]
    return _section(material, "Promises", items)


def unanswered(material: Material) -> Section:
    items = [
        _open_point(material, point, "asked and not answered")
        for point in material.open_points
        if point.kind == PointKind.QUESTION and _unanswered(material, point)
    ]
    return _section(material, "Unanswered questions", items)


def growth(material: Material) -> Section:
    return _section(material, "Growth", [*_silence(material), *_learnings(material)])


def _silence(material: Material) -> Iterator[Item]:
    raised = material.raised([PointKind.GROWTH])
    if raised and material.now - raised < SILENT_ON_GROWTH:
        return
    why = f"not raised since {_day(material, raised)}" if raised else "not raised here so far"
    text = "What would you trust me with next, and what is missing for it?"
    yield line(material, GROWTH_KEY, text=text, why=why, kind=PointKind.GROWTH)


def _learnings(material: Material) -> Iterator[Item]:
    told = {EntryKind.LEARNING: "learned", EntryKind.FEEDBACK: "feedback you received"}
    for entry in material.entries:
        if entry.kind in told and entry.happened_on >= material.period.since:
            yield entry_item(material, entry, why=told[EntryKind(entry.kind)])


def _promise(material: Material, promise: Promise) -> Item:
    whose = "theirs" if _is_theirs(material, promise.side) else "yours"
    due = wording.due_in(promise.due_on, today=material.period.until)
    made = Source("promise", str(promise.pk), f"promised {_day(material, promise.created_at)}")
    key = f"promise:{promise.pk}"
    return line(
        material, key, text=promise.text, why=f"{whose}, {due}", sources=(made,), kind="promise", when=promise.due_on
    )


def _open_point(material: Material, point: TalkingPoint, why: str) -> Item:
    times = material.times_met_since(point.created_at)
    age = wording.nth_time(times)
    source = Source("point", str(point.pk), "on the agenda")
    return Item(
        text=point.text,
        why=wording.sentence(f"{why}, {age}" if age else why),
        sources=(source,),
        kind=point.kind,
        on_agenda=True,
        point_id=point.pk,
        when=material.day(point.created_at),
    )


def _section(material: Material, name: str, items: list[Item]) -> Section:
    kept = [item for item in items if not item.key or item.key not in material.put_away]
    return Section(name, tuple(kept[:AT_MOST]), more=max(len(kept) - AT_MOST, 0))


def _in_the_way(material: Material, entry: Entry) -> str:
    """How old it is, and that the two have it before them already: such a line is not told twice."""
    age = _age(material, entry.happened_on)
    points = [point for point in material.open_points if point.made_from == f"entry:{entry.pk}"]
    return f"{age}, no answer yet" if any(_unanswered(material, point) for point in points) else age


def _unanswered(material: Material, point: TalkingPoint) -> bool:
    """The viewer brought it, it lay open in a meeting already, and there is nothing to it yet."""
    mine = not _is_theirs(material, point.side)
    return mine and not point.answer and material.times_met_since(point.created_at) > 0


def _is_theirs(material: Material, side: str) -> bool:
    return Side(side) != material.pair.side_of(material.viewer)


def _is_late(material: Material, promise: Promise) -> bool:
    return bool(promise.due_on and promise.due_on < material.period.until)


def _age(material: Material, since: date) -> str:
    days = (material.period.until - since).days
    return f"{wording.counted(days, 'day')} old" if days else "since today"


def _day(material: Material, moment: datetime) -> str:
    return wording.day(material.day(moment), today=material.period.until)
