"""An address book that is taken in the background: how far it is, what came of it, and what to do when it stopped."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.people import actions
from alongside.people.models import AddressBook
from alongside.people.uploads import forget_upload
from alongside.ui.http import page
from alongside.ui.toasts import toast


def last_book(request: MemberRequest) -> AddressBook | None:
    return AddressBook.objects.visible_to(request.member).first()


@require_GET
def address_book(request: MemberRequest) -> HttpResponse:
    book = last_book(request)
    if book is None:
        return redirect("people:import_contacts")
    answer = page(request, "people/address_book.html#book", {"book": book})
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


def _the_book(request: MemberRequest) -> AddressBook:
    return get_object_or_404(AddressBook.objects.visible_to(request.member))
