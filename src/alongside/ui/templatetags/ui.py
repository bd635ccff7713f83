"""Components for templates. Each tag has a template of the same name in `ui/components/`."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage

register = template.Library()


@register.inclusion_tag("ui/components/icon.html")
def icon(name: str) -> dict[str, Any]:
    return {"name": name, "sprite": staticfiles_storage.url("ui/icons.svg")}


@register.inclusion_tag("ui/components/chip.html")
def chip(kind: str, value: object) -> dict[str, Any]:
    return {"kind": kind, "value": value}


@register.inclusion_tag("ui/components/eye.html")
def eye(words: str) -> dict[str, Any]:
    return {"words": words}


@register.inclusion_tag("ui/components/source.html")
def source(label: object, url: str = "", kind: str = "") -> dict[str, Any]:
    return {"label": label, "url": url, "kind": kind}


@register.inclusion_tag("ui/components/key.html")
def key(name: str) -> dict[str, Any]:
    return {"name": name}


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
