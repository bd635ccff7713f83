"""The room for programs: persons around the member."""

from ninja import Router

from alongside.people.api.expectations import router as expectations
from alongside.people.api.importing import router as importing
from alongside.people.api.notes import router as notes
from alongside.people.api.persons import router as persons
from alongside.people.api.rings import router as rings
from alongside.people.api.touchpoints import router as touchpoints
from alongside.people.api.twice import router as twice

router = Router()
for _router in (importing, persons, rings, touchpoints, notes, expectations, twice):
    router.add_router("", _router)

__all__ = ["router"]
