from django import template

from alongside.accounts.models import Member
from alongside.evidence import queries
from alongside.evidence.models import Entry, Story

register = template.Library()


@register.simple_tag
def who_reads(thing: Entry | Story, viewer: Member) -> str:
    """Who sees it, in words, from the viewer's side."""
    return queries.who_reads(thing, viewer)
