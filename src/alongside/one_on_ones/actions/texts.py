"""What people typed, made fit to keep, and changed without losing what the other wrote meanwhile."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.one_on_ones.models import Note, Promise, TalkingPoint
from alongside.sharing.door import SharedQuerySet


class Conflict(ValidationError):
    """The other of the pair changed the same words first. Both texts are here; nothing was overwritten."""

    def __init__(self, *, current: str, version: int, yours: str) -> None:
        sentence = (
            "This was changed meanwhile. Both texts are shown: put together what you want to keep, and save again."
        )
        super().__init__(sentence, code="conflict")
        self.current, self.version, self.yours = current, version, yours


def clean_text(text: str, *, what: str, limit: int) -> str:
    """Raises ValidationError for nothing and for too much. A database keeps no NUL, so it goes."""
    text = text.replace("\0", "").replace("\r\n", "\n").strip()
    if not text:
        raise ValidationError(f"Write the {what} first.")
    if len(text) > limit:
        raise ValidationError(
            f"The {what} has {len(text):,} characters, and {limit:,} fit. Shorten it, or split it in two."
        )
    return text


def change(
    actor: Member, thing: TalkingPoint | Note | Promise, *, version: int, word: str = "text", **fields: Any
) -> None:
    """Save these fields if nobody changed the thing since that version; `word` names the field that is compared."""
    rows: SharedQuerySet[Any] = type(thing).objects.editable_by(actor).filter(pk=thing.pk)
    changes = {**fields, "version": version + 1, "edited_at": timezone.now()}
    if not rows.filter(version=version).update(**changes):
        thing.refresh_from_db()
        raise Conflict(current=getattr(thing, word), version=thing.version, yours=fields[word])
    for name, value in changes.items():
        setattr(thing, name, value)
