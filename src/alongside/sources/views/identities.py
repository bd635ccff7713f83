from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.lib.keys import key_in
from alongside.people.forms import IdentityForm
from alongside.people.models import Identity, IdentityKind
from alongside.people.queries import my_identities
from alongside.sources import actions, queries
from alongside.sources.collectors.contract import folded
from alongside.sources.proposals import identity_proposals as proposals
from alongside.ui.http import back, page
from alongside.ui.toasts import toast


@require_GET
def identity_proposals(request: MemberRequest) -> HttpResponse:
    return _page(request, IdentityForm())


@require_POST
def merge_identity(request: MemberRequest) -> HttpResponse:
    form = IdentityForm(request.POST)
    if form.is_valid():
        before = {each.pk for each in my_identities(request.member)}
        try:
            identity = actions.merge_identity(request.member, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error("value", problem.messages)
        else:
            if identity.pk in before:
                toast(request, f"“{identity.value}” is yours already.")
            else:
                undo = reverse("sources:split_identity")
                said = f"“{identity.value}” is yours. What was done under it is being added.{_later(request)}"
                toast(request, said, undo=undo, fields={"identity": identity.pk})
            return _back(request)
    return _page(request, form)


@require_POST
def split_identity(request: MemberRequest) -> HttpResponse:
    """With `refuse` it is not proposed again either; without, that is an undo."""
    found = get_object_or_404(my_identities(request.member), pk=key_in(request.POST.get("identity", "")))
    about = {"kind": found.kind, "value": found.value}
    actions.split_identity(request.member, identity=found)
    if request.POST.get("refuse"):
        actions.refuse_identity(request.member, **about)
    said = f"“{found.value}” is not yours. What was done under it is being taken out.{_later(request)}"
    toast(request, said, undo=reverse("sources:merge_identity"), fields=about)
    return _back(request)


@require_POST
def refuse_identity(request: MemberRequest) -> HttpResponse:
    about = _about(request)
    try:
        actions.refuse_identity(request.member, **about)
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
    else:
        undo = reverse("sources:propose_identity_again")
        toast(request, f"“{about['value']}” is somebody else.", undo=undo, fields=about)
    return _back(request)


@require_POST
def propose_identity_again(request: MemberRequest) -> HttpResponse:
    actions.propose_identity_again(request.member, **_about(request))
    return _back(request)


def _page(request: MemberRequest, form: IdentityForm) -> HttpResponse:
    mine = list(my_identities(request.member))
    found = {
        "proposals": proposals(request.member),
        "identities": mine,
        "refused": queries.refused(request.member),
        "own_name": "" if _is_among(request.member.name, mine) else request.member.name,
        "form": form,
    }
    return page(request, "sources/identities.html#panel", found)


def _is_among(name: str, identities: list[Identity]) -> bool:
    return any(each.kind == IdentityKind.NAME and folded(each.value) == folded(name) for each in identities)


def _later(request: MemberRequest) -> str:
    """A service is not asked for everything at once because of a click that may be taken back."""
    services = queries.read_services(request.member)
    if not services:
        return ""
    named = services[0].name if len(services) == 1 else f"{len(services)} other sources"
    return f" With the next run {named} will be read from the beginning."


def _about(request: MemberRequest) -> dict[str, str]:
    return {"kind": request.POST.get("kind", IdentityKind.EMAIL), "value": request.POST.get("value", "")}


def _back(request: MemberRequest) -> HttpResponse:
    return back(request, "sources:identity_proposals")
