"""The names and addresses under which the member, and the persons around them, are known. One's own come and go
together with what was done under them."""

from ninja import Query, Router, Schema, Status

from alongside.accounts.middleware import ApiRequest
from alongside.lib.paging import Part
from alongside.people import actions as people
from alongside.people.models import Identity, Person
from alongside.sharing.guard import visible_or_404
from alongside.sources import actions
from alongside.sources.proposals import Proposal, identity_proposals

router = Router(tags=["people"])


class IdentityIn(Schema, extra="forbid"):
    kind: str
    value: str
    person_id: int | None = None


class IdentityChange(Schema, extra="forbid"):
    person_id: int


class RefusedIn(Schema, extra="forbid"):
    kind: str
    value: str


class IdentityOut(Schema):
    id: int
    kind: str
    value: str
    person_id: int | None


class IdentitiesOut(Schema):
    items: list[IdentityOut]
    total: int


class ProposalOut(Schema):
    kind: str
    value: str
    reasons: list[str]
    commits: int
    caution: str


class ProposalsOut(Schema):
    items: list[ProposalOut]
    total: int


@router.get("/identities", response=IdentitiesOut)
def identities(request: ApiRequest, part: Query[Part]) -> dict[str, object]:
    """The member's own have no person."""
    rows = Identity.objects.visible_to(request.auth).order_by("person", "kind", "value")
    return part.listed(rows)


@router.post("/identities", response={201: IdentityOut})
def add_identity(request: ApiRequest, given: IdentityIn) -> Status[Identity]:
    """Without a person it is the member's own, and what was done under it becomes theirs."""
    if given.person_id is None:
        return Status(201, actions.merge_identity(request.auth, kind=given.kind, value=given.value))
    person = visible_or_404(request.auth, Person, given.person_id)
    return Status(201, people.add_identity(request.auth, kind=given.kind, value=given.value, person=person))


@router.get("/identities/proposals", response=ProposalsOut)
def proposals(request: ApiRequest, part: Query[Part]) -> dict[str, list[Proposal] | int]:
    """What could be the member's own too, each with the reasons."""
    found = identity_proposals(request.auth)
    return part.listed(found)


@router.post("/identities/refuse", response={204: None})
def refuse_identity(request: ApiRequest, given: RefusedIn) -> Status[None]:
    """It is somebody else's and not proposed again."""
    actions.refuse_identity(request.auth, kind=given.kind, value=given.value)
    return Status(204, None)


@router.patch("/identities/{identity_id}", response=IdentityOut)
def move_identity(request: ApiRequest, identity_id: int, given: IdentityChange) -> Identity:
    """From one person to another."""
    person = visible_or_404(request.auth, Person, given.person_id)
    return people.move_identity(request.auth, identity=_identity(request, identity_id), person=person)


@router.delete("/identities/{identity_id}", response={204: None})
def remove_identity(request: ApiRequest, identity_id: int) -> Status[None]:
    found = _identity(request, identity_id)
    if found.person_id is None:
        actions.split_identity(request.auth, identity=found)
    else:
        people.remove_identity(request.auth, identity=found)
    return Status(204, None)


def _identity(request: ApiRequest, pk: int) -> Identity:
    return visible_or_404(request.auth, Identity, pk)
