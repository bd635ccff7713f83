"""What was typed into the small forms of the agenda."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from alongside.accounts.middleware import MemberRequest
from alongside.one_on_ones.forms import MomentForm, PromiseForm
from alongside.one_on_ones.models import Reach


def version(request: MemberRequest) -> int:
    given = request.POST.get("version", "")
    if not given.isdecimal() or len(given) > 9:
        raise ValidationError("This form is out of date. Open the agenda again; your words are still here.")
    return int(given)


def reach(request: MemberRequest, otherwise: str = Reach.BOTH) -> str:
    return request.POST.get("audience") or otherwise


def promised(request: MemberRequest) -> dict[str, Any]:
    form = PromiseForm(request.POST)
    if not form.is_valid():
        raise ValidationError(_wrong_promise(form))
    return dict(form.cleaned_data)


def _wrong_promise(form: PromiseForm) -> str:
    if "due_on" in form.errors:
        return "Write the day as 2026-11-20, or leave it out."
    return "Write what is promised, in up to 2,000 characters."


def moment_of(request: MemberRequest) -> datetime:
    form = MomentForm(request.POST)
    if not form.is_valid():
        raise ValidationError("Say on which day and at what time.")
    moment: datetime = form.cleaned_data["starts_at"]
    return moment


def short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"
