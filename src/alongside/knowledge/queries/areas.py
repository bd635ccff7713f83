from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Max
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.knowledge.areas import Knower
from alongside.knowledge.authors.history import Somebody
from alongside.knowledge.authors.naming import Stood, called
from alongside.knowledge.authors.whom import ME, whom_in
from alongside.knowledge.models import Area, Look
from alongside.knowledge.remembering import indexed
from alongside.knowledge.surveying import knowledge_of
from alongside.lib.wording import listed
from alongside.search.folding import fold
from alongside.sharing.door import SharedQuerySet


@dataclass(frozen=True, slots=True)
class AreaTold:
    """An area with when the viewer last looked at it: by work of theirs there, or because they said so."""

    area: Area
    looked_on: date | None
    is_mine: bool
    is_asleep: bool


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

    @property
    def did(self) -> str:
        """In words: how much says nothing of how well."""
        return listed([word for word, times in (("wrote", self.wrote), ("reviewed", self.reviewed)) if times])


def areas(viewer: Member) -> SharedQuerySet[Area]:
    """The viewer's own, and what others share."""
    return Area.objects.visible_to(viewer).select_related("owner")


def areas_of(viewer: Member) -> list[AreaTold]:
    """Neither hidden nor merged; what the viewer has not looked at for longest comes first, what sleeps last."""
    told = _told(viewer, areas(viewer).filter(hidden_at=None, into=None))
    return sorted(told, key=lambda each: (not each.is_mine, each.is_asleep, each.looked_on or date.min, each.area.name))


def hidden_areas(viewer: Member) -> list[Area]:
    return list(areas(viewer).filter(owner=viewer, into=None).exclude(hidden_at=None).order_by("name"))


def area_told(viewer: Member, area: Area) -> AreaTold:
    return _told(viewer, [area])[0]


def who_knows(viewer: Member, area: Area) -> list[Who]:
    return who_knows_each(viewer, [area]).get(area.pk, [])


def who_knows_each(viewer: Member, areas: Iterable[Area]) -> dict[int, list[Who]]:
    """Everybody who was ever there, of areas of the viewer's own, who knows it first, by name; of one that is shared
    nobody is named."""
    whom = whom_in(viewer, [(each.repository, each.index.through) for each in indexed(viewer)])
    zone = ZoneInfo(viewer.timezone)
    stood: dict[int, Stood] = {}
    found = knowledge_of(viewer, areas, whom, stood)
    people = called(whom.authors, stood)
    named = {area: [_who(people[each.person], each, zone) for each in there] for area, there in found.items()}
    return {area: sorted(there, key=lambda who: (not who.knows, fold(who.name))) for area, there in named.items()}


def _who(who: Somebody, each: Knower, zone: ZoneInfo) -> Who:
    return Who(
        name=who.name,
        address=who.address,
        person=who.person,
        is_me=each.person == ME,
        wrote=each.wrote,
        reviewed=each.reviewed,
        last_on=datetime.fromtimestamp(each.latest, UTC).astimezone(zone).date(),
        knows=each.knows,
    )


def _told(viewer: Member, rows: Iterable[Area]) -> list[AreaTold]:
    looks = Look.objects.visible_to(viewer).values_list("area").annotate(last=Max("on"))
    last: dict[int, date] = dict(looks)
    today = timezone.localdate()
    return [_one(viewer, area, last.get(area.pk), today) for area in rows]


def _one(viewer: Member, area: Area, looked: date | None, today: date) -> AreaTold:
    is_mine = area.owner_id == viewer.pk
    days = [each for each in (looked, area.mine_on if is_mine else None) if each]
    return AreaTold(area, max(days, default=None), is_mine, area.is_asleep(today))
