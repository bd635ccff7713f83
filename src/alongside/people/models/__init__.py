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
    Person,
    Relation,
    Ring,
)
from alongside.people.models.strangers import ADDRESS_NOT_LEARNED, NOBODY, NOT_ONE, Stranger
from alongside.people.models.touchpoints import REAL, Pause, Touchpoint, TouchpointKind

__all__ = [
    "ADDRESS_NOT_LEARNED",
    "CADENCE_OF",
    "NOBODY",
    "NOT_ONE",
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
    "Pause",
    "Person",
    "PersonNote",
    "Relation",
    "Ring",
    "Stranger",
    "Touchpoint",
    "TouchpointKind",
]
