"""Every write of the room: activities from sources, pieces of work, entries of the log, impact stories."""

from alongside.evidence.actions.activities import Kept, keep, mark_vanished
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

__all__ = [
    "FoundPieces",
    "Kept",
    "accept",
    "archive",
    "bring_back",
    "dismiss",
    "ease",
    "edit",
    "find_pieces",
    "keep",
    "log",
    "mark_vanished",
    "merge",
    "restore",
    "retitle",
    "share",
    "split",
    "unease",
    "withdraw",
]
