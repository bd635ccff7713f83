from django import forms


class PathForm(forms.Form):
    path = forms.CharField(
        label="Folder of a repository",
        max_length=1000,
        widget=forms.TextInput(attrs={"placeholder": "~/code/payments", "spellcheck": "false", "autocomplete": "off"}),
    )
