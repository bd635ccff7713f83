"""Notes on the running page."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.one_on_ones import actions
from alongside.one_on_ones.models import Reach
from alongside.one_on_ones.views.found import answer_with, find_note, find_pair
from alongside.one_on_ones.views.typed import reach, version


@require_POST
def write_note(request: MemberRequest, pk: int) -> HttpResponse:
    pair, text = find_pair(request, pk), request.POST.get("text", "")
    audience = reach(request, Reach.ME)
    return answer_with(
        request,
        pair,
        lambda: actions.write_note(request.member, pair=pair, text=text, audience=audience),
        form=f"note-{audience}",
    )


@require_POST
def edit_note(request: MemberRequest, pk: int) -> HttpResponse:
    note, text = find_note(request, pk), request.POST.get("text", "")
    return answer_with(
        request,
        note.pair,
        lambda: actions.edit_note(request.member, note=note, version=version(request), text=text),
        form=f"note-{pk}",
    )


@require_POST
def remove_note(request: MemberRequest, pk: int) -> HttpResponse:
    note = find_note(request, pk)
    return answer_with(
        request,
        note.pair,
        lambda: actions.remove_note(request.member, note=note),
        form="",
        said="Removed the note.",
        undo="restore_note",
    )


@require_POST
def restore_note(request: MemberRequest, pk: int) -> HttpResponse:
    note = find_note(request, pk)
    return answer_with(request, note.pair, lambda: actions.restore_note(request.member, note=note), form="")
