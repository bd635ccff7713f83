"""Components for templates. A box has a template of its name in `ui/components/`; what stands in every row is made
here, because a page has hundreds of them."""

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils import dateformat as dates
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from alongside.lib import wording

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    return _icon(name)


@register.simple_tag
def key(name: str) -> SafeString:
    """As printed on the key."""
    return _key(name)


@register.simple_tag
def eye(words: str) -> SafeString:
    """Who sees it: "only you", "you and Mina", "Payments team"."""
    return format_html(
        '<span class="eye" title="Who sees this">{}<span class="unseen">Seen by </span>{}</span>',
        icon("lock" if words.lower() == "only you" else "eye"),
        capfirst(words),
    )


@register.simple_tag
def chip(kind: str, value: object) -> SafeString:
    """Kind of an entry or point, or person, topic, goal, date, metric; the value comes without @ # !"""
    return format_html('<span class="chip chip--{}">{}{}</span>', kind, _chip_mark(kind), value)


@register.simple_tag
def source(label: object, url: str = "", kind: str = "") -> SafeString:
    """Where something comes from. Kind: commit, merge, ticket, review, log, meeting, …"""
    tag, link = ("a", format_html(' href="{}"', url)) if url else ("span", "")
    inside = format_html('{}<span class="unseen">{} </span><span>{}</span>', icon(kind or "link"), kind, label)
    return format_html('<{0} class="source source--{1}"{2}>{3}</{0}>', tag, kind, link, inside)


@register.simple_tag
def day(on: date, year: bool = True) -> SafeString:
    """The day of a row, with its year when that is not this year."""
    return _day(on, year and on.year != timezone.localdate().year)


@register.filter
def counted(number: object, words: str = "") -> str:
    """`17,852`; with a word `1 piece`, `17,852 pieces`. Where the plural is another: "entry,entries"."""
    one, _, many = words.partition(",")
    if not isinstance(number, int):
        return ""
    return wording.counted(number, one, many or (one if one.endswith("s") else ""))


def _chip_mark(kind: str) -> SafeString:
    if kind == "goal":
        return icon("flag") + _UNSEEN_GOAL
    elif kind in ("person", "topic", "metric", "figure"):
        return SafeString()
    else:
        return icon("calendar" if kind == "date" else kind)


_UNSEEN_GOAL = SafeString('<span class="unseen">goal</span>')


@lru_cache(maxsize=4000)
def _day(on: date, with_year: bool) -> SafeString:
    return format_html(
        '<time class="row__when" datetime="{}" title="{}">{}</time>',
        on.isoformat(),
        dates.format(on, "l, j F Y"),
        dates.format(on, "j M Y" if with_year else "j M"),
    )


@cache
def _icon(name: str) -> SafeString:
    sprite = staticfiles_storage.url("ui/icons.svg")
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sprite, name)


@cache
def _key(name: str) -> SafeString:
    return format_html('<kbd class="key" aria-hidden="true">{}</kbd>', name)


@register.inclusion_tag("ui/components/empty.html")
def empty(title: str, text: str, action_url: str = "", action_label: str = "") -> dict[str, Any]:
    return {"title": title, "text": text, "action_url": action_url, "action_label": action_label}


@register.inclusion_tag("ui/components/notice.html")
def notice(text: str, kind: str = "info") -> dict[str, Any]:
    return {"text": text, "kind": kind}


@register.inclusion_tag("ui/components/metric.html")
def metric(before: str, after: str, change: str = "") -> dict[str, Any]:
    return {"before": before, "after": after, "change": change}


@register.inclusion_tag("ui/components/mix.html")
def mix(parts: Sequence[tuple[str, str, int]], missing: Sequence[str]) -> dict[str, Any]:
    """Parts: (kind, label, count) of the agenda's points; missing: the kinds it would do well to have."""
    return {"parts": parts, "missing": missing, "total": sum(count for _, _, count in parts)}


@register.inclusion_tag("ui/components/circles.html")
def circles(own: int, collaboration: int, enabling: int) -> dict[str, Any]:
    return {"own": own, "collaboration": collaboration, "enabling": enabling}


@register.inclusion_tag("ui/components/progress.html")
def progress(label: str, done: int, total: int) -> dict[str, Any]:
    return {"label": label, "done": done, "total": total}
