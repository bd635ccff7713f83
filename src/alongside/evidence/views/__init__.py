"""The pages of the room: the log, pieces of work, impact stories."""

from alongside.evidence.views.entries import archive, ease, edit, entry, restore, share, unease
from alongside.evidence.views.log import log, read
from alongside.evidence.views.pieces import (
    accept,
    bring_back,
    dismiss,
    merge,
    piece,
    pieces,
    retitle,
    split,
    take_apart,
)
from alongside.evidence.views.stories import (
    archive_story,
    confirm_story,
    draft_story,
    edit_story,
    restore_story,
    share_story,
    stories,
    story,
    write_story,
)
from alongside.evidence.views.timeline import timeline

__all__ = [
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
    "entry",
    "log",
    "merge",
    "piece",
    "pieces",
    "read",
    "restore",
    "restore_story",
    "retitle",
    "share",
    "share_story",
    "split",
    "stories",
    "story",
    "take_apart",
    "timeline",
    "unease",
    "write_story",
]
