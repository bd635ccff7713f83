"""The room for programs: entries, activities, pieces of work, impact stories."""

from ninja import Router

from alongside.evidence.api.entries import router as entries
from alongside.evidence.api.pieces import router as pieces
from alongside.evidence.api.stories import router as stories

router = Router()
for _router in (entries, pieces, stories):
    router.add_router("", _router)

__all__ = ["router"]
