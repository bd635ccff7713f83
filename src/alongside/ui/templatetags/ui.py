"""Components for templates: small facts are inclusion tags, boxes are block tags."""

from django import template

register = template.Library()
