"""One-on-ones as JSON: everything that the pages can do."""

from ninja import Router

from alongside.one_on_ones.api import (
    documents,
    history,
    meetings,
    notes,
    pairs,
    persons,
    points,
    preparing,
    promises,
    questions,
)

router = Router(tags=["one-on-ones"])
for _part in (pairs, persons, preparing, points, notes, promises, meetings, questions, history, documents):
    router.add_router("", _part.router)
