from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts import actions


@login_not_required
@never_cache
@require_GET
def sign_in(request: HttpRequest, code: str) -> HttpResponse:
    """Use a one-time link. The answer is a page that goes on by itself: a strict same-site cookie does not
    travel along a redirect that began outside the site."""
    member = actions.use_sign_in_code(code)
    if member is None:
        return render(request, "accounts/signed_out.html", {"stale": True}, status=403)
    login(request, member.user)
    return render(request, "accounts/signed_in.html", {"member": member})


@login_not_required
@require_GET
def signed_out(request: HttpRequest) -> HttpResponse:
    if "HX-Request" in request.headers:
        # A part of a page was asked for without a session: the browser goes to the whole page instead.
        return HttpResponse(status=401, headers={"HX-Redirect": request.get_full_path()})
    return render(request, "accounts/signed_out.html", status=401)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("accounts:signed_out")
