from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError

from alongside.accounts import actions as accounts
from alongside.accounts.models import Member
from alongside.desk.models import Delay
from alongside.one_on_ones import actions as one_on_ones
from alongside.one_on_ones.models import Pair
from alongside.people import actions as people
from alongside.people.models import IdentityKind, Relation
from alongside.people.queries import persons_of
from alongside.sharing.guard import action
from alongside.sources import actions as sources


@action()
def delay(actor: Member, *, key: str, until: date | None) -> None:
    """Do not show this line of Today before that day, or (None) ever again."""
    row = Delay.objects.visible_to(actor).filter(key=key).first() or Delay(
        workspace=actor.workspace, owner=actor, key=key
    )
    row.until = until
    row.full_clean(exclude=["until"])
    row.save()


@action()
def show_again(actor: Member, *, key: str) -> None:
    Delay.objects.visible_to(actor).filter(key=key).delete()


@action()
def begin(
    actor: Member, *, name: str, emails: Iterable[str], manager: str = "", repositories: Iterable[str] = ()
) -> tuple[Pair | None, list[str]]:
    """The three answers of the first minute: who I am in my repositories, where they lie, whom I meet.

    Returns the pair (None without a manager), and a sentence for each folder that could not be read. Running it again
    adds what is missing."""
    accounts.change_settings(actor, name=name, zone=actor.timezone)
    sources.merge_identity(actor, kind=IdentityKind.NAME, value=name)
    for email in emails:
        sources.merge_identity(actor, kind=IdentityKind.EMAIL, value=email)
    pair = _pair_with(actor, manager) if manager else None
    return pair, [problem for path in repositories if (problem := _collect(actor, path))]


def _pair_with(actor: Member, name: str) -> Pair:
    known = persons_of(actor).filter(name__iexact=name.strip()).first()
    person = known or people.add_person(actor, name=name, relation=Relation.MANAGER)
    pair = Pair.objects.visible_to(actor).filter(owner=actor, person=person, archived_at=None).first()
    return pair or one_on_ones.pair_up(actor, person=person)


def _collect(actor: Member, path: str) -> str:
    try:
        sources.collect(actor, path=path)
    except ValidationError as problem:
        return " ".join(problem.messages)
    return ""
