from django import template
from django.utils.safestring import SafeString, mark_safe

from alongside.lib.markdown import to_html

register = template.Library()


@register.filter
def guide(text: str) -> SafeString:
    return mark_safe(to_html(text, flowing=True))  # noqa: S308  # sanitised there


@register.filter
def counted(kind: str, number: int) -> str:
    """Of a kind of activity: 1 commit, 2 commits, 3 thanks."""
    return f"{number:,} {kind if number == 1 or kind.endswith('s') else kind + 's'}"
