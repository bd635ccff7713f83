"""Every write of the room: persons, the names they are known under, touchpoints, what is known of them."""

from alongside.people.actions.aims import aim_for
from alongside.people.actions.expectations import (
    ask_to_confirm,
    confirm_expectation,
    correct_expectation,
    drop_expectation,
    edit_expectation,
    expect,
    record_answer,
    restore_expectation,
    withdraw_expectation,
)
from alongside.people.actions.identities import add_identity, move_identity, remove_identity
from alongside.people.actions.importing import (
    Imported,
    forget_address_book,
    go_on_with_address_book,
    import_contacts,
    take_address_book,
)
from alongside.people.actions.learning import unlearn_addresses
from alongside.people.actions.merging import merge_persons
from alongside.people.actions.notes import note_person
from alongside.people.actions.parting import Parted, part_persons
from alongside.people.actions.pauses import end_pause, pause
from alongside.people.actions.persons import (
    UNCHANGED,
    add_person,
    add_person_known_as,
    edit_person,
    person_for_handle,
)
from alongside.people.actions.placing import place
from alongside.people.actions.removing import bring_back_person, remove_person
from alongside.people.actions.strangers import (
    add_strangers,
    dismiss_strangers,
    keep_strangers,
    propose_strangers_again,
)
from alongside.people.actions.taking_back import bring_back_contacts, take_back_contacts
from alongside.people.actions.touching import touch, touch_named, untouch
from alongside.people.actions.touchpoints import KeptTouchpoints, forget_touchpoints, keep_touchpoints
from alongside.people.actions.twice import propose_as_one_again, say_they_are_two
from alongside.people.contacts import Contact

__all__ = [
    "UNCHANGED",
    "Contact",
    "Imported",
    "KeptTouchpoints",
    "Parted",
    "add_identity",
    "add_person",
    "add_person_known_as",
    "add_strangers",
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
    "forget_address_book",
    "forget_touchpoints",
    "go_on_with_address_book",
    "import_contacts",
    "keep_strangers",
    "keep_touchpoints",
    "merge_persons",
    "move_identity",
    "note_person",
    "part_persons",
    "pause",
    "person_for_handle",
    "place",
    "propose_as_one_again",
    "propose_strangers_again",
    "record_answer",
    "remove_identity",
    "remove_person",
    "restore_expectation",
    "say_they_are_two",
    "take_address_book",
    "take_back_contacts",
    "touch",
    "touch_named",
    "unlearn_addresses",
    "untouch",
    "withdraw_expectation",
]
