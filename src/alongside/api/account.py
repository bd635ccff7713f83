"""The member behind the token, and their tokens."""

from datetime import date, datetime

from django.http import Http404
from ninja import Router, Schema, Status

import alongside
from alongside.accounts import actions
from alongside.accounts.middleware import ApiRequest
from alongside.accounts.models import Member, Token

router = Router(tags=["account"])


class HealthOut(Schema):
    ok: bool
    version: str


class MeOut(Schema):
    id: int
    name: str
    email: str
    role: str
    timezone: str
    workspace: str

    @staticmethod
    def resolve_email(member: Member) -> str:
        return member.user.email

    @staticmethod
    def resolve_workspace(member: Member) -> str:
        return member.workspace.name


class TokenIn(Schema):
    name: str


class TokenOut(Schema):
    id: int
    name: str
    created_at: datetime
    last_used_on: date | None


class TokensOut(Schema):
    items: list[TokenOut]
    total: int


class IssuedOut(Schema):
    token: str


@router.get("/health", response=HealthOut, auth=None)
def health(request: ApiRequest) -> dict[str, object]:  # noqa: ARG001
    return {"ok": True, "version": alongside.__version__}


@router.get("/me", response=MeOut)
def me(request: ApiRequest) -> Member:
    return request.auth


@router.get("/tokens", response=TokensOut)
def tokens(request: ApiRequest) -> dict[str, object]:
    found = list(Token.objects.filter(member=request.auth, revoked_at=None).order_by("pk"))
    return {"items": found, "total": len(found)}


@router.post("/tokens", response={201: IssuedOut})
def issue_token(request: ApiRequest, given: TokenIn) -> Status[object]:
    return Status(201, {"token": actions.issue_token(request.auth, name=given.name)})


@router.post("/tokens/{token_id}/revoke", response={204: None})
def revoke_token(request: ApiRequest, token_id: int) -> Status[object]:
    if not actions.revoke_token(request.auth, token_id=token_id):
        raise Http404
    return Status(204, None)
