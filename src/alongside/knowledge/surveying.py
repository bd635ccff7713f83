"""Areas are found in a repository, and what is told of each is brought up to date, after its index was."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import batched

from django.db import transaction
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.knowledge.areas import Knower, called, find, knowers
from alongside.knowledge.asking.memory import Trace
from alongside.knowledge.asking.places import TREE, places_of
from alongside.knowledge.authors.naming import Stood
from alongside.knowledge.authors.whom import ME, Whom, whom_in
from alongside.knowledge.indexing.keeping import key_of
from alongside.knowledge.indexing.layout import PATH
from alongside.knowledge.indexing.packing import People, unpacked
from alongside.knowledge.models import Area, Folder, Place
from alongside.knowledge.remembering import Indexed, indexed
from alongside.search.index import index
from alongside.sources.models import Path, Repository

_DEEP = 5
_CHUNK = 900


def survey(member: Member, repository: Repository) -> None:
    """Folders where no area is yet become one; what was corrected stays as it is."""
    here = next((each for each in indexed(member) if each.repository.pk == repository.pk), None)
    if here is None:
        return
    with transaction.atomic():
        _name_apart(member, _find(member, here))
    tell(member, [area for area in _areas(member) if any(each["repository"] == repository.pk for each in area.folders)])


def tell_anew(member: Member) -> None:
    """Nobody knows anything for ever: of what was not counted today, also where nothing happened."""
    today = timezone.localdate(timezone=member.zone)
    tell(member, [area for area in _areas(member) if area.told_on is None or area.told_on < today])


def tell(member: Member, areas: Iterable[Area]) -> None:
    """How many know each, how much happened there, and when anybody, and the member, last had to do with it."""
    areas, today = list(areas), timezone.localdate(timezone=member.zone)
    found = knowledge_of(member, areas) if areas else {}
    for area in areas:
        people = found.get(area.pk, [])
        mine = max((each.latest for each in people if each.person == ME), default=0.0)
        last = max((each.latest for each in people), default=0.0)
        area.known_by, area.changes = sum(each.knows for each in people), sum(each.wrote for each in people)
        area.mine_on, area.last_on, area.told_on = _day(member, mine), _day(member, last), today
        told = {name: getattr(area, name) for name in ("known_by", "changes", "mine_on", "last_on", "told_on")}
        Area.objects.editable_by(member).filter(pk=area.pk).update(**told)  # it may be gone since


def knowledge_of(
    member: Member, areas: Iterable[Area], whom: Whom | None = None, stood: dict[int, Stood] | None = None
) -> dict[int, list[Knower]]:
    """Area → everybody who was ever there. Of areas of the member's own only: others' repositories are not theirs.
    `stood` gets how each author stands there, under this very name and address."""
    areas = [area for area in areas if area.owner_id == member.pk]
    by_repository = {each.repository.pk: each for each in indexed(member)}
    rows = _rows(member, [_key(by_repository, folder) for area in areas for folder in area.folders])
    whom = whom or whom_in(member, [(each.repository, each.index.through) for each in by_repository.values()])
    stood = {} if stood is None else stood
    now = timezone.now().timestamp()
    found = {}
    for area in areas:
        there = [rows[key] for folder in area.folders if (key := _key(by_repository, folder)) in rows]
        for people in (people for blocks in there for people in blocks):
            for author, trace in people.items():
                stood[author] = stood.get(author, Stood()).and_(Stood(trace.times, trace.latest, trace.times))
        reviewed, wrote = ([_named(whom, blocks[at]) for blocks in there] for at in range(2))
        found[area.pk] = knowers(wrote, reviewed, now)
    return found


def _find(member: Member, here: Indexed) -> set[str]:
    """What the new ones are called."""
    places = [TREE, *_folders(member, here.repository)]
    keys = {key_of(here.index.pk, PATH, place): place for place in places}
    changes = {keys[key]: _times(blocks[1]) for key, blocks in _rows(member, keys).items()}
    whole = changes.pop(TREE, 0)
    areas = _areas(member, all_=True)
    folders = [each["path"] for area in areas for each in area.folders if each["repository"] == here.repository.pk]
    taken = {area.found_in for area in areas}
    new = set[str]()
    for found in find(changes, whole):
        found_in = f"{here.repository.pk}/{found.folder}"
        is_known = any(found.folder.startswith(each) or each.startswith(found.folder) for each in folders)
        if not is_known and found_in not in taken:
            folder = {"repository": here.repository.pk, "name": here.repository.name, "path": found.folder}
            area = Area(owner=member, workspace=member.workspace, name=found.name[:120], folders=[folder])
            area.found_in = found_in
            area.save()
            index(area, area.name, *area.paths)
            new.add(area.name)
    return new


def _name_apart(member: Member, new: set[str]) -> None:
    """Where something new would be called as what was found in another repository, each carries the repository's name.
    What was renamed stays."""
    plain: dict[str, list[Area]] = {}
    for area in _areas(member, all_=True) if new else ():
        plain.setdefault(called(area.found_in.partition("/")[2]), []).append(area)
    for name in new:
        same = plain.get(name, ())
        several = len({area.found_in.partition("/")[0] for area in same}) > 1
        for area in same if several else ():
            if area.name == name and area.folders:
                area.name = f"{area.folders[0]['name']}/{name}"[:120]
                area.save(update_fields=["name"])
                index(area, area.name, *area.paths)


def _areas(member: Member, *, all_: bool = False) -> list[Area]:
    rows = Area.objects.visible_to(member).filter(owner=member)
    return list(rows if all_ else rows.filter(into=None, hidden_at=None))


def _folders(member: Member, repository: Repository) -> set[str]:
    paths = Path.objects.visible_to(member).filter(repository=repository).values_list("path", flat=True)
    found = (place for path in paths.iterator() for place in places_of(path)[1:-1])
    return {place for place in found if place.count("/") <= _DEEP}


def _rows(member: Member, keys: Iterable[int]) -> dict[int, list[People]]:
    found = {}
    for chunk in batched(keys, _CHUNK):
        for key, raw in Place.objects.visible_to(member).filter(pk__in=chunk).values_list("pk", "packed"):
            found[key] = unpacked(bytes(raw))
    return found


def _key(by_repository: Mapping[int, Indexed], folder: Folder) -> int:
    here = by_repository.get(folder["repository"])
    return key_of(here.index.pk, PATH, folder["path"]) if here else 0


def _named(whom: Whom, people: People) -> dict[str, Trace]:
    found: dict[str, Trace] = {}
    for author, trace in people.items():
        key = whom.authors[author].key if author in whom.authors else ""
        if there := found.get(key):
            there.times += trace.times
            there.latest = max(there.latest, trace.latest)
        elif key:
            found[key] = Trace(trace.mass, trace.times, trace.latest)
    return found


def _day(member: Member, at: float) -> date | None:
    return datetime.fromtimestamp(at, member.zone).date() if at else None


def _times(people: People) -> int:
    return sum(trace.times for trace in people.values())
