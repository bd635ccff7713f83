"""Every write of the room: who decides, topics to be known for, needs and who helps with them."""

from alongside.growth.actions.deciders import decide, decide_not
from alongside.growth.actions.known_for import choose_topic, drop_topic, edit_topic, restore_topic
from alongside.growth.actions.needs import add_need, drop_need, edit_need, get_help, get_no_help, restore_need
from alongside.growth.actions.steps import (
    allow_steps,
    finish_step,
    plan_steps,
    put_off_step,
    refuse_step,
    reopen_step,
)

__all__ = [
    "add_need",
    "allow_steps",
    "choose_topic",
    "decide",
    "decide_not",
    "drop_need",
    "drop_topic",
    "edit_need",
    "edit_topic",
    "finish_step",
    "get_help",
    "get_no_help",
    "plan_steps",
    "put_off_step",
    "refuse_step",
    "reopen_step",
    "restore_need",
    "restore_topic",
]
