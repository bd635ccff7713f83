"""Which member of the workspace a person is: whoever signed up with one of their addresses, as these stand now."""

from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Lower

from alongside.accounts.models import Member
from alongside.people.models import Identity, IdentityKind, Person


def member_behind(viewer: Member, person: Person, *, known: Iterable[Identity] | None = None) -> Member | None:
    """Nobody where two members have addresses of theirs: what is for the one is not shown to the other by chance.
    `known` are the person's identities, where they have been fetched."""
    if known is not None and all(each.kind != IdentityKind.EMAIL for each in known):
        return None
    found = list(members_behind(viewer, person)[:2])
    return found[0] if len(found) == 1 else None


def members_behind(viewer: Member, person: Person) -> QuerySet[Member]:
    """All who signed up with an address of this person."""
    theirs = Identity.objects.visible_to(viewer).filter(person=person, kind=IdentityKind.EMAIL)
    others = _others(viewer).annotate(address=Lower("user__email"))
    return others.filter(address__in=theirs.values(folded=Lower("value")))


def persons_who_are(viewer: Member, members: Iterable[int]) -> dict[int, Person]:
    """Key of the member → the viewer's person with their address, removed or not."""
    asked = _others(viewer).filter(pk__in=list(members)).annotate(address=Lower("user__email"))
    known = Identity.objects.visible_to(viewer).filter(kind=IdentityKind.EMAIL).annotate(address=Lower("value"))
    who = Subquery(asked.filter(address=OuterRef("address")).values("pk")[:1])
    rows = known.filter(address__in=asked.values("address")).annotate(who=who).select_related("person")
    return {row.who: row.person for row in rows.order_by("-person") if row.person}


def _others(viewer: Member) -> QuerySet[Member]:
    return Member.objects.filter(workspace=viewer.workspace_id).exclude(pk=viewer.pk).order_by("pk")
