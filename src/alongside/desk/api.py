"""Today, search and the archive, for programs."""

from datetime import date

from django.http import FileResponse
from django.utils import timezone
from ninja import Router, Schema

from alongside.accounts.middleware import ApiRequest
from alongside.desk import archive
from alongside.desk.finders import find_lines
from alongside.desk.finding import SOME, Section, find
from alongside.desk.today import Line, today

router = Router(tags=["desk"])


class LineOut(Schema):
    key: str
    verb: str
    text: str
    why: str
    on: date | None
    late: bool
    url: str


class LinesOut(Schema):
    items: list[LineOut]
    total: int


class HitOut(Schema):
    text: str
    why: str
    on: date
    url: str


class SectionOut(Schema):
    name: str
    hits: list[HitOut]
    more: bool


class SectionsOut(Schema):
    items: list[SectionOut]
    total: int


@router.get("/today", response=LinesOut)
def lines(request: ApiRequest) -> dict[str, list[Line] | int]:
    found = today(request.auth, day=timezone.localdate(), find=find_lines)
    return {"items": found, "total": len(found)}


@router.get("/search", response=SectionsOut)
def search(request: ApiRequest, q: str) -> dict[str, list[Section] | int]:
    found = find(request.auth, q[:500], at_most=SOME)
    return {"items": found, "total": sum(len(section.hits) for section in found)}


@router.get("/export", response={200: None})
def export(request: ApiRequest) -> FileResponse:
    """Everything that is yours, as one ZIP archive."""
    name = archive.name(timezone.localdate())
    return FileResponse(archive.of(request.auth), as_attachment=True, filename=name)
