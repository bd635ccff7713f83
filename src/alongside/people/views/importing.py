from collections.abc import Iterator
from typing import BinaryIO

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.lib.contact_file import FIELDS, Card, NoContacts, Problem, columns_of, guessed, read
from alongside.lib.contact_file.reading import head_of
from alongside.lib.keys import key_in
from alongside.people import actions
from alongside.people.actions import Imported
from alongside.people.models import Relation
from alongside.people.uploads import (
    MOST_BYTES,
    TooLarge,
    forget_old_uploads,
    forget_upload,
    keep_upload,
    kept_upload,
    upload_size,
)
from alongside.people.views.address_book import last_book
from alongside.ui.http import page
from alongside.ui.toasts import toast

_AT_ONCE = 100_000
"""Bytes: about a thousand contacts, and less than a second. What is larger is taken in the background."""


class UploadForm(forms.Form):
    file = forms.FileField(
        label="vCard or CSV file", help_text="Names, e-mail addresses, role and team are read; the rest is passed over."
    )


@require_http_methods(["GET", "POST"])
def import_contacts(request: MemberRequest) -> HttpResponse:
    """First what the file would bring; nothing is kept before that was seen."""
    forget_old_uploads()
    book = last_book(request)
    if book and book.done_at is None:
        return redirect("people:address_book")
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            keep_upload(request.member, form.cleaned_data["file"])
            return _preview(request)
        except (TooLarge, NoContacts, ValidationError) as problem:
            forget_upload(request.member)
            form.add_error("file", getattr(problem, "messages", [str(problem)]))
    return page(request, "people/import.html", {"form": form})


@require_POST
def preview_contacts(request: MemberRequest) -> HttpResponse:
    """The same file with other columns or another relation."""
    try:
        return _preview(request)
    except (NoContacts, ValidationError) as problem:
        return _again(request, problem)


@require_POST
def take_contacts(request: MemberRequest) -> HttpResponse:
    if upload_size(request.member) > _AT_ONCE:
        return _take_in_the_background(request)
    try:
        with kept_upload(request.member) as file:
            done = _imported(request, _opened(file), dry_run=False)
    except (NoContacts, ValidationError) as problem:
        return _again(request, problem)
    forget_upload(request.member)
    undo = reverse("people:take_back_contacts") if done.added else ""
    said = f"{done.added:,} added, {done.known:,} known before, {done.addresses:,} new addresses."
    toast(request, said, undo=undo, fields={"came_at": done.came_at.isoformat()} if done.came_at else {})
    if done.told:
        return page(request, "people/imported.html", {"done": done})
    return redirect("people:people")


@require_POST
def leave_contacts(request: MemberRequest) -> HttpResponse:
    """The file is gone at once, unless it is being taken: from another window."""
    book = last_book(request)
    if book is None or book.done_at:
        forget_upload(request.member)
    return redirect("people:people")


def _take_in_the_background(request: MemberRequest) -> HttpResponse:
    relation, total = request.POST.get("relation") or Relation.OTHER, key_in(request.POST.get("total", ""))
    try:
        actions.take_address_book(
            request.member, columns=_columns(request), relation=relation, total=min(total, MOST_BYTES)
        )
    except ValidationError as problem:
        return _again(request, problem)
    return redirect("people:address_book")


def _preview(request: MemberRequest) -> HttpResponse:
    with kept_upload(request.member) as file:
        there = _opened(file)
        columns = columns_of(head) if "BEGIN:VCARD" not in (head := head_of(there)).upper() else []
        done = _imported(request, there, dry_run=True)
    chosen = _columns(request) or guessed(columns)
    mapping = [(name, label, chosen.get(name, "")) for name, label in FIELDS.items()] if columns else []
    relation = request.POST.get("relation", Relation.OTHER)
    context = {
        "done": done,
        "columns": columns,
        "mapping": mapping,
        "relations": Relation.choices,
        "relation": relation,
    }
    return page(request, "people/import_preview.html", context)


def _imported(request: MemberRequest, file: BinaryIO, *, dry_run: bool) -> Imported:
    problems: list[Problem] = []
    cards = _cards(read(file, _columns(request) or None), problems)
    relation = request.POST.get("relation") or Relation.OTHER
    done = actions.import_contacts(request.member, cards=cards, relation=relation, dry_run=dry_run)
    for each in problems:
        done.tell(each.line, each.message)
    done.told.sort()
    if not done.read and not problems:
        raise NoContacts("There is no contact in this file.", "Export it again.")
    return done


def _cards(found: Iterator[Card | Problem], problems: list[Problem]) -> Iterator[Card]:
    for each in found:
        if isinstance(each, Card):
            yield each
        else:
            problems.append(each)


def _columns(request: MemberRequest) -> dict[str, str]:
    told = {name: request.POST.get(f"column_{name}", "") for name in FIELDS}
    return {name: column for name, column in told.items() if column}


def _opened(file: BinaryIO | None) -> BinaryIO:
    if file is None:
        raise NoContacts("The file is not here any more.", "Choose it again.")
    return file


def _again(request: MemberRequest, problem: Exception) -> HttpResponse:
    form = UploadForm(data={})
    form.errors.clear()
    form.add_error("file", getattr(problem, "messages", [str(problem)]))
    return page(request, "people/import.html", {"form": form})
