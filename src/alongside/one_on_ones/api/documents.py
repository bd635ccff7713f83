import json
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.utils import timezone
from ninja import Router, Schema

from alongside.accounts.middleware import ApiRequest
from alongside.one_on_ones import actions
from alongside.one_on_ones.api.shapes import pair_for
from alongside.one_on_ones.queries.calendar import Offer, offers_in
from alongside.one_on_ones.queries.documents import export_markdown, export_values
from alongside.one_on_ones.running_document import NotText, TooLarge, read_running_document

router = Router()


class DocumentIn(Schema):
    """A running document in Markdown. `order` says what comes first in dates like 3/11/2026."""

    text: str
    order: Literal["day", "month"] | None = None


class ImportedOut(Schema):
    meetings: int
    points: int
    promises: int
    notes: int
    problems: list[str]


class CalendarIn(Schema):
    """The text of an .ics file. With `take`, every one-on-one in it becomes a pair, or brings one up to date."""

    text: str
    take: bool = False


class CalendarOfferOut(Schema):
    name: str
    email: str
    every: str
    meetings: int
    pair: int | None


class CalendarOut(Schema):
    items: list[CalendarOfferOut]
    total: int
    problems: list[str]


@router.get("/pairs/{int:pair_id}/export", response={200: dict[str, Any]})
def export(request: ApiRequest, pair_id: int, format: Literal["json", "markdown"] = "json") -> HttpResponse:  # noqa: A002
    """All that you see of a pair, your private notes with it."""
    pair = pair_for(request, pair_id)
    if format == "markdown":
        return HttpResponse(export_markdown(request.auth, pair), content_type="text/markdown; charset=utf-8")
    body = json.dumps(export_values(request.auth, pair), cls=DjangoJSONEncoder)
    return HttpResponse(body, content_type="application/json")


@router.post("/pairs/{int:pair_id}/import", response=ImportedOut)
def import_document(request: ApiRequest, pair_id: int, given: DocumentIn) -> dict[str, Any]:
    pair = pair_for(request, pair_id)
    try:
        document = read_running_document(given.text.encode("utf-8", "replace"), order=given.order)
    except (TooLarge, NotText) as wrong:
        raise ValidationError(f"{wrong} Nothing was imported.") from wrong
    made = actions.import_running_document(request.auth, pair=pair, document=document)
    problems = [f"Line {problem.line}: {problem.message}" for problem in document.problems]
    return {
        "meetings": made.meetings,
        "points": made.points,
        "promises": made.promises,
        "notes": made.notes,
        "problems": problems,
    }


@router.post("/pairs/calendar", response=CalendarOut)
def read_calendar(request: ApiRequest, given: CalendarIn) -> dict[str, Any]:
    found = offers_in(request.auth, given.text.encode("utf-8", "replace"), now=timezone.now())
    items = [_offer(request, offer, take=given.take) for offer in found.offers]
    return {"items": items, "total": len(items), "problems": list(found.problems)}


def _offer(request: ApiRequest, offer: Offer, *, take: bool) -> dict[str, Any]:
    pair_id = offer.pair_id
    if take and pair_id:
        actions.take_meetings(request.auth, pair=pair_for(request, pair_id), offer=offer)
    elif take:
        pair_id = actions.pair_up_from_calendar(request.auth, offer=offer).pk
    told = {"name": offer.name, "email": offer.email, "every": offer.every}
    return told | {"meetings": len(offer.meetings), "pair": pair_id}
