"""Persons around a member: who they are, when we last spoke, and what is known of them. All of it the member's own."""

from alongside.people.models.imports import AddressBook
from alongside.people.models.knowing import Expectation, ExpectationChange, KnownOf, PersonNote
from alongside.people.models.persons import (
    CADENCE_OF,
    RING_OF,
    Aim,
    Identity,
    IdentityKind,
    Merge,
    NextRole,
    NotLearned,
    Person,
    Relation,
    Ring,
)
from alongside.people.models.strangers import Stranger
from alongside.people.models.touchpoints import REAL, Pause, Touchpoint, TouchpointKind
from alongside.people.models.twice import NotOne, SameAddress

__all__ = [
    "CADENCE_OF",
    "REAL",
    "RING_OF",
    "AddressBook",
    "Aim",
    "Expectation",
    "ExpectationChange",
    "Identity",
    "IdentityKind",
    "KnownOf",
    "Merge",
    "NextRole",
    "NotLearned",
    "NotOne",
    "Pause",
    "Person",
    "PersonNote",
    "Relation",
    "Ring",
    "SameAddress",
    "Stranger",
    "Touchpoint",
    "TouchpointKind",
]
