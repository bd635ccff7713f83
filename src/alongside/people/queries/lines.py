"""Who stands above whom among the persons of a member."""

from alongside.accounts.models import Member
from alongside.people.models import Person


def stands_above(viewer: Member, above: int | None, person: int | None) -> bool:
    """Whether `above` is this person or somebody to whom they report, directly or not; both are keys. Who was removed
    counts: they may come back."""
    lines = dict(Person.objects.visible_to(viewer).values_list("pk", "reports_to"))
    seen = set[int]()
    while person is not None and person not in seen and person != above:
        seen.add(person)
        person = lines.get(person)
    return person is not None and person == above
