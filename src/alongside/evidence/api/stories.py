from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone
from ninja import Query, Router, Status

from alongside.accounts.middleware import ApiRequest
from alongside.evidence import actions, queries
from alongside.evidence.api.schemas import (
    CirclesOut,
    ConfirmIn,
    DraftIn,
    GapsOut,
    ShareIn,
    StoriesOut,
    StoryChange,
    StoryIn,
    TextOut,
    WholeStoryOut,
)
from alongside.evidence.models import Entry, Piece, Story
from alongside.evidence.stories import as_bullet, as_markdown, as_sentence
from alongside.lib.paging import Part
from alongside.people.models import Person
from alongside.sharing.models import Guarded

router = Router(tags=["evidence"])
_AS = {"sentence": as_sentence, "bullet": as_bullet, "markdown": as_markdown}
_LINKS: dict[str, type[Guarded]] = {"witnesses": Person, "entries": Entry, "pieces": Piece}


class Asked(Part):
    archived: bool = False


@router.get("/stories", response=StoriesOut)
def stories(request: ApiRequest, asked: Query[Asked]) -> dict[str, object]:
    rows = queries.stories_of(request.auth, archived=asked.archived)
    return asked.listed(rows)


@router.post("/stories", response={201: WholeStoryOut})
def write_story(request: ApiRequest, given: StoryIn) -> Status[Story]:
    """Numbers are read from the sentences. What is left out stays a gap."""
    said = given.dict()
    links = _links(request, said)
    story = actions.write_story(request.auth, told=actions.Told(**said), **links)
    return Status(201, _story(request, story.pk))


@router.post("/stories/draft", response={201: WholeStoryOut})
def draft_story(request: ApiRequest, given: DraftIn) -> Status[Story]:
    """Out of an entry or a piece of work, in the words that are there."""
    found: dict[str, Any] = {}
    if given.entry is not None:
        found["entry"] = _one(request, Entry, given.entry)
    if given.piece is not None:
        found["piece"] = _one(request, Piece, given.piece)
    return Status(201, _story(request, actions.draft_story(request.auth, **found).pk))


@router.get("/stories/circles", response=CirclesOut)
def circles(request: ApiRequest, year: int | None = None) -> dict[str, int]:
    """How many of the member's own stories of a year sit in each circle of impact."""
    chosen = timezone.localdate().year if year is None else year
    if not 1 <= chosen <= 9999:
        raise ValidationError("A year lies between 1 and 9999.")
    return {"year": chosen, **queries.circles_of(request.auth, chosen)}


@router.get("/stories/{story_id}", response=WholeStoryOut)
def story(request: ApiRequest, story_id: int) -> Story:
    return _story(request, story_id)


@router.patch("/stories/{story_id}", response=WholeStoryOut)
def edit_story(request: ApiRequest, story_id: int, given: StoryChange) -> Story:
    """What is not sent stays as it is."""
    said = {name: value for name, value in given.dict(exclude_unset=True).items() if value is not None}
    links = _links(request, said)
    actions.edit_story(request.auth, story=_story(request, story_id), said=said, **links)
    return _story(request, story_id)


@router.post("/stories/{story_id}/confirm", response=WholeStoryOut)
def confirm_story(request: ApiRequest, story_id: int, given: ConfirmIn) -> Story:
    """Take over what was proposed: the circle of impact, somebody as a witness."""
    actions.confirm_story(request.auth, story=_story(request, story_id), circle=given.circle, witness=given.witness)
    return _story(request, story_id)


@router.get("/stories/{story_id}/lint", response=GapsOut)
def lint(request: ApiRequest, story_id: int) -> dict[str, object]:
    """What the story does not say yet, with the one question that asks for it."""
    gaps = queries.gaps_of(_story(request, story_id))
    return {"items": list(gaps), "total": len(gaps)}


@router.get("/stories/{story_id}/text", response=TextOut)
def text(
    request: ApiRequest, story_id: int, form: Literal["sentence", "bullet", "markdown"] = "sentence"
) -> dict[str, str]:
    return {"text": _AS[form](queries.story_text(_story(request, story_id)))}


@router.post("/stories/{story_id}/archive", response=WholeStoryOut)
def archive_story(request: ApiRequest, story_id: int) -> Story:
    actions.archive_story(request.auth, story=_story(request, story_id))
    return _story(request, story_id)


@router.post("/stories/{story_id}/restore", response=WholeStoryOut)
def restore_story(request: ApiRequest, story_id: int) -> Story:
    actions.restore_story(request.auth, story=_story(request, story_id))
    return _story(request, story_id)


@router.post("/stories/{story_id}/share", response=WholeStoryOut)
def share_story(request: ApiRequest, story_id: int, given: ShareIn) -> Story:
    members = list(request.auth.workspace.members.filter(pk__in=given.members))
    found = _story(request, story_id)
    actions.share_story(request.auth, story=found, audience=given.audience, with_members=members)
    return _story(request, story_id)


@router.post("/stories/{story_id}/withdraw", response=WholeStoryOut)
def withdraw_story(request: ApiRequest, story_id: int) -> Story:
    actions.withdraw_story(request.auth, story=_story(request, story_id))
    return _story(request, story_id)


def _story(request: ApiRequest, pk: int) -> Story:
    found = queries.stories_of(request.auth, archived=None).filter(pk=pk).first()
    if found is None:
        raise Http404
    return queries.with_grounds(request.auth, found)


def _links(request: ApiRequest, said: dict[str, Any]) -> dict[str, Any]:
    """Takes the keys of linked things out of what was said, and gives the things."""
    keys = {name: said.pop(name) for name in _LINKS if name in said}
    return {name: [_one(request, _LINKS[name], pk) for pk in dict.fromkeys(found)] for name, found in keys.items()}


def _one(request: ApiRequest, noun: type[Guarded], pk: int) -> Guarded:
    found = noun.objects.visible_to(request.auth).filter(pk=pk).first()
    if found is None:
        raise ValidationError(f"There is no {noun._meta.verbose_name} {pk} that you may see.")
    return found
