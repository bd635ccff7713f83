"""Two persons of yours who could be one, for programs."""

from ninja import Query, Router, Schema, Status
from pydantic import Field

from alongside.accounts.middleware import ApiRequest
from alongside.lib.paging import Part
from alongside.people import actions, queries
from alongside.people.models import Person
from alongside.sharing.guard import visible_or_404

router = Router(tags=["people"])


class NamedPersonOut(Schema):
    id: int = Field(alias="pk")
    name: str
    handle: str


class CouldBeOneOut(Schema):
    """`POST /persons/{person.id}/merge` with `{"into": into.id}` makes them one."""

    person: NamedPersonOut
    into: NamedPersonOut = Field(description="Who would stay: of whom more is said.")
    why: str


class CouldBeOneListOut(Schema):
    items: list[CouldBeOneOut]
    total: int


class CouldBeOneAsked(Part):
    dismissed: bool = False


class TwoPersonsIn(Schema):
    persons: tuple[int, int]


@router.get("/same-persons", response=CouldBeOneListOut)
def same_persons(request: ApiRequest, asked: Query[CouldBeOneAsked]) -> dict[str, object]:
    """Which two of your persons could be one, and why."""
    could_be = queries.who_could_be_one(request.auth)
    found = could_be.dismissed if asked.dismissed else could_be.proposed
    return asked.listed(found)


@router.post("/same-persons/dismiss", response={204: None})
def dismiss_same_persons(request: ApiRequest, given: TwoPersonsIn) -> Status[None]:
    """They are two, and not proposed as one again."""
    one, other = (visible_or_404(request.auth, Person, key) for key in given.persons)
    actions.say_they_are_two(request.auth, one=one, other=other)
    return Status(204, None)


@router.post("/same-persons/propose-again", response={204: None})
def propose_same_persons_again(request: ApiRequest, given: TwoPersonsIn) -> Status[None]:
    one, other = (visible_or_404(request.auth, Person, key) for key in given.persons)
    actions.propose_as_one_again(request.auth, one=one, other=other)
    return Status(204, None)
