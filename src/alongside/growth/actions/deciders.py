"""Who takes part in deciding on the actor's promotion, said in one click."""

from alongside.accounts.models import Member
from alongside.people.actions import edit_person
from alongside.people.models import Person, Relation
from alongside.sharing.guard import action, in_turn


@action(edits="person")
def decide(actor: Member, *, person: Person, relation: str = "") -> Person:
    """They take part; `relation` puts back the one that `decide_not` took away."""
    in_turn(actor, person)
    return edit_person(actor, person=person, decides=True, relation=relation or person.relation)


@action(edits="person")
def decide_not(actor: Member, *, person: Person) -> Person:
    """They take no part; who was a decision maker by relation is a stakeholder from now on."""
    in_turn(actor, person)
    by_relation = person.relation == Relation.DECISION_MAKER
    relation = Relation.STAKEHOLDER if by_relation else person.relation
    return edit_person(actor, person=person, decides=False, relation=relation)
