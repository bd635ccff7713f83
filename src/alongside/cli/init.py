import sys
from typing import Annotated, Any

import typer

from alongside.cli import here, machine
from alongside.cli.output import Json, answer
from alongside.client import inside
from alongside.client.refused import refuse
from alongside.project.home import home

NAME = Annotated[str | None, typer.Option(help="Your name, as in your commits.")]
EMAIL = Annotated[list[str] | None, typer.Option(help="An address you have committed with. Repeat it for each.")]
LOGIN = Annotated[list[str] | None, typer.Option(help="What you are called on a forge or tracker. Repeat it for each.")]
MANAGER = Annotated[str | None, typer.Option(help="Whom you have one-on-ones with.")]
_EMAILS = "Your e-mail addresses in commits, separated by spaces"


def init(
    *, name: NAME = None, email: EMAIL = None, login: LOGIN = None, manager: MANAGER = None, as_json: Json = False
) -> None:
    """Set up this machine: your data folder, who you are, and whom you meet. Run it again to add what is missing."""
    folder = home()
    here.close_to_others(folder)
    inside.ready()
    known = here.member_here(folder)
    name = name or (known.name if known else _asked("Your name, as in your commits", machine.git_name()))
    emails = email or ([] if known else _asked(_EMAILS, machine.git_email()).replace(",", " ").split())
    manager = manager or ("" if known and _pairs(known) else _asked("Whom do you have one-on-ones with?", ""))
    if known is None:
        _need(name=name, email=emails, manager=manager)
    member = known or here.found_here(name=name, email=emails[0])
    done = _set_up(member, name=name, emails=emails, logins=login or [], manager=manager)
    new_token = here.keep_token(folder, member)
    document = {"home": str(folder), "created": known is None, "token_created": new_token, **done}
    answer(document, as_json=as_json, told=lambda: _told(document))


def _set_up(member: Any, *, name: str, emails: list[str], logins: list[str], manager: str) -> dict[str, Any]:
    from alongside.desk.actions import begin
    from alongside.people.queries import my_identities
    from alongside.sources.actions import merge_identity

    with here.refusals():
        before = set(my_identities(member).values_list("kind", "value"))
        begin(member, name=name, emails=emails, manager=manager)
        for login in logins:
            merge_identity(member, kind="login", value=login)
        identities = list(my_identities(member).values_list("kind", "value"))
        return {
            "name": name,
            "identities": [{"kind": kind, "value": value} for kind, value in identities],
            "added": [value for kind, value in identities if (kind, value) not in before],
            "pairs": _pairs(member),
        }


def _pairs(member: Any) -> list[str]:
    from alongside.one_on_ones.models import Pair

    pairs = Pair.objects.visible_to(member).filter(archived_at=None).select_related("person")
    return [pair.other_name(member) for pair in pairs]


def _asked(question: str, proposal: str) -> str:
    if not sys.stdin.isatty():
        return ""
    return str(typer.prompt(question, default=proposal or None, err=True)).strip()


def _need(**given: Any) -> None:
    missing = [f"--{name}" for name, value in given.items() if not value]
    if missing:
        detail = f"Nothing was set up. Give {', '.join(missing)}: there is no terminal to ask in, or no answer came."
        raise refuse("Something is missing", detail, status=422)


def _told(document: dict[str, Any]) -> str:
    lines = [f"Your data is in {document['home']}; only you can enter it."]
    lines.append(f"You are {document['name']}: {', '.join(each['value'] for each in document['identities'])}.")
    if document["pairs"]:
        lines.append(f"One-on-ones with {', '.join(document['pairs'])}.")
    if document["created"]:
        lines += ["", "Next: alongside collect git PATH, then alongside serve."]
    elif not document["added"]:
        lines.append("Everything was there already; nothing was doubled.")
    return "\n".join(lines)
