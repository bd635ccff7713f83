"""Verbs over sources: what is read, when, and which names in it are the actor's own."""

from alongside.sources.actions.connections import (
    change_connection,
    collect_connection,
    connect,
    draft_connection,
    forget_connection,
    remember_connection,
)
from alongside.sources.actions.identities import (
    merge_identity,
    propose_identity_again,
    recount_mine,
    refuse_identity,
    split_identity,
)
from alongside.sources.actions.paths import go_on_reading_paths, stop_reading_paths
from alongside.sources.actions.repositories import add_repository, collect, forget_repository, remember_repository
from alongside.sources.actions.runs import cancel, go_on_collecting

__all__ = [
    "add_repository",
    "cancel",
    "change_connection",
    "collect",
    "collect_connection",
    "connect",
    "draft_connection",
    "forget_connection",
    "forget_repository",
    "go_on_collecting",
    "go_on_reading_paths",
    "merge_identity",
    "propose_identity_again",
    "recount_mine",
    "refuse_identity",
    "remember_connection",
    "remember_repository",
    "split_identity",
    "stop_reading_paths",
]
