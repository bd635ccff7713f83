"""What is known of a person, for programs: theirs who wrote it, and nobody else's."""

from datetime import date

from ninja import Router, Schema

from alongside.accounts.middleware import ApiRequest
from alongside.people import actions
from alongside.people.models import Person
from alongside.people.queries import person_page
from alongside.sharing.guard import visible_or_404

router = Router(tags=["people"])


class KnownTopicOut(Schema):
    """`questions` are ways to ask for it."""

    about: str
    label: str
    text: str
    learned_on: date | None
    questions: list[str]
    worth_asking: bool


class KnownTopicsOut(Schema):
    items: list[KnownTopicOut]
    total: int


class KnownNoteIn(Schema):
    """An empty text takes the note away."""

    text: str
    learned_on: date | None = None


@router.get("/persons/{int:person_id}/known", response=KnownTopicsOut)
def known_of(request: ApiRequest, person_id: int) -> dict[str, object]:
    """Every topic, what is known first, then what is worth asking."""
    person = visible_or_404(request.auth, Person, person_id)
    return _topics(request, person)


@router.put("/persons/{int:person_id}/known/{about}", response=KnownTopicsOut)
def note_person(request: ApiRequest, person_id: int, about: str, given: KnownNoteIn) -> dict[str, object]:
    person = visible_or_404(request.auth, Person, person_id)
    actions.note_person(request.auth, person=person, about=about, **given.dict())
    return _topics(request, person)


def _topics(request: ApiRequest, person: Person) -> dict[str, object]:
    known = person_page.known_of(request.auth, person)
    items = [
        {
            "about": topic.about,
            "label": topic.label,
            "text": topic.note.text if topic.note else "",
            "learned_on": topic.note.learned_on if topic.note else None,
            "questions": list(topic.questions),
            "worth_asking": topic in known.unknown,
        }
        for topic in (*known.noted, *known.unknown, *known.others)
    ]
    return {"items": items, "total": len(items)}
