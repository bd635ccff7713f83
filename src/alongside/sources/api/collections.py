"""Runs over a source. A run is asked for, then looked at until it has ended."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Router, Status

from alongside.accounts.middleware import ApiRequest
from alongside.sources import actions
from alongside.sources.api.schemas import CollectionIn, CollectionOut
from alongside.sources.models import Collection

router = Router(tags=["sources"])


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
    mine = Collection.objects.visible_to(request.auth).select_related("repository", "connection")
    return get_object_or_404(mine, pk=collection_id)
