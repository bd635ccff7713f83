"""What people typed, as values. Forms check; actions write."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.lib.keys import key_in
from alongside.one_on_ones.models import Every, Pair
from alongside.one_on_ones.picking import SIDES, SITUATIONS
from alongside.one_on_ones.wording import ASKED
from alongside.people.models import Person, Relation
from alongside.people.queries import find_person, persons_of

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
_MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
CALENDAR = "text/calendar,.ics"
DOCUMENT = "text/markdown,text/plain,.md,.markdown,.txt"


class RhythmForm(forms.Form):
    every = forms.ChoiceField(label="How often", choices=Every.choices, initial=Every.FORTNIGHTLY)
    first_on = forms.DateField(
        label="First on", widget=_DAY, required=False, help_text="A day on which you meet: it sets the weekday."
    )
    at = forms.TimeField(label="At", widget=_TIME, required=False)
    minutes = forms.IntegerField(label="Minutes", min_value=5, max_value=480, initial=45)
    zone = forms.CharField(label="Time zone", max_length=64, help_text="The clock that rules, such as Europe/Berlin.")

    def clean_zone(self) -> str:
        zone = str(self.cleaned_data["zone"])
        if zone not in available_timezones():
            raise ValidationError(f"“{zone}” is no time zone: write it like Europe/Berlin.")
        return zone

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("every") != Every.AD_HOC:
            for name, words in (("first_on", "Say on which day you meet."), ("at", "Say at what time you meet.")):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return given


class PairForm(RhythmForm):
    """With somebody known, or somebody new by name."""

    person = forms.CharField(
        label="With",
        max_length=254,
        required=False,
        help_text="Somebody you have added, by name or @handle. Left empty for somebody new.",
        widget=forms.TextInput(attrs={"list": "everyone", "autocomplete": "off"}),
    )
    name = forms.CharField(label="Their name, if new", max_length=120, required=False)
    relation = forms.ChoiceField(
        label="They are your", choices=Relation.choices, initial=Relation.MANAGER, required=False
    )
    field_order = ("person", "name", "relation", "every", "first_on", "at", "minutes", "zone")

    def __init__(self, member: Member, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.member = member

    def clean_person(self) -> Person | None:
        """By key where a program says it, else as it was typed."""
        typed = self.cleaned_data["person"].strip()
        known = persons_of(self.member).filter(pk=key_in(typed)).first() if key_in(typed) else None
        return known or (find_person(self.member, typed) if typed else None)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not given.get("person") and not given.get("name") and "person" not in self.errors:
            self.add_error("name", "Say with whom, or write the name of somebody new.")
        return given


def rhythm_of(pair: Pair) -> dict[str, Any]:
    return {name: getattr(pair, name) for name in ("every", "first_on", "at", "minutes", "zone")}


class MomentForm(forms.Form):
    starts_at = forms.DateTimeField(label="When", widget=_MOMENT)


class PromiseForm(forms.Form):
    text = forms.CharField(max_length=2000, strip=True)
    side = forms.CharField(required=False, max_length=5)
    due_on = forms.DateField(required=False, widget=_DAY)


class PeriodForm(forms.Form):
    since = forms.DateField(required=False, widget=_DAY)
    until = forms.DateField(required=False, widget=_DAY)


class QuestionForm(forms.Form):
    text = forms.CharField(label="Question", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    situation = forms.ChoiceField(
        label="When", choices=[(name, name.replace("_", " ")) for name in SITUATIONS], initial="any"
    )
    side = forms.ChoiceField(label="Asked", choices=[(name, ASKED[name]) for name in SIDES], initial="report")


class CalendarForm(forms.Form):
    file = forms.FileField(
        label="Calendar file",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": CALENDAR}),
        help_text="An .ics file, as every calendar exports it. It stays on this machine.",
    )


class DocumentForm(forms.Form):
    file = forms.FileField(
        label="Running document",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": DOCUMENT}),
        help_text="Markdown or plain text, with a date as the heading of each meeting.",
    )
    text = forms.CharField(label="Or paste it", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8}))
    order = forms.ChoiceField(
        label="In dates like 3/11/2026",
        required=False,
        choices=[("", "see for yourself"), ("day", "the day comes first"), ("month", "the month comes first")],
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("file") and not str(given.get("text") or "").strip():
            raise ValidationError("Choose a file or paste the text. Nothing was imported.")
        return given
