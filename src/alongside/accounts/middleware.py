from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from alongside.accounts.models import Member, User


class MemberRequest(HttpRequest):
    """A request as views see it: signed in, and by whom."""

    member: Member
    htmx: HtmxDetails


class ApiRequest(HttpRequest):
    """A request as the API sees it: a token's member."""

    auth: Member


def member_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Sets `request.member`, and the time zone in which its pages speak."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.member = member_of(request)  # type: ignore[attr-defined]
        if request.member is None:  # type: ignore[attr-defined]
            return get_response(request)
        with timezone.override(request.member.zone):  # type: ignore[attr-defined]
            return get_response(request)

    return middleware


def member_of(request: HttpRequest) -> Member | None:
    return request.user.as_member if isinstance(request.user, User) else None
