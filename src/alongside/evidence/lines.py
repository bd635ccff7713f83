"""Reading a line, with refusals that say what to do."""

from datetime import date

from django.core.exceptions import ValidationError

from alongside.evidence import storable
from alongside.evidence.capture import LONGEST_LINE, Captured, NothingTyped, parse


def read_line(line: str, *, today: date) -> Captured:
    """What a line says. Raises ValidationError when it says nothing or far too much."""
    clean = storable.text(line)
    if len(clean) > LONGEST_LINE:
        told = f"A line holds up to {LONGEST_LINE:,} characters, this one has {len(clean):,}. Log its gist."
        raise ValidationError(told)
    try:
        return parse(clean, today=today)
    except NothingTyped as problem:
        raise ValidationError(str(problem)) from problem
