"""How the pages of one-on-ones write days and notes."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from alongside.lib.markdown import to_html
from alongside.one_on_ones import wording

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    return mark_safe(to_html(text))  # noqa: S308 - to_html is the sanitiser of the house


@register.filter
def near(when: date | datetime | None) -> str:
    """`in 3 days`, `yesterday`."""
    return wording.in_days(_day(when), today=timezone.localdate()) if when else ""


@register.filter
def short_day(when: date | datetime | None) -> str:
    return wording.day(_day(when), today=timezone.localdate()) if when else ""


@register.filter
def long_day(when: date | datetime | None) -> str:
    return wording.long_day(_day(when), today=timezone.localdate()) if when else ""


def _day(when: date | datetime) -> date:
    return timezone.localtime(when).date() if isinstance(when, datetime) else when
