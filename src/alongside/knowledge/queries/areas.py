from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Max

from alongside.accounts.models import Member
from alongside.knowledge.models import Area, Look
from alongside.knowledge.remembering import known
from alongside.knowledge.surveying import knowledge_of
from alongside.knowledge.whom import ME, Whom
from alongside.sharing.door import SharedQuerySet


@dataclass(frozen=True, slots=True)
class AreaTold:
    """An area with when the viewer last looked at it: by work of theirs there, or because they said so."""

    area: Area
    looked_on: date | None
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who was in an area. `person` is the key of the viewer's own row for them, or 0."""

    name: str
    address: str
    person: int
    is_me: bool
    wrote: int
    reviewed: int
    last_on: date
    knows: bool


def areas(viewer: Member) -> SharedQuerySet[Area]:
    """The viewer's own, and what others share."""
    return Area.objects.visible_to(viewer).select_related("owner")


def areas_of(viewer: Member) -> list[AreaTold]:
    """What is neither hidden nor merged; what the viewer has not looked at for longest comes first."""
    rows = areas(viewer).filter(hidden_at=None, into=None)
    return sorted(_told(viewer, rows), key=lambda each: (not each.is_mine, each.looked_on or date.min, each.area.name))


def hidden_areas(viewer: Member) -> list[Area]:
    return list(areas(viewer).filter(owner=viewer, into=None).exclude(hidden_at=None).order_by("name"))


def area_told(viewer: Member, area: Area) -> AreaTold:
    return _told(viewer, [area])[0]


def who_knows(viewer: Member, area: Area) -> list[Who]:
    """Everybody who was ever there, of an area of the viewer's own; of one that is shared nobody is named."""
    whom = Whom(viewer)
    whom.read(viewer, [(each.repository, each.index.through) for each in known(viewer)])
    people = {who.key: who for who in whom.authors.values()}
    found = knowledge_of(viewer, [area], whom).get(area.pk, [])
    zone = ZoneInfo(viewer.timezone)
    return [
        Who(
            name=(who := people[each.person]).name,
            address=who.address,
            person=who.person,
            is_me=each.person == ME,
            wrote=each.wrote,
            reviewed=each.reviewed,
            last_on=datetime.fromtimestamp(each.latest, UTC).astimezone(zone).date(),
            knows=each.knows,
        )
        for each in found
    ]


def _told(viewer: Member, rows: Iterable[Area]) -> list[AreaTold]:
    looks = Look.objects.visible_to(viewer).values_list("area").annotate(last=Max("on"))
    last: dict[int, date] = dict(looks)
    return [_one(viewer, area, last.get(area.pk)) for area in rows]


def _one(viewer: Member, area: Area, looked: date | None) -> AreaTold:
    is_mine = area.owner_id == viewer.pk
    days = [each for each in (looked, area.mine_on if is_mine else None) if each]
    return AreaTold(area, max(days, default=None), is_mine)
