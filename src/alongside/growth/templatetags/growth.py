"""Words and links of claims and of who saw them. They stand in every row, so they are made without templates."""

from collections.abc import Sequence
from datetime import date

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from alongside.growth.advocates import Claim, Sight, Source
from alongside.growth.queries.addresses import page_of
from alongside.lib import wording
from alongside.ui.templatetags.ui import icon
from alongside.ui.templatetags.ui import source as source_link

register = template.Library()
_MARKS = {"story": "story", "piece": "work", "entry": "log"}
_MARK_OF = {"entry": "log", "pull request": "pull_request", "merge request": "pull_request", "change": "commit"}
_KNOWN = {"commit", "merge", "review", "issue", "ticket", "meeting", "message", "thanks", "story", "question", "note"}


@register.simple_tag
def claim(about: Claim) -> SafeString:
    """Its title, as a link to its page."""
    return format_html('<a href="{}">{}</a>', page_of(about.key), about.title)


@register.simple_tag
def claim_row(about: Claim) -> SafeString:
    """The same as the text of a row."""
    return format_html('<a class="row__text" href="{}">{}</a>', page_of(about.key), about.title)


@register.simple_tag
def claim_mark(about: Claim) -> SafeString:
    return icon(_MARKS[about.key.partition(":")[0]])


@register.simple_tag
def ago(on: date) -> SafeString:
    """`3 weeks ago`, with the day on hovering."""
    today = timezone.localdate()
    words = wording.in_days(on, today=today)
    return format_html('<time datetime="{}" title="{}">{}</time>', on.isoformat(), f"{on:%A, %-d %B %Y}", words)


@register.simple_tag
def first_name(name: str) -> str:
    return wording.first_name(name)


@register.simple_tag
def fading(sight: Sight) -> SafeString:
    """Who saw it long ago is reminded before they are asked to speak for it."""
    if not sight.is_fading(timezone.localdate()):
        return SafeString()
    return SafeString('<span class="late">more than a year ago: remind them first</span>')


@register.simple_tag
def said_by(sources: Sequence[Source], at_most: int = 2) -> SafeString:
    """Links to the latest that say it; the rest as a number."""
    links = format_html_join(
        " ", "{}", ((source_link(each.label, each.url, _mark(each)),) for each in sources[:at_most])
    )
    more = len(sources) - at_most
    return links if more <= 0 else format_html('{} <span class="quiet small">and {} more</span>', links, more)


def _mark(each: Source) -> str:
    kind = _MARK_OF.get(each.kind, each.kind)
    return kind if kind in _KNOWN or kind in _MARK_OF.values() else "link"
