"""What points at persons, in every room, and is said of them: not what each look through the record finds anew."""

from typing import Any

from alongside.people.models import Person, SameAddress


def pointing_at_persons() -> list[Any]:
    """Every key that does, those between an entry and its people included."""
    found = [
        relation.field  # type: ignore[union-attr]
        for relation in Person._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
        if relation.related_model is not SameAddress
    ]
    return sorted(found, key=str)
