"""The rings for programs: who stands where, how fresh, and what the role wanted next still needs."""

from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from alongside.accounts.middleware import ApiRequest
from alongside.lib.paging import Part
from alongside.people import actions
from alongside.people.circles import Comparison, Gap, Line
from alongside.people.models import Person
from alongside.people.queries import rings
from alongside.people.rings import Placed
from alongside.sharing.guard import visible_or_404

router = Router(tags=["people"])


class PlacedOut(Schema):
    id: int = Field(alias="pk")
    name: str
    handle: str
    ring: str
    by_hand: bool = Field(description="Placed by hand, not by their relation.")
    relation: str
    role: str
    team: str
    state: str = Field(description="fresh, soon, due, long or never.")
    days: int | None = Field(description="Since the last real touchpoint, without those of pauses.")
    wanted_every: int = Field(description="Days; 0 for no reminder.")
    is_due: bool
    seen: int = Field(description="Pieces of your recent work that they have seen.")
    friend: bool
    decides: bool


class RingsOut(Schema):
    items: list[PlacedOut]
    total: int


class Wanted(Part):
    ring: str = ""
    due: bool = False


class PlaceIn(Schema):
    ring: str = Field(description="inner, leaders, next_level or support; empty for where their relation puts them.")


class StandsIn(Schema):
    id: int
    name: str
    ring: str
    placed_in: str


class AimIn(Schema):
    role: str = Field(description="senior, staff, manager, director or product_lead; empty for none.")


class AimOut(Schema):
    role: str


class CircleNeedOut(Schema):
    who: str
    why: str
    at_least: int
    within_days: int
    have: int
    in_touch: list[int]
    out_of_touch: list[int]


class CircleGapOut(Schema):
    sentence: str
    step: str
    relation: str
    person_id: int | None


class ComparedCirclesOut(Schema):
    role: str
    engineers: list[CircleNeedOut]
    leaders: list[CircleNeedOut]
    gaps: list[CircleGapOut]


@router.get("/rings", response=RingsOut)
def placed(request: ApiRequest, wanted: Query[Wanted]) -> dict[str, object]:
    """From the inner ring outwards."""
    found = [person for person in rings.placed(request.auth, timezone.localdate()) if _is_wanted(person, wanted)]
    return wanted.listed(found)


@router.post("/persons/{person_id}/place", response=StandsIn)
def place(request: ApiRequest, person_id: int, given: PlaceIn) -> Person:
    person = visible_or_404(request.auth, Person, person_id)
    return actions.place(request.auth, person=person, ring=given.ring)


@router.get("/aim", response=AimOut)
def aim(request: ApiRequest) -> dict[str, str]:
    """The role you want next; empty for none."""
    return {"role": rings.aim_of(request.auth) or ""}


@router.put("/aim", response=AimOut)
def aim_for(request: ApiRequest, given: AimIn) -> dict[str, str]:
    chosen = actions.aim_for(request.auth, role=given.role)
    return {"role": chosen.role if chosen else ""}


@router.get("/circles", response=ComparedCirclesOut)
def circles(request: ApiRequest) -> dict[str, object]:
    """What the role you want next needs, beside who is there. Without an aim there is nothing to compare."""
    compared = rings.compared(request.auth, timezone.localdate()) or Comparison((), (), ())
    return {
        "role": rings.aim_of(request.auth) or "",
        "engineers": [_need(line) for line in compared.engineers],
        "leaders": [_need(line) for line in compared.leaders],
        "gaps": [_gap(gap) for gap in compared.gaps],
    }


def _is_wanted(person: Placed, wanted: Wanted) -> bool:
    return (not wanted.ring or person.ring == wanted.ring) and (person.is_due or not wanted.due)


def _need(line: Line) -> dict[str, object]:
    return {
        "who": line.need.kind.title,
        "why": line.need.kind.why,
        "at_least": line.need.at_least,
        "within_days": line.need.within,
        "have": line.have,
        "in_touch": [person.pk for person in line.in_touch],
        "out_of_touch": [person.pk for person in line.out_of_touch],
    }


def _gap(gap: Gap) -> dict[str, object]:
    person = gap.person.pk if gap.person else None
    return {"sentence": gap.sentence, "step": gap.step, "relation": gap.relation, "person_id": person}
