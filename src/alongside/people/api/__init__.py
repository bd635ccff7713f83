"""The room for programs: persons around the member."""

from ninja import Router

from alongside.people.api.persons import router as persons

router = Router()
for _router in (persons,):
    router.add_router("", _router)

__all__ = ["router"]
