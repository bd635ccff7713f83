"""Components for templates. A box has a template of its name in `ui/components/`; what stands in every row is made
here, because a page has hundreds of them."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    return _icon(name, staticfiles_storage.url("ui/icons.svg"))


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


def _chip_mark(kind: str) -> SafeString:
    if kind == "goal":
        return icon("flag") + _UNSEEN_GOAL
    elif kind in ("person", "topic", "metric"):
        return SafeString()
    else:
        return icon("calendar" if kind == "date" else kind)


_UNSEEN_GOAL = SafeString('<span class="unseen">goal</span>')


@cache
def _icon(name: str, sprite: str) -> SafeString:
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sprite, name)


@cache
def _key(name: str) -> SafeString:
    return format_html('<kbd class="key" aria-hidden="true">{}</kbd>', name)


@register.inclusion_tag("ui/components/source.html")
def source(label: object, url: str = "", kind: str = "") -> dict[str, Any]:
    return {"label": label, "url": url, "kind": kind}


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
