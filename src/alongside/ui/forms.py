from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Every field of the product is drawn by one template, so `{{ form }}` is enough on a page."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


def show(form: forms.BaseForm, problem: ValidationError) -> None:
    """Beside its field where the form has that field, else above all."""
    by_field = problem.message_dict if hasattr(problem, "error_dict") else {"": problem.messages}
    for name, messages in by_field.items():
        form.add_error(name if name in form.fields else None, messages)
