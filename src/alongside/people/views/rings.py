from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.people import actions
from alongside.people.circles import asked_for, compare
from alongside.people.models import NextRole, Relation, Ring
from alongside.people.queries import rings
from alongside.people.rings import Mark, Placed, draw, on_page, on_paper
from alongside.people.views.asked import Asked, asked
from alongside.people.views.found import the_person
from alongside.ui.http import back, page
from alongside.ui.toasts import toast

_AT_ONCE = 50
_TEAMS_OFFERED = 60


@require_GET
def people(request: MemberRequest) -> HttpResponse:
    """The rings around the member, and everybody in them as a list."""
    around = rings.around(request.member, timezone.localdate())
    wanted, role = asked(request.GET), rings.aim_of(request.member)
    known = around.placed(_needed(wanted, role) if wanted else None)
    context = {
        **_pictured(request, wanted.of(known), wanted),
        "total": len(around),
        "due": sum(person.is_due for person in known),
        "teams": _teams(around.rows),
        "relations": Relation.choices,
        "roles": NextRole.choices,
        "role": role,
        "compared": compare(role, known) if role and around else None,
    }
    return page(request, "people/people.html#rings", context)


def _needed(wanted: Asked, role: NextRole | None) -> Callable[[rings.Row], object]:
    """Who is shown, who could be due, and whom the circles are about."""
    names, circles = wanted.names, asked_for(role) if role else frozenset()

    def needed(row: rings.Row) -> object:
        return row.wanted_every or names(row) or row.relation in circles or row.is_decider

    return needed


@require_GET
def save_rings(request: MemberRequest) -> HttpResponse:
    """The picture as a file of its own, of those who were asked for."""
    today = timezone.localdate()
    wanted = asked(request.GET)
    picture = draw(wanted.of(rings.placed(request.member, today)), opened=wanted.team)
    title = f"The rings of {request.member.name}, {today.day} {today:%B %Y}"
    answer = HttpResponse(on_paper(picture, names=_NAMES, title=title), content_type="image/svg+xml; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="rings-{today.isoformat()}.svg"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def place(request: MemberRequest, pk: int) -> HttpResponse:
    found = the_person(request, pk)
    before = found.placed_in
    try:
        actions.place(request.member, person=found, ring=request.POST.get("ring", ""))
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
    else:
        words = f"{found.name} stands in your {found.ring.label} ring now."
        toast(request, words, undo=reverse("people:place", args=[pk]), fields={"ring": before})
    return back(request, "people:people")


@require_POST
def aim_for(request: MemberRequest) -> HttpResponse:
    before = rings.aim_of(request.member)
    try:
        aim = actions.aim_for(request.member, role=request.POST.get("role", ""))
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
    else:
        words = f"The role you want next: {aim}." if aim else "You want no other role for now."
        toast(request, words, undo=reverse("people:aim_for"), fields={"role": before or ""})
    return back(request, "people:people")


def _pictured(request: MemberRequest, shown: Sequence[Placed], wanted: Asked) -> dict[str, Any]:
    here = reverse("people:people")
    picture = draw(shown, opened=wanted.team)
    return {
        "shown": len(shown),
        "picture": on_page(picture, names=_NAMES, address=lambda mark: _address(mark, wanted, here)),
        "rows": Paginator(shown, _AT_ONCE).get_page(request.GET.get("page")),
        "asked": wanted,
        "query": urlencode(wanted.values),
        "rings": [(ring, name, urlencode(wanted.values | {"ring": ring})) for ring, name in _NAMES.items()],
        "address": request.get_full_path(),
    }


def _address(mark: Mark, wanted: Asked, here: str) -> str:
    """A person leads to their page, a team to those of it, the rest to the list of the ring."""
    if mark.is_one:
        return f"{here}{mark.person.pk}/"
    opened = wanted.values | {"ring": mark.ring} | ({"team": mark.team} if mark.team else {})
    return f"{here}?{urlencode(opened)}" + ("" if mark.team else "#everybody")


def _teams(everyone: Iterable[rings.Row]) -> list[str]:
    """The largest, by name."""
    counted = Counter(person.team for person in everyone if person.team)
    return sorted(team for team, _ in counted.most_common(_TEAMS_OFFERED))


_NAMES = {ring.value: ring.label for ring in Ring}
