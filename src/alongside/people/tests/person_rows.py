"""All that may point at persons: to fill it, and to compare it."""

from datetime import date
from itertools import pairwise
from typing import Any

from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.evidence.actions import Told
from alongside.one_on_ones import actions as one_on_ones
from alongside.people import actions
from alongside.people.actions import Contact
from alongside.people.models import Person
from alongside.sharing.door import opened


def everything(member: Member) -> dict[str, list[Any]]:
    """All rows that may know a person."""
    fields: list[Any] = [each for each in Person._meta.get_fields(include_hidden=True) if each.one_to_many]
    with opened("a test compares all rows"):
        models = {each.field.model for each in fields} | {Person}
        return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


def filled(anna: Member, *persons: Person) -> None:
    """Everything that may point at a person, some of it the same for all."""
    for number, person in enumerate(persons):
        evidence.log(anna, line=f"win: shipped {number} with @{person.handle}")
        actions.touch(anna, person=person, text="coffee")
        actions.pause(anna, first_on=date(2026, 12, 24), person=person)
        actions.note_person(anna, person=person, about="goals", text=f"Goals told to {person.name}")
        actions.expect(anna, person=person, text="Ship it", since=date(2026, 11, 1))
        one_on_ones.pair_up(anna, person=person)
    for one, other in pairwise(persons):
        actions.say_they_are_two(anna, one=one, other=other)
    both = evidence.log(anna, line="thanks: " + " ".join(f"@{person.handle}" for person in persons) + " said well done")
    evidence.write_story(anna, told=Told(action="sort it"), witnesses=list(persons), entries=[both])
    same = [Contact(known=person.pk, kind="review", at=both.created_at, source_id="shop#1") for person in persons]
    actions.keep_touchpoints(anna, source="github", contacts=same)
