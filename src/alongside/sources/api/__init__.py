"""Sources for programs: repositories, other sources, the runs that read them, and under which names."""

from ninja import Router

from alongside.sources.api.collections import router as collections
from alongside.sources.api.connections import router as connections
from alongside.sources.api.counted import router as counted
from alongside.sources.api.highlights import router as highlights
from alongside.sources.api.identities import router as identities
from alongside.sources.api.repositories import router as repositories

router = Router()
for _router in (repositories, connections, collections, counted, highlights, identities):
    router.add_router("", _router)

__all__ = ["router"]
