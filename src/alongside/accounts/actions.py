"""Verbs over one's own account. These nouns stand below sharing: each verb touches only the actor's own rows."""

import hashlib
import secrets
from contextlib import suppress
from datetime import date, timedelta

from django.db import OperationalError, transaction
from django.utils import timezone

from alongside.accounts.models import Member, Role, SignInLink, Token, User, Workspace
from alongside.lib.cleaning import one_line

SIGN_IN_MINUTES = 15


@transaction.atomic
def found(*, name: str, email: str, workspace: str, zone: str = "UTC", role: Role = Role.ENGINEER) -> Member:
    """A new workspace with its first member. There is no actor yet: only the owner of the data folder gets here."""
    user, _ = User.objects.get_or_create(email=email)
    place = Workspace.objects.create(name=one_line(workspace))
    return Member.objects.create(workspace=place, user=user, name=one_line(name), timezone=zone, role=role)


def change_settings(actor: Member, *, name: str, zone: str) -> None:
    actor.name, actor.timezone = one_line(name) or actor.name, zone
    actor.full_clean()
    actor.save()


def expect_review(actor: Member, *, on: date | None) -> None:
    """When the actor's next performance review is, so that preparations can look ahead to it."""
    actor.review_on = on
    actor.save(update_fields=["review_on"])


def issue_token(actor: Member, *, name: str) -> str:
    """The new token's text: shown this once, kept only as a digest."""
    text = f"alongside_{secrets.token_urlsafe(32)}"
    Token.objects.create(member=actor, name=one_line(name), digest=digest(text))
    return text


def revoke_token(actor: Member, *, token_id: int) -> bool:
    return bool(actor.tokens.filter(pk=token_id, revoked_at=None).update(revoked_at=timezone.now()))


def member_for_token(text: str) -> Member | None:
    found = Token.objects.filter(digest=digest(text), revoked_at=None).select_related("member__user").first()
    if found is None:
        return None
    today = timezone.now().date()
    if found.last_used_on != today:
        with suppress(OperationalError):  # to know the day is not worth refusing who only wants to read
            Token.objects.filter(pk=found.pk).update(last_used_on=today)
    return found.member


def sign_in_code(actor: Member) -> str:
    """A code for the one-time sign-in link, good for a quarter of an hour."""
    code = secrets.token_urlsafe(32)
    expires_at = timezone.now() + timedelta(minutes=SIGN_IN_MINUTES)
    SignInLink.objects.create(member=actor, digest=digest(code), expires_at=expires_at)
    return code


def use_sign_in_code(code: str) -> Member | None:
    """The member whose link this is, the first time it is used; afterwards and when it is stale, None."""
    now = timezone.now()
    links = SignInLink.objects.filter(digest=digest(code))
    won = links.filter(used_at=None, expires_at__gt=now).update(used_at=now)
    return links.select_related("member__user").get().member if won else None


def digest(secret: str) -> str:
    """Long random secrets need no salt or slow hash: SHA-256 is enough to keep them unreadable."""
    return hashlib.sha256(secret.encode()).hexdigest()
