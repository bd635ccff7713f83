from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema, Status

from alongside.accounts.middleware import ApiRequest
from alongside.lib.paging import Part
from alongside.one_on_ones import actions
from alongside.one_on_ones.api.points import conflicting
from alongside.one_on_ones.api.shapes import ConflictOut, NoteOut, note_out, pair_for, part_for
from alongside.one_on_ones.models import Meeting, Note

router = Router()


class NotesOut(Schema):
    items: list[NoteOut]
    total: int


class NoteIn(Schema):
    """For you alone (`me`) unless it is said that it is for `both`."""

    text: str
    audience: str = "me"
    meeting: int | None = None


class NoteEdit(Schema):
    text: str
    version: int


@router.get("/pairs/{int:pair_id}/notes", response=NotesOut)
def notes(
    request: ApiRequest,
    pair_id: int,
    part: Query[Part],
) -> dict[str, Any]:
    rows = Note.objects.visible_to(request.auth).kept().filter(pair=pair_for(request, pair_id))
    shown = part.of(rows.order_by("-created_at", "-pk"))
    return {"items": [note_out(note) for note in shown], "total": rows.count()}


@router.post("/pairs/{int:pair_id}/notes", response={201: NoteOut})
def write_note(request: ApiRequest, pair_id: int, given: NoteIn) -> Status[Any]:
    pair, meeting = pair_for(request, pair_id), None
    if given.meeting is not None:
        meeting = get_object_or_404(Meeting.objects.visible_to(request.auth), pk=given.meeting, pair=pair)
    note = actions.write_note(request.auth, pair=pair, text=given.text, audience=given.audience, meeting=meeting)
    return Status(201, note_out(note))


@router.patch("/notes/{int:note_id}", response={200: NoteOut, 409: ConflictOut})
def edit_note(request: ApiRequest, note_id: int, given: NoteEdit) -> Any:
    try:
        return note_out(actions.edit_note(request.auth, note=_note(request, note_id), **given.dict()))
    except actions.Conflict as conflict:
        return conflicting(conflict)


@router.post("/notes/{int:note_id}/remove", response=NoteOut)
def remove_note(request: ApiRequest, note_id: int) -> dict[str, Any]:
    return note_out(actions.remove_note(request.auth, note=_note(request, note_id)))


@router.post("/notes/{int:note_id}/restore", response=NoteOut)
def restore_note(request: ApiRequest, note_id: int) -> dict[str, Any]:
    return note_out(actions.restore_note(request.auth, note=_note(request, note_id)))


def _note(request: ApiRequest, note_id: int) -> Note:
    return part_for(Note.objects.visible_to(request.auth), note_id)
