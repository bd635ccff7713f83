from alongside.people.views.identities import add_identity, move_identity, remove_identity
from alongside.people.views.persons import add_person, edit_person, merge_persons, people, person

__all__ = [
    "add_identity",
    "add_person",
    "edit_person",
    "merge_persons",
    "move_identity",
    "people",
    "person",
    "remove_identity",
]
