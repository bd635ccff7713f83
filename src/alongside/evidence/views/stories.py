from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.evidence import actions, queries
from alongside.evidence.forms import StoryForm
from alongside.evidence.models import Entry, Piece, Story
from alongside.evidence.stories import as_bullet, as_markdown, as_sentence
from alongside.evidence.views.found import chosen_readers, or_toast, others, story_of
from alongside.lib.keys import key_in
from alongside.sharing.guard import must
from alongside.sharing.models import Audience
from alongside.ui.forms import show
from alongside.ui.http import back, page
from alongside.ui.toasts import toast

ON_A_PAGE = 20


@require_GET
def stories(request: MemberRequest) -> HttpResponse:
    archived = "archived" in request.GET
    found = Paginator(queries.stories_of(request.member, archived=archived), ON_A_PAGE)
    shown = found.get_page(request.GET.get("page"))
    year = timezone.localdate().year
    context = {
        "page": shown,
        "archived": archived,
        "year": year,
        "counts": queries.circles_of(request.member, year),
    }
    return page(request, "evidence/stories.html", context)


@require_GET
def story(request: MemberRequest, pk: int) -> HttpResponse:
    return _show(request, story_of(request, pk))


@require_http_methods(["GET", "POST"])
def write_story(request: MemberRequest) -> HttpResponse:
    form = StoryForm(request.POST or None, actor=request.member, initial={"happened_on": timezone.localdate()})
    return _written(request, form, None)


@require_POST
def draft_story(request: MemberRequest) -> HttpResponse:
    """From an entry or a piece of work; the page then asks for what is missing."""
    given: dict[str, Any] = {}
    if pk := key_in(request.POST.get("entry", "")):
        given["entry"] = get_object_or_404(Entry.objects.visible_to(request.member), pk=pk)
    if pk := key_in(request.POST.get("piece", "")):
        given["piece"] = get_object_or_404(Piece.objects.visible_to(request.member), pk=pk)
    drafted = or_toast(request, lambda: actions.draft_story(request.member, **given))
    return redirect("evidence:story", drafted.pk) if drafted else back(request, "evidence:stories")


@require_http_methods(["GET", "POST"])
def edit_story(request: MemberRequest, pk: int) -> HttpResponse:
    found = story_of(request, pk)
    must(request.member, "edit", found)
    form = StoryForm(request.POST or None, actor=request.member, initial=_as_typed(found))
    return _written(request, form, found)


@require_POST
def confirm_story(request: MemberRequest, pk: int) -> HttpResponse:
    found = story_of(request, pk)
    said = {name: request.POST.get(name, "") for name in ("circle", "witness")}
    or_toast(request, lambda: actions.confirm_story(request.member, story=found, **said))
    return redirect("evidence:story", pk)


@require_POST
def archive_story(request: MemberRequest, pk: int) -> HttpResponse:
    actions.archive_story(request.member, story=story_of(request, pk))
    toast(request, "Archived the story.", undo=reverse("evidence:restore_story", args=[pk]))
    return back(request, "evidence:stories")


@require_POST
def restore_story(request: MemberRequest, pk: int) -> HttpResponse:
    actions.restore_story(request.member, story=story_of(request, pk))
    return back(request, "evidence:story", pk)


@require_http_methods(["GET", "POST"])
def share_story(request: MemberRequest, pk: int) -> HttpResponse:
    found = story_of(request, pk)
    must(request.member, "edit", found)
    if request.method != "POST":
        readers = queries.choices_of_readers(found, request.member, list(others(request.member)))
        context = {"thing": found, "noun": "story", "readers": readers}
        return page(request, "evidence/share.html#choices", {**context, "action": request.path})
    audience, members = chosen_readers(request)
    if audience == Audience.ME:
        actions.withdraw_story(request.member, story=found)
    else:
        or_toast(
            request, lambda: actions.share_story(request.member, story=found, audience=audience, with_members=members)
        )
    return _show(request, story_of(request, pk)) if request.htmx else back(request, "evidence:story", pk)


def _written(request: MemberRequest, form: StoryForm, found: Story | None) -> HttpResponse:
    if form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "witnesses"}
        witnesses = list(form.cleaned_data["witnesses"])
        try:
            if found:
                saved = actions.edit_story(request.member, story=found, said=said, witnesses=witnesses)
            else:
                saved = actions.write_story(request.member, told=actions.Told(**said), witnesses=witnesses)
        except ValidationError as problem:
            show(form, problem)
        else:
            return redirect(f"{reverse('evidence:story', args=[saved.pk])}?saved")
    return page(request, "evidence/story_form.html", {"form": form, "story": found})


def _as_typed(found: Story) -> dict[str, Any]:
    names = ("action", "purpose", "result", "circle", "happened_on")
    known = {name: getattr(found, name) for name in names}
    return known | {"goals": ", ".join(found.goals), "witnesses": [person.pk for person in found.witnesses.all()]}


def _show(request: MemberRequest, found: Story) -> HttpResponse:
    text = queries.story_text(found)
    context = {
        "story": queries.with_grounds(request.member, found),
        "gaps": queries.gaps_of(found) if found.owner_id == request.member.pk else (),
        "copies": [
            ("One sentence", as_sentence(text)),
            ("A bullet", as_bullet(text)),
            ("Markdown", as_markdown(text)),
        ],
        "saved": "saved" in request.GET,
    }
    return page(request, "evidence/story.html#story", context)
