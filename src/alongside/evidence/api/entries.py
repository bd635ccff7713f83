from datetime import date

from django.http import Http404
from django.utils import timezone
from ninja import Query, Router, Status

from alongside.accounts.middleware import ApiRequest
from alongside.evidence import actions, queries
from alongside.evidence.api.schemas import (
    ActivitiesOut,
    EditIn,
    EntriesOut,
    EntryOut,
    KindOfEntry,
    LineIn,
    ReadOut,
    ShareIn,
)
from alongside.evidence.lines import read_line
from alongside.evidence.metrics import as_json
from alongside.evidence.models import Entry
from alongside.lib.paging import Part

router = Router(tags=["evidence"])


class Asked(Part):
    since: date | None = None
    until: date | None = None
    kind: KindOfEntry | None = None
    topic: str = ""
    person: str = ""
    q: str = ""
    whose: str = ""
    archived: bool = False


@router.get("/entries", response=EntriesOut)
def entries(request: ApiRequest, asked: Query[Asked]) -> dict[str, object]:
    """The member's own log, the latest first; with `whose=others` what is shared with them."""
    filters = queries.Filters(
        kind=asked.kind or "",
        topic=asked.topic,
        person=asked.person,
        q=asked.q,
        whose=asked.whose,
        archived=asked.archived,
    )
    rows = queries.narrowed(request.auth, filters)
    rows = rows.filter(happened_on__gte=asked.since) if asked.since else rows
    rows = rows.filter(happened_on__lte=asked.until) if asked.until else rows
    shown = queries.told(rows, request.auth).order_by("-happened_on", "-pk")
    return asked.listed(shown)


@router.post("/entries", response={201: EntryOut})
def log(request: ApiRequest, given: LineIn) -> Status[Entry]:
    """One line. The same `key` gives the same entry, however often it is sent."""
    entry = actions.log(request.auth, line=given.line, key=given.key, today=given.today)
    return Status(201, _entry(request, entry.pk))


@router.post("/read", response=ReadOut)
def read(request: ApiRequest, given: EditIn) -> dict[str, object]:  # noqa: ARG001
    """What a line would say, without keeping it."""
    captured = read_line(given.line, today=given.today or timezone.localdate())
    found = {**captured._asdict(), "metrics": [as_json(metric) for metric in captured.metrics]}
    return {**found, "chips": [chip._asdict() for chip in captured.chips]}


@router.get("/entries/{entry_id}", response=EntryOut)
def entry(request: ApiRequest, entry_id: int) -> Entry:
    return _entry(request, entry_id)


@router.patch("/entries/{entry_id}", response=EntryOut)
def edit(request: ApiRequest, entry_id: int, given: EditIn) -> Entry:
    actions.edit(request.auth, entry=_entry(request, entry_id), line=given.line, today=given.today)
    return _entry(request, entry_id)


@router.post("/entries/{entry_id}/archive", response=EntryOut)
def archive(request: ApiRequest, entry_id: int) -> Entry:
    actions.archive(request.auth, entry=_entry(request, entry_id))
    return _entry(request, entry_id)


@router.post("/entries/{entry_id}/restore", response=EntryOut)
def restore(request: ApiRequest, entry_id: int) -> Entry:
    actions.restore(request.auth, entry=_entry(request, entry_id))
    return _entry(request, entry_id)


@router.post("/entries/{entry_id}/ease", response=EntryOut)
def ease(request: ApiRequest, entry_id: int) -> Entry:
    actions.ease(request.auth, entry=_entry(request, entry_id))
    return _entry(request, entry_id)


@router.post("/entries/{entry_id}/unease", response=EntryOut)
def unease(request: ApiRequest, entry_id: int) -> Entry:
    actions.unease(request.auth, entry=_entry(request, entry_id))
    return _entry(request, entry_id)


@router.post("/entries/{entry_id}/share", response=EntryOut)
def share(request: ApiRequest, entry_id: int, given: ShareIn) -> Entry:
    members = list(request.auth.workspace.members.filter(pk__in=given.members))
    actions.share(request.auth, entry=_entry(request, entry_id), audience=given.audience, with_members=members)
    return _entry(request, entry_id)


@router.post("/entries/{entry_id}/withdraw", response=EntryOut)
def withdraw(request: ApiRequest, entry_id: int) -> Entry:
    actions.withdraw(request.auth, entry=_entry(request, entry_id))
    return _entry(request, entry_id)


@router.get("/activities", response=ActivitiesOut)
def activities(
    request: ApiRequest, part: Query[Part], since: date | None = None, until: date | None = None
) -> dict[str, object]:
    """What sources know of the member's own doing, the latest first."""
    rows = queries.shown_activities(request.auth)
    rows = rows.filter(day__gte=since) if since else rows
    rows = rows.filter(day__lte=until) if until else rows
    shown = rows.order_by("-day", "-happened_at", "-pk")
    return part.listed(shown)


def _entry(request: ApiRequest, pk: int) -> Entry:
    found = queries.told(Entry.objects.visible_to(request.auth), request.auth).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
