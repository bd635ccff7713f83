from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.lib.keys import key_in
from alongside.people import actions, queries
from alongside.people.models import Relation, Stranger
from alongside.ui.http import page
from alongside.ui.toasts import toast

_AT_ONCE = 50
_TWICE_AT_ONCE = 20


@require_GET
def strangers(request: MemberRequest) -> HttpResponse:
    """Whom meetings and reviews name and who is no person yet."""
    dismissed = request.GET.get("dismissed") == "1"
    rows = Paginator(queries.strangers_of(request.member, dismissed=dismissed), _AT_ONCE)
    could_be_one = queries.who_could_be_one(request.member)
    context = {
        "rows": rows.get_page(request.GET.get("page")),
        "relations": Relation.choices,
        "dismissed": dismissed,
        "dismissed_count": queries.strangers_of(request.member, dismissed=True).count() + len(could_be_one.dismissed),
        "twice": could_be_one.dismissed if dismissed else could_be_one.proposed,
        "twice_at_once": _TWICE_AT_ONCE,
    }
    return page(request, "people/strangers.html", context)


@require_POST
def add_strangers(request: MemberRequest) -> HttpResponse:
    """Those that are ticked, or the one whose button was pressed."""
    relation = request.POST.get("relation", Relation.OTHER)
    if (chosen := _chosen(request)) and relation in Relation.values:
        added = actions.add_strangers(request.member, strangers=chosen, relation=relation)
        more = f" and {len(added) - 1} more" if len(added) > 1 else ""
        said = f"Added {added[0].name}{more}. Their touchpoints are looked up in the record now." if added else ""
        toast(request, said or "They were added already.")
    return redirect("people:strangers")


@require_POST
def dismiss_strangers(request: MemberRequest) -> HttpResponse:
    if chosen := _chosen(request):
        actions.dismiss_strangers(request.member, strangers=chosen)
        keys = ",".join(str(each.pk) for each in chosen)
        undo = reverse("people:propose_strangers_again")
        toast(request, f"{len(chosen)} will not be proposed again.", undo=undo, fields={"strangers": keys})
    return redirect("people:strangers")


@require_POST
def propose_strangers_again(request: MemberRequest) -> HttpResponse:
    if chosen := _chosen(request):
        actions.propose_strangers_again(request.member, strangers=chosen)
    return redirect("people:strangers")


def _chosen(request: MemberRequest) -> list[Stranger]:
    keys = _keys(request.POST)
    found = list(Stranger.objects.visible_to(request.member).filter(pk__in=keys)) if keys else []
    if not found:
        toast(request, "Choose at least one of them.")
    return found


def _keys(given: QueryDict) -> set[int]:
    one = given.get("one", "")
    told = [one] if one else [*given.getlist("stranger"), *given.get("strangers", "").split(",")]
    return {key for key in map(key_in, told[:500]) if key}
