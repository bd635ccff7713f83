"""What was done since, ranked: pieces of work, entries, and obstacles that are over."""

from collections.abc import Iterator

from alongside.evidence.deeds import group_of
from alongside.evidence.models import Activity, Entry, EntryKind, Piece
from alongside.evidence.queries import rank_days
from alongside.evidence.work.choosing import choose
from alongside.evidence.work.ranking import Ranked
from alongside.one_on_ones import wording
from alongside.one_on_ones.preparation import Item, Section, Source
from alongside.one_on_ones.queries.preparing.lines import entry_item, entry_source, line
from alongside.one_on_ones.queries.preparing.material import OBSTACLES, Material

NAME = "Accomplishments"
AT_MOST = 7
PLACES_FOR_WORK = 4
"""Of the seven, when there are that many on both sides: what was typed by hand does not bury the work found."""


def accomplishments(material: Material) -> Section:
    pieces = {piece.pk: piece for piece in material.pieces}
    told = [item for item in _typed(material, pieces) if item.key not in material.put_away]
    used = {entry.piece_id for entry in _wins(material)}
    works = [
        piece for piece in material.pieces if piece.pk not in used and f"piece:{piece.pk}" not in material.put_away
    ]
    ranked = _ranked(material, works)
    by_key = {piece.key: piece for piece in works}
    found = [_work(material, by_key[one.group.key], one) for one in choose(ranked, at_most=AT_MOST)]
    shown = _short(told, found)
    worth_telling = sum(not one.is_trivial for one in ranked)
    return Section(NAME, tuple(shown), more=len(told) + worth_telling - len(shown))


def _ranked(material: Material, pieces: list[Piece]) -> tuple[Ranked, ...]:
    """By what was done inside the period, not by what came before or after."""
    groups = [group_of(piece, material.within(piece)) for piece in pieces]
    since, until = material.period.work_since, material.period.until
    return rank_days(groups, since=since, until=until, zone=material.viewer.zone)


def _short(told: list[Item], found: list[Item]) -> list[Item]:
    for_work = min(len(found), max(PLACES_FOR_WORK, AT_MOST - len(told)))
    return [*told[: AT_MOST - for_work], *found[:for_work]]


def _typed(material: Material, pieces: dict[int, Piece]) -> Iterator[Item]:
    """Wins with a number first: they say what changed. Then what is over, then the latest."""
    for entry in sorted(_wins(material), key=lambda entry: (not entry.metrics, -entry.happened_on.toordinal())):
        piece = pieces.get(entry.piece_id or 0)
        sources = (entry_source(entry), *(_commits(material, piece) if piece else ()))
        why = _context(material, entry=entry, piece=piece)
        yield entry_item(material, entry, why=f"your words; {why}", sources=sources)
    for entry in material.entries:
        if entry.kind in OBSTACLES and entry.eased_at:
            days = wording.counted(max((material.day(entry.eased_at) - entry.happened_on).days, 1), "day")
            yield entry_item(material, entry, why=f"was in the way for {days}, and is over")


def _wins(material: Material) -> list[Entry]:
    return [e for e in material.entries if e.kind == EntryKind.WIN and e.happened_on >= material.period.since]


def _work(material: Material, piece: Piece, ranked: Ranked) -> Item:
    told = [why for why in ranked.why if material.other not in why]
    facts = "; ".join(told[:2]) or _counted(material.within(piece))
    return line(
        material,
        _key(piece),
        text=piece.title,
        why=f"{facts}; {_context(material, piece=piece)}",
        sources=tuple(_commits(material, piece)),
        kind=ranked.kind,
        when=max(activity.day for activity in material.within(piece)),
    )


def _counted(activities: list[Activity]) -> str:
    is_code = all(activity.source == "git" for activity in activities)
    return wording.counted(len(activities), "commit" if is_code else "activity", "" if is_code else "activities")


def _key(piece: Piece) -> str:
    return f"piece:{piece.pk}"


def _commits(material: Material, piece: Piece) -> list[Source]:
    return [_source(activity) for activity in material.within(piece)]


def _source(activity: Activity) -> Source:
    kind = "commit" if activity.source == "git" else activity.kind
    return Source(kind, activity.external_id, activity.title, activity.url)


def _context(material: Material, *, entry: Entry | None = None, piece: Piece | None = None) -> str:
    """What the record shows that the other knows of it already: what they do not know is worth more time."""
    if discussed := material.discussed(entry, piece):
        return f"you talked about it on {wording.day(discussed, today=material.period.until)}"
    if piece and material.has_seen(piece):
        return f"{material.first_name} {_role(material, piece) or 'is named in its commits'}"
    if entry and material.is_shared_with_them(entry):
        return f"{material.first_name} can see it"
    if entry and material.names_them(entry):
        return f"names {material.first_name}"
    return f"may be new to {material.first_name}"


_ROLES = {
    "reviewer": "reviewed it",
    "co-author": "worked on it with you",
    "merger": "merged it",
    "reporter": "asked for it",
    "asked": "asked for it",
    "attendee": "was there",
}


def _role(material: Material, piece: Piece) -> str:
    person = material.person
    name = person.name.casefold() if person else ""
    named = (credit for activity in material.within(piece) for credit in activity.details.get("credits", ()))
    roles = {role for role, known_as, _ in named if known_as.casefold() == name}
    return next((words for role, words in _ROLES.items() if role in roles), "")
