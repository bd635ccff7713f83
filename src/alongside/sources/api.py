"""Repositories, and the runs that read them, for programs. A run is asked for, then looked at until it has ended."""

from datetime import datetime
from typing import Literal

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from alongside.accounts.middleware import ApiRequest
from alongside.sources import actions, queries
from alongside.sources.models import Collection, Repository

router = Router(tags=["sources"])


class PathIn(Schema):
    path: str


class CollectionIn(Schema):
    source: Literal["git"] = "git"
    path: str


class RepositoryOut(Schema):
    id: int
    name: str
    path: str
    web_url: str
    commits: int
    mine: int
    collected_at: datetime | None


class RepositoriesOut(Schema):
    items: list[RepositoryOut]
    total: int


class CollectionOut(Schema):
    """`repository`, `commits` and `mine` say what is known of the repository; `new` what this run added to it."""

    id: int
    source: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    message: str = Field(alias="told")
    repository: str = Field(alias="repository.name")
    repository_id: int
    path: str = Field(alias="repository.path")
    commits: int = Field(alias="repository.commits")
    new: int
    mine: int = Field(alias="repository.mine")
    kept: int
    vanished: int
    stage: str
    read: int
    total: int
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


class Page(Schema):
    limit: int = Field(50, ge=1, le=200)
    offset: int = Field(0, ge=0, le=1_000_000)


@router.get("/repositories", response=RepositoriesOut)
def repositories(request: ApiRequest, page: Query[Page]) -> dict[str, object]:
    found = queries.repositories(request.auth)
    return {"items": list(found[page.offset : page.offset + page.limit]), "total": found.count()}


@router.post("/repositories", response={201: RepositoryOut})
def add_repository(request: ApiRequest, given: PathIn) -> Status[Repository]:
    return Status(201, actions.add_repository(request.auth, path=given.path))


@router.post("/repositories/{repository_id}/forget", response={204: None})
def forget_repository(request: ApiRequest, repository_id: int) -> Status[None]:
    repository = get_object_or_404(Repository.objects.visible_to(request.auth), pk=repository_id)
    actions.forget_repository(request.auth, repository=repository)
    return Status(204, None)


@router.post("/repositories/{repository_id}/remember", response=RepositoryOut)
def remember_repository(request: ApiRequest, repository_id: int) -> Repository:
    repository = get_object_or_404(Repository.objects.visible_to(request.auth), pk=repository_id)
    actions.remember_repository(request.auth, repository=repository)
    return repository


@router.post("/collections", response={202: CollectionOut})
def collect(request: ApiRequest, given: CollectionIn, response: HttpResponse) -> Status[Collection]:
    collection = actions.collect(request.auth, path=given.path)
    response.headers["Location"] = reverse("api:collection", kwargs={"collection_id": collection.pk})
    return Status(202, collection)


@router.get("/collections/{collection_id}", response=CollectionOut, url_name="collection")
def collection(request: ApiRequest, collection_id: int) -> Collection:
    return _collection(request, collection_id)


@router.post("/collections/{collection_id}/cancel", response=CollectionOut)
def cancel(request: ApiRequest, collection_id: int) -> Collection:
    return actions.cancel(request.auth, collection=_collection(request, collection_id))


def _collection(request: ApiRequest, collection_id: int) -> Collection:
    mine = Collection.objects.visible_to(request.auth).select_related("repository")
    return get_object_or_404(mine, pk=collection_id)
