from django import forms

_TEXT = forms.Textarea(attrs={"rows": 2})


class LinesField(forms.CharField):
    """One thing a line."""

    widget = forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})

    def clean(self, value: object) -> list[str]:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class AreaForm(forms.Form):
    name = forms.CharField(max_length=120)
    paths = LinesField(label="Folders", help_text="One a line, like payments/src/db/.", max_length=20_000)
    problem = forms.CharField(label="Which problem it solves", required=False, max_length=2000, widget=_TEXT)
    abilities = forms.CharField(label="What it can do", required=False, max_length=2000, widget=_TEXT)
    limits = forms.CharField(label="What it cannot do", required=False, max_length=2000, widget=_TEXT)
    users = forms.CharField(label="How a user meets it", required=False, max_length=2000, widget=_TEXT)


class SplitForm(forms.Form):
    paths = LinesField(label="Folders that become an area of their own", max_length=20_000)
    name = forms.CharField(max_length=120, required=False, help_text="Left empty, it is called as its folder.")
