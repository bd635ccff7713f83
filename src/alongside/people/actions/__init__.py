"""Every write of the room: persons, the names they are known under, touchpoints, what is known of them."""

from alongside.people.actions.identities import add_identity, move_identity, remove_identity
from alongside.people.actions.merging import merge_persons
from alongside.people.actions.persons import UNCHANGED, add_person, edit_person, person_for_handle

__all__ = [
    "UNCHANGED",
    "add_identity",
    "add_person",
    "edit_person",
    "merge_persons",
    "move_identity",
    "person_for_handle",
    "remove_identity",
]
