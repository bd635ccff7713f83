from alongside.sources.views.connections import (
    change_connection,
    collect_connection,
    connect,
    connection,
    connection_row,
    forget_connection,
    remember_connection,
    try_connection,
)
from alongside.sources.views.counted import count
from alongside.sources.views.identities import (
    identity_proposals,
    merge_identity,
    propose_identity_again,
    refuse_identity,
    split_identity,
)
from alongside.sources.views.repositories import add, cancel, collect, folders, forget, remember, repository, sources

__all__ = [
    "add",
    "cancel",
    "change_connection",
    "collect",
    "collect_connection",
    "connect",
    "connection",
    "connection_row",
    "count",
    "folders",
    "forget",
    "forget_connection",
    "identity_proposals",
    "merge_identity",
    "propose_identity_again",
    "refuse_identity",
    "remember",
    "remember_connection",
    "repository",
    "sources",
    "split_identity",
    "try_connection",
]
