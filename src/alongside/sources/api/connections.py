"""Sources that can be connected, and those that are."""

from django.http import HttpResponse
from django.urls import reverse
from ninja import Query, Router, Status

from alongside.accounts.middleware import ApiRequest
from alongside.evidence.queries import Going
from alongside.sharing.guard import visible_or_404
from alongside.sources import actions, queries
from alongside.sources.api.schemas import (
    AnswersIn,
    BroughtOut,
    CollectionOut,
    ConnectionIn,
    ConnectionOut,
    ConnectionsOut,
    ConnectionsPart,
    Forgetting,
    SourcesOut,
    TriedOut,
)
from alongside.sources.collecting.trying import Tried
from alongside.sources.collectors.registry import collectors
from alongside.sources.models import Collection, Connection

router = Router(tags=["sources"])
_PATIENCE = 25.0  # seconds, and one answer longer; a client waits for 60


@router.get("/sources", response=SourcesOut)
def sources(request: ApiRequest) -> dict[str, object]:  # noqa: ARG001
    """What can be connected, and what each asks for."""
    found = list(collectors().values())
    return {"items": found, "total": len(found)}


@router.post("/sources/{name}/try", response=TriedOut)
def try_source(request: ApiRequest, name: str, given: AnswersIn) -> Tried:
    """What it would bring with these answers. Neither they nor what was found is kept."""
    drafted = actions.draft_connection(request.auth, collector=name, answers=given.answers)
    return queries.tried(request.auth, drafted, seconds=_PATIENCE)


@router.get("/connections", response=ConnectionsOut)
def connections(request: ApiRequest, part: Query[ConnectionsPart]) -> dict[str, object]:
    found = queries.connections(request.auth, forgotten=part.forgotten)
    return part.listed(found)


@router.post("/connections", response={201: ConnectionOut})
def connect(request: ApiRequest, given: ConnectionIn) -> Status[Connection]:
    """The same answers again find the same connection. Secrets are kept encrypted and never shown."""
    return Status(201, actions.connect(request.auth, collector=given.collector, answers=given.answers))


@router.patch("/connections/{connection_id}", response=ConnectionOut)
def change_connection(request: ApiRequest, connection_id: int, given: AnswersIn) -> Connection:
    """Answers that are left out stay as they are."""
    found = _connection(request, connection_id)
    return actions.change_connection(request.auth, connection=found, answers=given.answers)


@router.post("/connections/{connection_id}/try", response=TriedOut)
def try_connection(request: ApiRequest, connection_id: int) -> Tried:
    """What it would bring, with nothing kept."""
    return queries.tried(request.auth, _connection(request, connection_id), seconds=_PATIENCE)


@router.post("/connections/{connection_id}/collect", response={202: CollectionOut})
def collect_connection(request: ApiRequest, connection_id: int, response: HttpResponse) -> Status[Collection]:
    collection = actions.collect_connection(request.auth, connection=_connection(request, connection_id))
    response.headers["Location"] = reverse("api:collection", kwargs={"collection_id": collection.pk})
    return Status(202, collection)


@router.get("/connections/{connection_id}/brought", response=BroughtOut)
def brought_by(request: ApiRequest, connection_id: int) -> Going:
    """What came from it and from no other source."""
    return queries.brought_by(request.auth, _connection(request, connection_id))


@router.post("/connections/{connection_id}/forget", response={204: None})
def forget_connection(request: ApiRequest, connection_id: int, how: Query[Forgetting]) -> Status[None]:
    """It is read no more. What came from it stays, or is taken back, too, also when it is forgotten already."""
    actions.forget_connection(request.auth, connection=_connection(request, connection_id), take_back=how.take_back)
    return Status(204, None)


@router.post("/connections/{connection_id}/remember", response=ConnectionOut)
def remember_connection(request: ApiRequest, connection_id: int) -> Connection:
    found = _connection(request, connection_id)
    actions.remember_connection(request.auth, connection=found)
    return found


def _connection(request: ApiRequest, connection_id: int) -> Connection:
    return visible_or_404(request.auth, Connection, connection_id)
