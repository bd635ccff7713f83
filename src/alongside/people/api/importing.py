"""Who stands how, who could be a person, contacts from a file, and who is gone: for programs."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema, Status
from pydantic import AwareDatetime, Field

from alongside.accounts.middleware import ApiRequest
from alongside.lib.contact_file import Card
from alongside.lib.paging import Part
from alongside.people import actions, queries
from alongside.people.api.persons import PersonOut
from alongside.people.models import Merge, Person, Ring, Stranger
from alongside.sharing.guard import visible_or_404

router = Router(tags=["people"])
_MOST = 1000


class StandingOut(Schema):
    """`state` is fresh, soon, due, long or never; `late` the days since it was due, without those of pauses."""

    id: int
    name: str
    handle: str
    relation: str
    ring: str
    team: str
    state: str
    last_on: date | None
    due_on: date | None
    late: int
    is_due: bool


class StandingsOut(Schema):
    items: list[StandingOut]
    total: int


class Asked(Part):
    due: bool = False
    ring: str = ""


class StrangerOut(Schema):
    """`why` says in words how often there was something, and when last."""

    id: int
    name: str
    known: list[tuple[str, str]]
    counts: dict[str, int]
    last_at: datetime
    why: str


class StrangersOut(Schema):
    items: list[StrangerOut]
    total: int


class StrangersAsked(Part):
    dismissed: bool = False


class StrangersIn(Schema):
    ids: list[int] = Field(min_length=1, max_length=500)


class AddStrangersIn(StrangersIn):
    relation: str = "other"


class CardIn(Schema):
    line: int = 0
    name: str = ""
    emails: list[str] = Field([], max_length=50)
    role: str = ""
    team: str = ""


class ImportIn(Schema):
    items: list[CardIn] = Field(max_length=_MOST)
    relation: str = "other"
    dry_run: bool = False
    came_at: AwareDatetime | None = None


class ToldOut(Schema):
    line: int
    message: str


class ImportedContactsOut(Schema):
    """`told` are the contacts that were left out or need a look. `came_at` names all who were added: send it with the
    next part of the same file, and to take them back."""

    read: int
    added: int
    known: int
    addresses: int
    told: list[ToldOut]
    told_count: int
    came_at: datetime | None


class CameIn(Schema):
    came_at: AwareDatetime


class TakenBackOut(Schema):
    total: int


class PersonMergeOut(Schema):
    id: int
    name: str
    into: int = Field(validation_alias="into_id")
    merged_at: datetime


class PartedOut(PersonOut):
    """`gone` is what came with the merge and was deleted or changed since, such as `2 touchpoints`."""

    gone: list[str]


class PersonMergesOut(Schema):
    items: list[PersonMergeOut]
    total: int


@router.get("/standings", response=StandingsOut)
def standings(request: ApiRequest, asked: Query[Asked]) -> dict[str, object]:
    """How long ago the last real touchpoint with each was; with `due` those with whom one is wanted, the latest
    first."""
    if asked.ring and asked.ring not in Ring.values:
        raise ValidationError({"ring": f"There is no such ring. Use one of {', '.join(Ring.values)}."})
    today = timezone.localdate()
    if asked.due:
        found = [(each.person, each.standing) for each in queries.due(request.auth, today)]
    else:
        persons = list(queries.persons_of(request.auth))
        all_ = queries.standings(request.auth, today, persons=persons)
        found = [(person, all_[person.pk]) for person in persons]
    items = [_standing(*each) for each in found if not asked.ring or each[0].ring == asked.ring]
    return asked.listed(items)


@router.get("/strangers", response=StrangersOut)
def strangers(request: ApiRequest, asked: Query[StrangersAsked]) -> dict[str, object]:
    """Whom meetings and reviews name and who is no person of yours yet, with how much there was; the
    most, and the latest, first."""
    rows = queries.strangers_of(request.auth, dismissed=asked.dismissed)
    return asked.listed(rows)


@router.post("/strangers/add", response={201: list[PersonOut]})
def add_strangers(request: ApiRequest, given: AddStrangersIn) -> Status[list[Person]]:
    chosen = _strangers(request, given.ids)
    return Status(201, actions.add_strangers(request.auth, strangers=chosen, relation=given.relation))


@router.post("/strangers/dismiss", response={204: None})
def dismiss_strangers(request: ApiRequest, given: StrangersIn) -> Status[None]:
    """For good."""
    actions.dismiss_strangers(request.auth, strangers=_strangers(request, given.ids))
    return Status(204, None)


@router.post("/strangers/propose-again", response={204: None})
def propose_strangers_again(request: ApiRequest, given: StrangersIn) -> Status[None]:
    actions.propose_strangers_again(request.auth, strangers=_strangers(request, given.ids))
    return Status(204, None)


@router.post("/persons/import", response=ImportedContactsOut)
def import_contacts(request: ApiRequest, given: ImportIn) -> dict[str, object]:
    """Up to a thousand contacts at a time. Who is there already gets the addresses that are new."""
    cards = [Card(each.line, each.name, tuple(each.emails), each.role, each.team) for each in given.items]
    asked = given.dict(exclude={"items"})
    done = actions.import_contacts(request.auth, cards=cards, **asked)
    told = [{"line": line, "message": message} for line, message in done.told]
    counts = {name: getattr(done, name) for name in ("read", "added", "known", "addresses", "told_count", "came_at")}
    return {**counts, "told": told}


@router.post("/persons/import/take-back", response=TakenBackOut)
def take_back_contacts(request: ApiRequest, given: CameIn) -> dict[str, int]:
    """It was the wrong file: removes whom it added, but for those you met, edited or named since."""
    return {"total": actions.take_back_contacts(request.auth, came_at=given.came_at)}


@router.post("/persons/import/bring-back", response=TakenBackOut)
def bring_back_contacts(request: ApiRequest, given: CameIn) -> dict[str, int]:
    """All who were taken back."""
    return {"total": actions.bring_back_contacts(request.auth, came_at=given.came_at)}


@router.get("/merges", response=PersonMergesOut)
def merges(request: ApiRequest, part: Query[Part]) -> dict[str, object]:
    """Two that became one person, the latest first."""
    rows = queries.merges_of(request.auth)
    return part.listed(rows)


@router.post("/merges/{merge_id}/part", response=PartedOut)
def part_persons(request: ApiRequest, merge_id: int) -> dict[str, object]:
    """They are two after all. What was merged on top of it is parted first."""
    merge = get_object_or_404(Merge.objects.visible_to(request.auth).select_related("into"), pk=merge_id)
    parted = actions.part_persons(request.auth, merge=merge)
    told = PersonOut.from_orm(parted.person).dict()
    return {**told, "reports_to_id": parted.person.reports_to_id, "gone": list(parted.gone)}


@router.post("/persons/{person_id}/remove", response={204: None})
def remove_person(request: ApiRequest, person_id: int) -> Status[None]:
    """Gone from lists, rings and reminders; what names them goes on naming them."""
    actions.remove_person(request.auth, person=visible_or_404(request.auth, Person, person_id))
    return Status(204, None)


@router.post("/persons/{person_id}/bring-back", response=PersonOut)
def bring_back_person(request: ApiRequest, person_id: int) -> Person:
    found = visible_or_404(request.auth, Person, person_id)
    actions.bring_back_person(request.auth, person=found)
    return found


def _standing(person: Person, found: queries.Standing) -> dict[str, object]:
    told = {name: getattr(person, name) for name in ("name", "handle", "relation", "ring", "team")}
    stands = {name: getattr(found, name) for name in ("state", "last_on", "due_on", "late", "is_due")}
    return {"id": person.pk, **told, **stands}


def _strangers(request: ApiRequest, ids: list[int]) -> list[Stranger]:
    found = list(Stranger.objects.visible_to(request.auth).filter(pk__in=ids))
    if len(found) != len(set(ids)):
        raise Http404
    return found
