"""Every write of the room: activities from sources, pieces of work, entries of the log, impact stories."""

from alongside.evidence.actions.activities import Kept, forget_activities, keep, mark_vanished
from alongside.evidence.actions.apart import take_apart
from alongside.evidence.actions.entries import (
    archive,
    ease,
    edit,
    log,
    restore,
    share,
    unease,
    withdraw,
)
from alongside.evidence.actions.finding import FoundPieces, find_pieces
from alongside.evidence.actions.pieces import accept, bring_back, dismiss, merge, retitle, split
from alongside.evidence.actions.stories import (
    Told,
    archive_story,
    confirm_story,
    draft_story,
    edit_story,
    restore_story,
    share_story,
    withdraw_story,
    write_story,
)
from alongside.evidence.actions.touching import find_touchpoints, touch_entry

__all__ = [
    "FoundPieces",
    "Kept",
    "Told",
    "accept",
    "archive",
    "archive_story",
    "bring_back",
    "confirm_story",
    "dismiss",
    "draft_story",
    "ease",
    "edit",
    "edit_story",
    "find_pieces",
    "find_touchpoints",
    "forget_activities",
    "keep",
    "log",
    "mark_vanished",
    "merge",
    "restore",
    "restore_story",
    "retitle",
    "share",
    "share_story",
    "split",
    "take_apart",
    "touch_entry",
    "unease",
    "withdraw",
    "withdraw_story",
    "write_story",
]
