from django import template
from django.utils.safestring import SafeString, mark_safe

from alongside.lib.markdown import to_html

register = template.Library()


@register.filter
def guide(text: str) -> SafeString:
    return mark_safe(to_html(text, flowing=True))  # noqa: S308  # sanitised there
