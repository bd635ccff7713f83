"""Who there is: Anna, to whom the demo belongs, and the people around her."""

from dataclasses import dataclass

from alongside.accounts import actions as accounts
from alongside.accounts.models import Member, Role, User
from alongside.people import actions as people
from alongside.people.models import IdentityKind, Person, Relation

WORKSPACE = "Payments"
ANNA, EMAIL = "Anna Berg", "anna.berg@example.org"
LAPTOP = "anna@laptop.example.org"
"""Under which her first commits stand: Sources proposes it as hers."""

AROUND = (
    ("Mina Okafor", "mina.okafor@example.org", Relation.MANAGER, Role.MANAGER),
    ("Jonas Lindqvist", "jonas.lindqvist@example.org", Relation.PEER, Role.ENGINEER),
    ("Priya Shah", "priya.shah@example.org", Relation.PRODUCT, Role.PRODUCT),
    ("Samir Haddad", "samir.haddad@example.org", Relation.PEER, Role.ENGINEER),
    ("Elena Petrova", "elena.petrova@example.org", Relation.SKIP_LEVEL, Role.OTHER),
)
SIGNED_UP = ("Mina Okafor", "Jonas Lindqvist")


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
    for name, email, relation, role in AROUND:
        if name in SIGNED_UP:
            members[name.partition(" ")[0]] = _join(member, name, email, role)
        persons[name] = people.add_person(member, name=name, relation=relation, email=email)
    return Cast(member, members, persons)


def _join(host: Member, name: str, email: str, role: Role) -> Member:
    user, _ = User.objects.get_or_create(email=email)
    return Member.objects.create(workspace=host.workspace, user=user, name=name, timezone=host.timezone, role=role)
