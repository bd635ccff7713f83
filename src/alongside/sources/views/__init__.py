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
    "collect",
    "folders",
    "forget",
    "identity_proposals",
    "merge_identity",
    "propose_identity_again",
    "refuse_identity",
    "remember",
    "repository",
    "sources",
    "split_identity",
]
