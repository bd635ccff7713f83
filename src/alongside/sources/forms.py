from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from alongside.sources.collectors.contract import Collector, Setting
from alongside.sources.folders import served_here
from alongside.sources.imports import Answers


class PathForm(forms.Form):
    path = forms.CharField(
        label="Folder of a repository",
        max_length=1000,
        widget=forms.TextInput(attrs={"placeholder": "~/code/payments", "spellcheck": "false", "autocomplete": "off"}),
    )


class AnswersForm(forms.Form):
    """The questions of one collector. A file is uploaded, or named where this server is one's own."""

    def __init__(
        self,
        collector: Collector,
        *args: object,
        columns: Sequence[str] = (),
        known: Mapping[str, str] | None = None,
        **more: object,
    ) -> None:
        super().__init__(*args, initial=dict(known or {}), **more)  # type: ignore[misc, arg-type]
        self.collector, self._known = collector, known or {}
        for setting in collector.settings:
            if setting.kind != "column" or columns:
                self.fields[setting.name] = _field(setting, columns, known=self._known.get(setting.name, ""))

    def answers(self) -> Answers:
        """As text, by setting, or as it was uploaded."""
        found = self.cleaned_data.items()
        return {name: value if isinstance(value, UploadedFile) else str(value or "") for name, value in found}


def _field(setting: Setting, columns: Sequence[str], *, known: str) -> forms.Field:
    about: dict[str, Any] = {"label": setting.label, "help_text": setting.help, "initial": known or setting.default}
    about["required"] = setting.required and not (known or setting.kind in ("secret", "column"))
    if setting.kind == "file":
        return forms.FileField(**{**about, "help_text": _file_help(setting, known)}, max_length=200)
    if setting.kind == "secret":
        attrs = {"autocomplete": "off", "placeholder": "As it is" if known else ""}
        return forms.CharField(**{**about, "initial": ""}, widget=forms.PasswordInput(attrs=attrs))
    if setting.kind == "lines":
        return forms.CharField(**about, widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}))
    if setting.kind in ("choice", "column"):
        choices = setting.choices if setting.kind == "choice" else [(name, name) for name in columns]
        return forms.ChoiceField(**about, choices=choices if about["required"] else [("", "—"), *choices])
    return forms.CharField(**about, widget=forms.TextInput(attrs={"spellcheck": "false"}))


def _file_help(setting: Setting, known: str) -> str:
    now = "Choose one to read instead." if known else ""
    here = "A big one need not be uploaded: name it in a terminal." if served_here() and not known else ""
    return " ".join(part for part in (setting.help, now, here) if part)
