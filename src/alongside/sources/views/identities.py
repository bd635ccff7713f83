from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.people.models import IdentityKind
from alongside.people.queries import my_identities
from alongside.sources import actions
from alongside.sources.proposals import identity_proposals as proposals
from alongside.ui.http import page
from alongside.ui.toasts import toast


@require_GET
def identity_proposals(request: MemberRequest) -> HttpResponse:
    found = {"proposals": proposals(request.member), "identities": my_identities(request.member)}
    return page(request, "sources/identities.html#panel", found)


@require_POST
def merge_identity(request: MemberRequest) -> HttpResponse:
    email = request.POST.get("email", "")
    kind = IdentityKind.NAME if request.POST.get("kind") == IdentityKind.NAME else IdentityKind.EMAIL
    try:
        identity = actions.merge_identity(request.member, value=email, kind=kind)
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
    else:
        undo = reverse("sources:split_identity")
        said = f"{email} is yours too. Its commits are being added."
        toast(request, said, undo=undo, fields={"identity": identity.pk})
    return redirect("sources:identity_proposals")


@require_POST
def split_identity(request: MemberRequest) -> HttpResponse:
    key = request.POST.get("identity", "")
    found = get_object_or_404(my_identities(request.member), pk=key if key.isdecimal() else 0)
    actions.split_identity(request.member, identity=found)
    undo = reverse("sources:merge_identity")
    toast(request, f"{found.value} is not yours.", undo=undo, fields={"email": found.value, "kind": found.kind})
    return redirect("sources:identity_proposals")


@require_POST
def refuse_identity(request: MemberRequest) -> HttpResponse:
    email = request.POST.get("email", "")
    actions.refuse_identity(request.member, email=email)
    undo = reverse("sources:propose_identity_again")
    toast(request, f"{email} is somebody else.", undo=undo, fields={"email": email})
    return redirect("sources:identity_proposals")


@require_POST
def propose_identity_again(request: MemberRequest) -> HttpResponse:
    actions.propose_identity_again(request.member, email=request.POST.get("email", ""))
    return redirect("sources:identity_proposals")
