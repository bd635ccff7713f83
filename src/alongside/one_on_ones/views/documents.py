"""Files in and out: a calendar, a running document, an export."""

import json
from collections.abc import Iterable
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.lib.calendar_file import MAX_BYTES as MOST_OF_A_CALENDAR
from alongside.lib.wording import counted, listed
from alongside.one_on_ones import actions
from alongside.one_on_ones.forms import CalendarForm, DocumentForm
from alongside.one_on_ones.models import Pair
from alongside.one_on_ones.queries.calendar import Offer, offers_in
from alongside.one_on_ones.queries.documents import export_markdown, export_values
from alongside.one_on_ones.running_document import (
    MAX_BYTES,
    ImportedDocument,
    NotText,
    TooLarge,
    read_running_document,
)
from alongside.one_on_ones.views.found import find_pair
from alongside.ui.http import page
from alongside.ui.toasts import toast

OFFER = "alongside.one_on_ones.offer"
AN_HOUR = 3600


@require_http_methods(["GET", "POST"])
def read_calendar(request: MemberRequest) -> HttpResponse:
    """Shows what the file offers; nothing is taken before one says so."""
    form = CalendarForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        try:
            data = _bytes(form.cleaned_data["file"], MOST_OF_A_CALENDAR)
            found = offers_in(request.member, data, now=timezone.now())
            signed = [(offer, signing.dumps(offer.as_values(), salt=OFFER, compress=True)) for offer in found.offers]
            context |= {"found": found, "offers": signed}
        except ValidationError as wrong:
            form.add_error("file", wrong.messages)
    return page(request, "one_on_ones/calendar.html", context)


@require_POST
def take_meetings(request: MemberRequest) -> HttpResponse:
    """The series that was shown, as it was shown: the browser only carried it."""
    try:
        values = signing.loads(request.POST.get("offer", ""), salt=OFFER, max_age=AN_HOUR)
    except signing.BadSignature:
        toast(request, "This page was open for too long. Choose the calendar file again.")
        return redirect("one_on_ones:read_calendar")
    offer = Offer.from_values(values)
    try:
        pair = _taken(request, offer)
    except ValidationError as wrong:
        toast(request, " ".join(wrong.messages))
        return redirect("one_on_ones:one_on_ones")
    toast(
        request,
        f"{counted(len(offer.meetings), 'meeting')} with {pair.other_name(request.member)}, from your calendar.",
    )
    return redirect("one_on_ones:agenda", pk=pair.pk)


@require_http_methods(["GET", "POST"])
def import_document(request: MemberRequest, pk: int) -> HttpResponse:
    """First shows what it reads; with “keep” it is kept."""
    pair = find_pair(request, pk)
    form = DocumentForm(request.POST or None, request.FILES or None)
    context = {"form": form, "pair": pair, "title": pair.title_for(request.member)}
    if form.is_valid():
        try:
            text, document = _document(form)
            if "keep" in request.POST:
                return _kept(request, pair, document)
            context |= {"document": document, "text": text, "counts": _counts(document)}
        except ValidationError as wrong:
            form.add_error(None, wrong.messages)
    return page(request, "one_on_ones/import.html", context)


@require_GET
def export(request: MemberRequest, pk: int) -> HttpResponse:
    pair = find_pair(request, pk)
    name = slugify(f"one-on-one {pair.other_name(request.member)}") or "one-on-one"
    if request.GET.get("format") == "json":
        values = export_values(request.member, pair)
        body, kind, ending = json.dumps(values, cls=DjangoJSONEncoder, indent=2), "application/json", "json"
    else:
        body, kind, ending = export_markdown(request.member, pair), "text/markdown; charset=utf-8", "md"
    answer = HttpResponse(body, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return answer


def _taken(request: MemberRequest, offer: Offer) -> Pair:
    if offer.pair_id:
        return actions.take_meetings(request.member, pair=find_pair(request, offer.pair_id), offer=offer)
    return actions.pair_up_from_calendar(request.member, offer=offer)


def _document(form: DocumentForm) -> tuple[str, ImportedDocument]:
    file = form.cleaned_data["file"]
    data = _bytes(file, MAX_BYTES) if file else str(form.cleaned_data["text"]).encode()
    try:
        document = read_running_document(data, order=form.cleaned_data["order"] or None)
    except (TooLarge, NotText) as wrong:
        raise ValidationError(f"{wrong} Nothing was imported.") from wrong
    return data.decode("utf-8", "replace"), document


def _bytes(file: "UploadedFile[Any]", most: int) -> bytes:
    if file.size and file.size > most:
        limit = most // 1_000_000
        raise ValidationError(f"The file has {file.size / 1_000_000:.0f} MB, and {limit} MB fit. Bring it in parts.")
    return bytes(file.read())


def _kept(request: MemberRequest, pair: Pair, document: ImportedDocument) -> HttpResponse:
    made = actions.import_running_document(request.member, pair=pair, document=document)
    told = ((made.points, "point"), (made.promises, "promise"), (made.notes, "note"))
    parts = listed([counted(*each) for each in told])
    toast(request, f"Imported {parts} of {counted(made.meetings, 'meeting')}.")
    return redirect("one_on_ones:history", pk=pair.pk)


def _counts(document: ImportedDocument) -> dict[str, int]:
    parts = (*document.meetings, *document.undated)
    return {
        "meetings": len(document.meetings),
        "points": _total(len(part.points) for part in parts),
        "promises": _total(len(part.promises) for part in parts),
        "notes": _total(len(part.notes) for part in parts),
    }


def _total(numbers: Iterable[int]) -> int:
    return sum(numbers)
