"""The room for programs: whom to ask, and areas of the system."""

from ninja import Router

from alongside.knowledge.api.areas import router as areas
from alongside.knowledge.api.asking import router as asking

router = Router()
for _router in (asking, areas):
    router.add_router("", _router)

__all__ = ["router"]
