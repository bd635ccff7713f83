"""Pieces of the rings outside their picture: made here, because a page has hundreds of them."""

from functools import cache

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from alongside.lib import wording
from alongside.people.cadence import State
from alongside.people.circles import Line
from alongside.people.models import Ring
from alongside.people.rings import IN_WORDS, Placed, facts, shape
from alongside.people.rings.looks import OnPage

register = template.Library()


@register.filter
def of(url: str, key: int) -> str:
    """The address of a thing by that of thing 0: looking each up would cost a page more than all else."""
    return url.replace("/0/", f"/{key}/")


@register.simple_tag(takes_context=True)
def hidden_fields(context: Context, address: str) -> SafeString:
    """What each form of the list carries: made once for a hundred of them."""
    token = str(context["csrf_token"])
    return format_html(_HIDDEN, token, address)


_HIDDEN = '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="next" value="{}">'


@register.simple_tag
def drawn(picture: str) -> SafeString:
    """What people wrote was escaped when it was drawn."""
    return mark_safe(picture)  # noqa: S308


@register.simple_tag
def freshness(person: Placed) -> SafeString:
    """The mark of the picture, with what it says in words."""
    return format_html('{}<span title="{}">{}</span>', _mark(person.state), " · ".join(facts(person)), _ago(person))


@register.simple_tag
def legend() -> SafeString:
    return format_html_join(
        "", '<li class="rings__key">{} {}</li>', ((_mark(state), words) for state, words in IN_WORDS.items())
    )


@register.simple_tag
def ring_choices(person: Placed) -> SafeString:
    return _choices(person.ring, person.by_hand)


@cache
def _choices(ring: str, by_hand: bool) -> SafeString:
    choices = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, _SELECTED if value == ring else "", wording.sentence(name)) for value, name in Ring.choices),
    )
    return choices + _BACK if by_hand else choices


_SELECTED = mark_safe(" selected")
_BACK = mark_safe('<option value="">as their relation says</option>')


@register.simple_tag
def counted_dots(line: Line) -> SafeString:
    """Filled for who is there, open for who is not."""
    dots = "●" * line.have + "○" * line.missing
    return format_html('<span class="needs__dots" aria-hidden="true">{}</span>', dots)


def _mark(state: State) -> SafeString:
    return _MARKS[state]


def _ago(person: Placed) -> str:
    if person.days is None:
        return IN_WORDS[person.state]
    ago = {0: "today", 1: "yesterday"}.get(person.days, f"{person.days} days ago")
    return f"{ago}, due" if person.is_due else ago


_MARKS = {
    state: format_html(
        '<svg class="rings__mark rings__mark--{}" viewBox="-11 -11 22 22" aria-hidden="true">{}</svg>',
        state,
        mark_safe(shape(state, 1, OnPage())),  # noqa: S308
    )
    for state in State
}
