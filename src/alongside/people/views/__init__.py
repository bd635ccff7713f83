from alongside.people.views.address_book import (
    address_book,
    bring_back_contacts,
    forget_address_book,
    go_on_with_address_book,
    take_back_contacts,
)
from alongside.people.views.expectations import (
    ask_to_confirm,
    confirm_expectation,
    correct_expectation,
    drop_expectation,
    edit_expectation,
    expect,
    expectation,
    expectations,
    record_answer,
    restore_expectation,
    withdraw_expectation,
)
from alongside.people.views.identities import add_identity, move_identity, remove_identity
from alongside.people.views.importing import import_contacts, leave_contacts, preview_contacts, take_contacts
from alongside.people.views.merging import (
    bring_back_person,
    gone,
    merge_persons,
    part_persons,
    remove_person,
)
from alongside.people.views.notes import note_person
from alongside.people.views.pauses import end_pause, pauses, pauses_of
from alongside.people.views.persons import add_person, edit_person, person
from alongside.people.views.rings import aim_for, people, place, save_rings
from alongside.people.views.strangers import (
    add_strangers,
    dismiss_strangers,
    propose_strangers_again,
    strangers,
)
from alongside.people.views.touchpoints import touch, touchpoints, untouch
from alongside.people.views.twice import propose_as_one_again, say_they_are_two

__all__ = [
    "add_identity",
    "add_person",
    "add_strangers",
    "address_book",
    "aim_for",
    "ask_to_confirm",
    "bring_back_contacts",
    "bring_back_person",
    "confirm_expectation",
    "correct_expectation",
    "dismiss_strangers",
    "drop_expectation",
    "edit_expectation",
    "edit_person",
    "end_pause",
    "expect",
    "expectation",
    "expectations",
    "forget_address_book",
    "go_on_with_address_book",
    "gone",
    "import_contacts",
    "leave_contacts",
    "merge_persons",
    "move_identity",
    "note_person",
    "part_persons",
    "pauses",
    "pauses_of",
    "people",
    "person",
    "place",
    "preview_contacts",
    "propose_as_one_again",
    "propose_strangers_again",
    "record_answer",
    "remove_identity",
    "remove_person",
    "restore_expectation",
    "save_rings",
    "say_they_are_two",
    "strangers",
    "take_back_contacts",
    "take_contacts",
    "touch",
    "touchpoints",
    "untouch",
    "withdraw_expectation",
]
