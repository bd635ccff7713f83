"""Every write of the room."""

from alongside.one_on_ones.actions.calendar import pair_up_from_calendar, take_meetings
from alongside.one_on_ones.actions.documents import Imported, import_running_document
from alongside.one_on_ones.actions.handing_down import hand_down
from alongside.one_on_ones.actions.meetings import cancel, hold, move, plan, plan_again, skip
from alongside.one_on_ones.actions.notes import edit_note, remove_note, restore_note, write_note
from alongside.one_on_ones.actions.pairs import archive, bring_in, change_rhythm, pair_up, restore
from alongside.one_on_ones.actions.points import (
    add_point,
    answer,
    drop_point,
    edit_point,
    mark_done,
    move_point,
    reopen_point,
    share_point,
    withdraw_point,
)
from alongside.one_on_ones.actions.preparing import bring_back, dismiss, put_on_agenda, raise_point
from alongside.one_on_ones.actions.promises import (
    drop_promise,
    edit_promise,
    keep_promise,
    make_promise,
    reopen_promise,
)
from alongside.one_on_ones.actions.questions import (
    add_question,
    ask_question,
    edit_question,
    open_bank,
    restore_question,
    retire_question,
)
from alongside.one_on_ones.actions.texts import Conflict

__all__ = [
    "Conflict",
    "Imported",
    "add_point",
    "add_question",
    "answer",
    "archive",
    "ask_question",
    "bring_back",
    "bring_in",
    "cancel",
    "change_rhythm",
    "dismiss",
    "drop_point",
    "drop_promise",
    "edit_note",
    "edit_point",
    "edit_promise",
    "edit_question",
    "hand_down",
    "hold",
    "import_running_document",
    "keep_promise",
    "make_promise",
    "mark_done",
    "move",
    "move_point",
    "open_bank",
    "pair_up",
    "pair_up_from_calendar",
    "plan",
    "plan_again",
    "put_on_agenda",
    "raise_point",
    "remove_note",
    "reopen_point",
    "reopen_promise",
    "restore",
    "restore_note",
    "restore_question",
    "retire_question",
    "share_point",
    "skip",
    "take_meetings",
    "withdraw_point",
    "write_note",
]
