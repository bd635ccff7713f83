"""At most three questions for the situation, each with what triggered it."""

import re
from collections.abc import Iterable
from datetime import datetime

from alongside.accounts.models import Member, Role
from alongside.evidence.models import Entry, EntryKind
from alongside.one_on_ones.models import PointKind, Question, Side
from alongside.one_on_ones.picking import Asked, BankQuestion, Picked, pick
from alongside.one_on_ones.preparation import Item, Section, Source
from alongside.one_on_ones.queries.preparing.lines import line
from alongside.one_on_ones.queries.preparing.material import REMEMBERED, Material
from alongside.one_on_ones.queries.preparing.period import one_on_ones_told
from alongside.one_on_ones.titles import short_title
from alongside.one_on_ones.triggers import Facts, Happening
from alongside.people.models import Person, Relation

NAME = "Questions to ask"
_TOP_PRIORITY = re.compile(r"\b(?:(?:top|highest|first) priority|priority one|p0|urgent|asap)\b", re.IGNORECASE)
_ORIGINS = {"entry": "your log", "piece": "your work", "promise": "a promise"}
_SHIPPED = ("feature", "fix", "incident", "migration", "refactoring", "change")
_ABOVE = (Relation.MANAGER, Relation.SKIP_LEVEL, Relation.MENTOR)


def questions_to_ask(material: Material) -> Section:
    bank = [_in_bank(question) for question in material.questions if f"question:{question.pk}" not in material.put_away]
    picked = pick(bank, _facts(material), today=material.period.until, asked=list(_asked(material)))
    return Section(NAME, tuple(_item(material, one) for one in picked))


def _item(material: Material, picked: Picked) -> Item:
    noun, _, number = picked.trigger.reference.partition(":")
    sources = (Source(noun, number, _ORIGINS.get(noun, "your log")),) if number else ()
    key = f"question:{picked.key}"
    return line(material, key, text=picked.text, why=picked.why, sources=sources, kind=PointKind.QUESTION)


def _in_bank(question: Question) -> BankQuestion:
    return BankQuestion(str(question.pk), question.situation, question.side, question.text, question.about)


def _asked(material: Material) -> Iterable[Asked]:
    """What was put on the agenda just now stays in the list, marked as asked."""
    for point in material.points:
        fresh = point.pk in material.on_agenda.values() and not material.times_met_since(point.created_at)
        if point.question_id and not fresh:
            yield Asked(str(point.question_id), material.day(point.created_at))


def _facts(material: Material) -> Facts:
    wins = [e for e in material.entries if e.kind == EntryKind.WIN and e.happened_on >= material.period.since]
    told = [e for e in material.entries if e.happened_on >= material.period.since]
    in_the_way = [e for e in material.obstacles if not material.names_them(e)]
    return Facts(
        side=side_of(material.viewer, material.person),
        person=material.first_name,
        shipped=[*_of_entries(wins), *_of_pieces(material)][:5],
        struggles=_of_entries(e for e in material.obstacles if e.kind == EntryKind.CHALLENGE and e in told),
        blockers=_of_entries(e for e in in_the_way if e.kind == EntryKind.BLOCKER),
        waiting_on_other=[
            *_of_entries(e for e in material.obstacles if material.names_them(e)),
            *_promised(material, theirs=True),
        ],
        late=list(_promised(material, theirs=False)),
        top_priorities=_of_entries(e for e in told if _TOP_PRIORITY.search(e.text)),
        review_on=material.viewer.review_on,
        days_since_growth=_days(material, material.raised([PointKind.GROWTH])),
        days_since_thanks=_days(material, material.raised([PointKind.THANKS])),
        days_since_feedback=_days(material, material.raised([PointKind.FEEDBACK])),
        days_since_career=_days(material, _asked_about(material, "career")),
        days_since_direction=_days(material, _asked_about(material, "direction")),
        meetings_so_far=material.times_met_since(material.now - REMEMBERED),
        met_elsewhere=_met_elsewhere(material),
        entries_in_period=len(told),
    )


def _met_elsewhere(material: Material) -> int:
    """What was said in these is not known here: they only tell that the two know each other."""
    if material.schedule.last:
        return 0
    return one_on_ones_told(material.viewer, material.pair, now=material.now).count()


def side_of(viewer: Member, person: Person | None) -> str:
    """As what the viewer asks: one who reports, who manages, from product, or a peer."""
    relation = person.relation if person else Relation.OTHER
    if relation in _ABOVE:
        return "report"
    if relation == Relation.REPORT or (person is None and viewer.role == Role.MANAGER):
        return "manager"
    return "product" if viewer.role == Role.PRODUCT else "peer"


def _of_entries(entries: Iterable[Entry]) -> list[Happening]:
    return [Happening(f"entry:{entry.pk}", short_title(entry.text), entry.happened_on) for entry in entries]


def _of_pieces(material: Material) -> list[Happening]:
    shipped = [piece for piece in material.pieces if piece.kind in _SHIPPED and not piece.is_trivial]
    return [Happening(f"piece:{piece.pk}", short_title(piece.title), piece.last_on) for piece in shipped]


def _promised(material: Material, *, theirs: bool) -> Iterable[Happening]:
    mine = material.pair.side_of(material.viewer)
    for promise in material.promises:
        if promise.due_on and promise.due_on < material.period.until and (Side(promise.side) != mine) == theirs:
            yield Happening(f"promise:{promise.pk}", short_title(promise.text), promise.due_on, mine=not theirs)


def _asked_about(material: Material, situation: str) -> datetime | None:
    of_it = {question.pk for question in material.questions if question.situation == situation}
    return max((point.created_at for point in material.points if point.question_id in of_it), default=None)


def _days(material: Material, moment: datetime | None) -> int | None:
    return (material.period.until - material.day(moment)).days if moment else None
