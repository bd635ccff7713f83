"""Repositories of git."""

from ninja import Query, Router, Status

from alongside.accounts.middleware import ApiRequest
from alongside.sharing.guard import visible_or_404
from alongside.sources import actions, queries
from alongside.sources.api.schemas import PathIn, RepositoriesOut, RepositoryOut, SourcesPart
from alongside.sources.models import Repository

router = Router(tags=["sources"])


@router.get("/repositories", response=RepositoriesOut)
def repositories(request: ApiRequest, part: Query[SourcesPart]) -> dict[str, object]:
    found = queries.repositories(request.auth)
    return part.listed(found)


@router.post("/repositories", response={201: RepositoryOut})
def add_repository(request: ApiRequest, given: PathIn) -> Status[Repository]:
    return Status(201, actions.add_repository(request.auth, path=given.path))


@router.post("/repositories/{repository_id}/forget", response={204: None})
def forget_repository(request: ApiRequest, repository_id: int) -> Status[None]:
    repository = visible_or_404(request.auth, Repository, repository_id)
    actions.forget_repository(request.auth, repository=repository)
    return Status(204, None)


@router.post("/repositories/{repository_id}/remember", response=RepositoryOut)
def remember_repository(request: ApiRequest, repository_id: int) -> Repository:
    repository = visible_or_404(request.auth, Repository, repository_id)
    actions.remember_repository(request.auth, repository=repository)
    return repository
