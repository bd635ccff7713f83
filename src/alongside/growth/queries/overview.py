"""The front page of the room: where the viewer stands, and one small step."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from alongside.accounts.models import Member
from alongside.growth import wording
from alongside.growth.advocates import Claim, Coverage, advocates, coverage
from alongside.growth.dependence import Dependence, heaviest
from alongside.growth.models import Need
from alongside.growth.queries.advocates import first_day
from alongside.growth.queries.record import Record, record_of
from alongside.growth.queries.topics import chosen_topics
from alongside.growth.queries.whom import Someone
from alongside.lib.wording import counted, first_name


@dataclass(frozen=True, slots=True)
class Next:
    text: str
    why: str
    to: str
    """The name of a page, with its key after a blank."""
    label: str

    @property
    def url(self) -> str:
        name, _, key = self.to.partition(" ")
        return reverse(name, args=[key] if key else [])


@dataclass(frozen=True, slots=True)
class Overview:
    record: Record
    knowing: int
    """Persons who could speak for something."""
    unspoken: int
    """Claims for which nobody could."""
    coverage: Coverage
    words: str
    hanging: tuple[Someone, str] | None
    topics: int
    needs: int
    with_nobody: tuple[Need, ...]
    next: Next


def overview_of(viewer: Member, *, today: date) -> Overview:
    record = record_of(viewer, today=today, since=first_day(today))
    found = coverage(record.claims, record.sights, [each.id for each in record.whom.deciders])
    most = heaviest(record.claims, record.sights)
    known = {sight.claim.key for sight in record.sights}
    needs = list(Need.objects.visible_to(viewer).filter(dropped_at=None).order_by("created_at", "pk"))
    helped = set(
        Need.helped_by.through._default_manager.filter(
            need__in=[each.pk for each in needs], person__removed_at=None
        ).values_list("need", flat=True)
    )
    alone = tuple(need for need in needs if need.pk not in helped)
    topics = chosen_topics(viewer).count()
    return Overview(
        record=record,
        knowing=len(advocates(record.sights)),
        unspoken=sum(claim.key not in known for claim in record.claims),
        coverage=found,
        words=wording.covered(found),
        hanging=_hanging(record, most),
        topics=topics,
        needs=len(needs),
        with_nobody=alone,
        next=next(_steps(record, found, topics, alone)),
    )


def _hanging(record: Record, most: Dependence | None) -> tuple[Someone, str] | None:
    if most is None:
        return None
    who = record.whom[most.person]
    return who, wording.hangs_on(most, who.name)


def _steps(record: Record, found: Coverage, topics: int, alone: tuple[Need, ...]) -> Iterator[Next]:
    """What is missing first: something to speak for, somebody who saw it, who decides, what they do not know."""
    known = {sight.claim.key for sight in record.sights}
    if not record.stories:
        why = "An impact story is what somebody can speak for when you are not in the room."
        yield Next("Write one impact story.", why, "evidence:write_story", "Write a story")
    if unspoken := [claim for claim in record.stories if claim.key not in known]:
        yield _who_saw(unspoken[0], len(unspoken) - 1)
    if not found.deciders:
        why = "It shows what each of them knows of your work, and what nobody up there has seen."
        yield Next("Say who decides on your promotion.", why, "growth:deciders", "Say who decides")
    if stories := [claim for claim in found.unseen if not claim.is_weak]:
        names = wording.named([first_name(each.name) for each in record.whom.deciders])
        why = f"Of those who decide ({names}), nobody has seen it."
        yield Next(f"Find a way for “{stories[0].title}”.", why, "growth:deciders", "See the ways")
    if alone:
        why = "Nobody helps you with it yet."
        yield Next(f"Find somebody for “{alone[0].text}”.", why, "growth:support", "Find somebody")
    if not topics:
        why = "Somebody who is known for one thing is thought of when it comes up."
        yield Next("Choose a topic you want your name on.", why, "growth:topics", "Choose a topic")
    why = "Who could speak for you does it better when they know that it is welcome."
    yield Next("Thank somebody who saw your work.", why, "growth:advocates", "See who did")


def _who_saw(claim: Claim, others: int) -> Next:
    why = "Nobody on record has seen it"
    why += f", nor {counted(others, 'other story', 'other stories')}." if others else "."
    to = f"evidence:edit_story {claim.key.partition(':')[2]}"
    return Next(f"Say who saw “{claim.title}”.", why, to, "Say who saw it")
