"""What would go with some activities, and which of them stay because a person said something about them."""

from dataclasses import dataclass

from django.db.models import Q

from alongside.accounts.models import Member
from alongside.evidence.models import Activity, Entry, Story
from alongside.evidence.touching.record import contacts_of, once_a_day
from alongside.people.actions.touchpoints import Whom
from alongside.people.contacts import Contact
from alongside.people.full_names import addresses
from alongside.people.models import Stranger
from alongside.people.strangers import names_in, put_together
from alongside.sharing.door import SharedQuerySet


@dataclass(frozen=True, slots=True)
class Going:
    activities: int = 0
    touchpoints: int = 0
    proposals: int = 0
    """Of persons who were met in these activities only."""
    staying: int = 0
    """Activities that were corrected by hand, or are told of in an entry or an impact story."""


def going_of(viewer: Member, activities: SharedQuerySet[Activity]) -> Going:
    free = not_said_of(viewer, activities)
    contacts = [contact for _, contact in once_a_day(contacts_of(viewer, free), viewer.zone)]
    whom = Whom(viewer)
    touched = {(person, each.source_id) for each in contacts if (person := whom.person(each.known))}
    strangers = [each for each in contacts if whom.is_stranger(each.known)]
    number = free.count()
    return Going(number, len(touched), _proposed_by_them(viewer, strangers), activities.count() - number)


def addresses_in(viewer: Member, activities: SharedQuerySet[Activity] | None = None) -> set[str]:
    """Under which persons stand in some activities, or in all; folded."""
    known = (names_in(contact) for _, contact in contacts_of(viewer, activities))
    return {form for names in known for form in addresses(names)}


def not_said_of(viewer: Member, activities: SharedQuerySet[Activity]) -> SharedQuerySet[Activity]:
    """Without what was corrected by hand, and what an entry or an impact story stands on. Dismissing keeps nothing."""
    entries = Entry.objects.visible_to(viewer).exclude(piece=None).values("piece")
    stories = Story.pieces.through._default_manager.filter(story__in=Story.objects.visible_to(viewer)).values("piece")
    corrected = Q(placed_by_hand=True) | Q(piece__titled_by_hand=True)
    said = activities.filter(corrected | Q(piece__in=entries) | Q(piece__in=stories))
    return activities.exclude(pk__in=said.values("pk"))


def _proposed_by_them(viewer: Member, contacts: list[Contact]) -> int:
    rows = Stranger.objects.visible_to(viewer).filter(dismissed_at=None)
    there = dict(rows.values_list("key", "counts"))
    return sum(there.get(met.key) == dict(met.counts) for met in put_together(contacts))
