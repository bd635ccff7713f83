"""Whom a word means, under which names somebody is known, and with whom a contact is wanted."""

from alongside.people.cadence import Standing
from alongside.people.queries.cadence import (
    Due,
    due,
    pauses_of,
    standings,
    touchpoints_of,
)
from alongside.people.queries.finding import (
    Known,
    find_person,
    forms_of,
    known_as,
    my_identities,
    names_and_identities,
    own_names,
    persons_by_identity,
    persons_of,
    unshared,
)
from alongside.people.queries.gone import merges_of, removed_persons
from alongside.people.queries.members import member_behind, members_behind, persons_who_are
from alongside.people.queries.strangers import strangers_of
from alongside.people.queries.twice import CouldBeOne, who_could_be_one

__all__ = [
    "CouldBeOne",
    "Due",
    "Known",
    "Standing",
    "due",
    "find_person",
    "forms_of",
    "known_as",
    "member_behind",
    "members_behind",
    "merges_of",
    "my_identities",
    "names_and_identities",
    "own_names",
    "pauses_of",
    "persons_by_identity",
    "persons_of",
    "persons_who_are",
    "removed_persons",
    "standings",
    "strangers_of",
    "touchpoints_of",
    "unshared",
    "who_could_be_one",
]
