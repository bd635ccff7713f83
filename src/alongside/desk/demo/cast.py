"""Who there is: Anna, to whom the demo belongs, and the people around her."""

import tomllib
from dataclasses import dataclass, field

from alongside.accounts import actions as accounts
from alongside.accounts.models import Member, Role, User
from alongside.desk.demo.past import text_of
from alongside.people import actions as people
from alongside.people.models import IdentityKind, Person

WORKSPACE = "Payments"
ANNA, EMAIL = "Anna Berg", "anna.berg@example.org"
LAPTOP = "anna@laptop.example.org"
"""Under which her first commits stand: Sources proposes it as hers."""


@dataclass(frozen=True)
class Around:
    """Somebody as Anna would tell them to the app."""

    name: str
    relation: str
    role: str = ""
    team: str = ""
    reports_to: str = ""
    """By first name."""
    decides: bool = False
    friend: bool = False
    cadence: int | None = None
    signed_up: str = ""
    """As what, where they use Alongside too."""
    known: dict[str, str] = field(default_factory=dict)

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@example.org"


AROUND = [Around(**row) for row in tomllib.loads(text_of("around.toml"))["person"]]


@dataclass(frozen=True)
class Cast:
    anna: Member
    members: dict[str, Member]
    """By first name, Anna among them."""
    persons: dict[str, Person]
    """As Anna knows them, by name."""

    def person(self, first_name: str) -> Person:
        return next(person for name, person in self.persons.items() if name.startswith(first_name))


def assemble(member: Member) -> Cast:
    accounts.change_settings(member, name=ANNA, zone=member.timezone)
    member.user.email = EMAIL
    member.user.save(update_fields=["email"])
    member.workspace.name = WORKSPACE
    member.workspace.save(update_fields=["name"])
    people.add_identity(member, kind=IdentityKind.EMAIL, value=EMAIL)
    members = {"Anna": member}
    persons = {}
    for each in AROUND:
        if each.signed_up:
            members[each.name.partition(" ")[0]] = _join(member, each.name, each.email, Role(each.signed_up))
        persons[each.name] = people.add_person(member, name=each.name, relation=each.relation, email=each.email)
    return Cast(member, members, persons)


def _join(host: Member, name: str, email: str, role: Role) -> Member:
    user, _ = User.objects.get_or_create(email=email)
    return Member.objects.create(workspace=host.workspace, user=user, name=name, timezone=host.timezone, role=role)
