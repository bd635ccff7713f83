"""An address book that is taken in the background: how far it is, what came of it, and what to do when it stopped."""

from datetime import UTC, datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.lib.wording import counted
from alongside.people import actions
from alongside.people.models import AddressBook
from alongside.people.queries.gone import came_with, taken_back
from alongside.people.uploads import forget_upload
from alongside.ui.http import page
from alongside.ui.toasts import toast

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def last_book(request: MemberRequest) -> AddressBook | None:
    return AddressBook.objects.visible_to(request.member).first()


@require_GET
def address_book(request: MemberRequest) -> HttpResponse:
    book = last_book(request)
    if book is None:
        return redirect("people:import_contacts")
    context: dict[str, object] = {"book": book}
    if not book.goes_on:
        context["could_go"] = came_with(request.member, book.asked_at).exists()
        context["gone"] = taken_back(request.member, book.asked_at).count()
    answer = page(request, "people/address_book.html#book", context)
    if request.htmx and not book.goes_on:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
def go_on_with_address_book(request: MemberRequest) -> HttpResponse:
    actions.go_on_with_address_book(request.member, book=_the_book(request))
    return redirect("people:address_book")


@require_POST
def forget_address_book(request: MemberRequest) -> HttpResponse:
    """Whoever was taken stays."""
    book = _the_book(request)
    actions.forget_address_book(request.member, book=book)
    forget_upload(request.member)
    toast(request, f"The rest of the file is left. {book.added:,} were added before.")
    return redirect("people:people")


@require_POST
def take_back_contacts(request: MemberRequest) -> HttpResponse:
    """It was the wrong file."""
    came_at = _moment(request)
    number = actions.take_back_contacts(request.member, came_at=came_at)
    said = f"{counted(number, 'person', 'people')} taken back."
    if left := came_with(request.member, came_at).count():
        said += f" {counted(left, 'stays', 'stay')}: you met them since, or wrote something about them."
    undo = reverse("people:bring_back_contacts") if number else ""
    toast(request, said, undo=undo, fields={"came_at": came_at.isoformat()})
    return redirect("people:people")


@require_POST
def bring_back_contacts(request: MemberRequest) -> HttpResponse:
    number = actions.bring_back_contacts(request.member, came_at=_moment(request))
    toast(request, f"{counted(number, 'person', 'people')} brought back.")
    return redirect("people:people")


def _moment(request: MemberRequest) -> datetime:
    """When they came, as the form says; one at which nobody came, when that is no moment."""
    try:
        moment = parse_datetime(request.POST.get("came_at", ""))
    except ValueError:
        moment = None
    return moment if moment and moment.tzinfo else _NEVER


def _the_book(request: MemberRequest) -> AddressBook:
    return get_object_or_404(AddressBook.objects.visible_to(request.member))
