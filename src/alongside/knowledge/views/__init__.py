from alongside.knowledge.views.areas import (
    add_area,
    area,
    areas,
    edit_area,
    hide_area,
    look_at,
    merge_area,
    share_area,
    show_area,
    split_area,
    take_look_back,
    unmerge_area,
)
from alongside.knowledge.views.asking import add_person, ask, asked

__all__ = [
    "add_area",
    "add_person",
    "area",
    "areas",
    "ask",
    "asked",
    "edit_area",
    "hide_area",
    "look_at",
    "merge_area",
    "share_area",
    "show_area",
    "split_area",
    "take_look_back",
    "unmerge_area",
]
