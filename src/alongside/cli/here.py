"""The member whose data folder this is: found, named, and given the token that the terminal uses."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from alongside.cli import machine
from alongside.client import token
from alongside.client.refused import refuse

if TYPE_CHECKING:
    from alongside.accounts.models import Member


def member_here(folder: Path) -> "Member | None":
    from alongside.accounts.actions import member_for_token
    from alongside.accounts.models import Member

    known = member_for_token(token.read(folder) or "")
    return known or Member.objects.select_related("user", "workspace").order_by("pk").first()


def found_here(*, name: str, email: str) -> "Member":
    from alongside.accounts.actions import found

    with refusals():
        return found(name=name, email=email, workspace=name, zone=machine.zone())


def somebody_here(folder: Path) -> "Member":
    """The member, made from what the machine knows when there is none: the first page asks for the rest."""
    member = member_here(folder)
    if member is None:
        name = machine.git_name() or machine.login_name()
        member = found_here(name=name, email=machine.git_email() or f"{machine.login_name()}@localhost.localdomain")
    keep_token(folder, member)
    return member


def keep_token(folder: Path, member: "Member") -> bool:
    """A token for the terminal, unless the one in the folder still works. Whether a new one was made."""
    from alongside.accounts.actions import issue_token, member_for_token

    if member_for_token(token.read(folder) or ""):
        return False
    token.write(folder, issue_token(member, name="this machine"))
    return True


def sign_in_path(member: "Member") -> str:
    from django.urls import reverse

    from alongside.accounts.actions import sign_in_code

    return reverse("accounts:sign_in", kwargs={"code": sign_in_code(member)})


def close_to_others(folder: Path) -> bool:
    """Nobody else on this machine may enter. Whether somebody could have."""
    was_open = bool(folder.stat().st_mode & 0o077)
    if was_open:
        folder.chmod(0o700)
    return was_open


@contextmanager
def refusals() -> Iterator[None]:
    """What an action refuses reads here as it does through the API."""
    from django.core.exceptions import ValidationError
    from django.db import DatabaseError

    try:
        yield
    except ValidationError as problem:
        raise refuse("That does not fit", " ".join(problem.messages), status=422) from problem
    except DatabaseError as problem:
        raise refuse("It could not be stored", f"The database answers: {problem}.", status=503) from problem
