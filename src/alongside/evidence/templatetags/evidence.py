"""Words and links of entries and impact stories. They stand in every row, so they are made without templates."""

from datetime import date
from functools import cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from alongside.accounts.models import Member
from alongside.evidence import queries
from alongside.evidence.metrics import Metric, describe, from_json
from alongside.evidence.models import Entry, Story
from alongside.ui.templatetags.ui import chip, eye

register = template.Library()


@register.simple_tag
def readers(thing: Entry | Story, viewer: Member, at: str) -> SafeString:
    """Who sees it, in words. The owner opens the menu, which is fetched from below its address; others read."""
    words = eye(queries.who_reads(thing, viewer))
    return words if thing.owner_id != viewer.pk else format_html(_MENU, words, f"{at}share/")


_MENU = """<details class="menu"><summary class="eye-button">{0}<span class="unseen">, change</span></summary>
<div class="menu__list" hx-get="{1}" hx-trigger="toggle from:closest details once">
<a class="menu__item" href="{1}">Change who sees it</a></div></details>"""


@register.simple_tag
def age(on: date) -> str:
    """Of a challenge or blocker that is not over."""
    days = (timezone.localdate() - on).days
    if days < 1:
        return "since today"
    return "a day old" if days == 1 else f"{days} days old"


@register.simple_tag
def measured(metrics: list[dict[str, Any]]) -> SafeString:
    """A change stands out as a metric; a lone number is only a figure."""
    return format_html_join(" ", "{}", ((_metric(from_json(kept)),) for kept in metrics))


@register.simple_tag
def narrows(entry: Entry) -> SafeString:
    """Topics and people of an entry, each a link to the log narrowed to it. Their rows have been fetched."""
    topics = [("topic", topic.name, topic.name) for topic in entry.topics.all()]
    people = [("person", person.handle, person.name) for person in entry.people.all()]
    return format_html_join(
        " ",
        '<a class="chip chip--{}" href="{}?{}">{}</a>',
        ((name, _log(), urlencode({name: value}), words) for name, value, words in [*topics, *people]),
    )


@cache
def _log() -> str:
    return reverse("evidence:log")


def _metric(metric: Metric) -> SafeString:
    compares = bool(metric.before and metric.after) or metric.change_percent is not None
    return chip("metric" if compares else "figure", format_html("{}", describe(metric)))
