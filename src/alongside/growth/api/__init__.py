"""The room for programs: advocates, who decides, topics to be known for, support, steps."""

from ninja import Router

from alongside.growth.api.advocates import router as advocates
from alongside.growth.api.steps import router as steps
from alongside.growth.api.support import router as support
from alongside.growth.api.topics import router as topics

router = Router()
for _router in (advocates, topics, support, steps):
    router.add_router("", _router)

__all__ = ["router"]
