from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Every field of the product is drawn by one template, so `{{ form }}` is enough on a page."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
