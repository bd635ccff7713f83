"""Words and links of entries and impact stories. They stand in every row, so they are made without templates."""

from calendar import month_name
from collections.abc import Sequence
from datetime import date
from functools import cache
from html import escape
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
from alongside.evidence.timeline import Band, Mark
from alongside.ui.templatetags.ui import chip, eye
from alongside.ui.templatetags.ui import source as source_link

register = template.Library()
_MONTHS = tuple(month_name)


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
def said_by(sources: Sequence[queries.Source]) -> SafeString:
    """Links to the first few that say it; the rest as a number. Where nothing does, the words are the person's own."""
    if not sources:
        return _OWN_WORDS
    links = format_html_join(" ", "{}", ((_from(each),) for each in sources[:_MOST_SHOWN]))
    more = len(sources) - _MOST_SHOWN
    return links if more <= 0 else format_html('{} <span class="quiet small">and {} more</span>', links, more)


_MOST_SHOWN = 3
_OWN_WORDS = SafeString('<span class="quiet small">in your own words</span>')


def _from(source: queries.Source) -> SafeString:
    kind = source.what or {"entry": "log", "piece": "work"}[source.kind]
    label = source.label.removeprefix(f"{source.what} ") if source.what else source.label.removeprefix("log of ")
    return source_link(label, source.url or _page_of(source), kind)


def _page_of(source: queries.Source) -> str:
    if source.kind == "entry":
        return reverse("evidence:entry", args=[source.id])
    piece = source.id if source.kind == "piece" else source.piece
    return reverse("evidence:piece", args=[piece]) if piece else ""


@register.simple_tag
def told(grounds: queries.Grounds, part: str) -> SafeString:
    """The sources of one part of a story."""
    found = next((each.sources for each in grounds.sentences if each.part == part), None)
    if found is None:
        return SafeString("")
    return format_html('<span class="quiet small">from</span> {}', said_by(found)) if found else said_by(found)


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


@register.simple_tag
def marks(band: Band) -> SafeString:
    """Of a year there are hundreds: made here, where one costs a microsecond."""
    before, _, after = reverse("evidence:piece", args=[0]).rpartition("0")
    return SafeString("".join(_mark(mark, before, after) for mark in band.marks))


def _mark(mark: Mark, before: str, after: str) -> str:
    work, told = mark.work, ' class="told"' if mark.work.told else ""
    return (
        f'<a href="{before}{work.pk}{after}" tabindex="-1" transform="translate({mark.x} {mark.y})"{told}>'
        f"<title>{work.on.day} {_MONTHS[work.on.month]}: {escape(work.title)} ({escape(work.kind)})</title>"
        f'<use href="#mark-{work.family}"/></a>'
    )
