from typing import Any

from django import forms

from alongside.accounts.models import Member
from alongside.evidence.models import Circle, EntryKind
from alongside.people.models import Person
from alongside.people.queries import persons_of


class LineForm(forms.Form):
    line = forms.CharField(widget=forms.Textarea, strip=False, error_messages={"required": "Write one sentence."})


class FiltersForm(forms.Form):
    """What stands in the address; what does not fit narrows nothing."""

    kind = forms.ChoiceField(choices=EntryKind, required=False)
    topic = forms.CharField(max_length=80, required=False)
    person = forms.CharField(max_length=60, required=False)
    q = forms.CharField(max_length=200, required=False)
    whose = forms.ChoiceField(choices=[("others", "others")], required=False)
    archived = forms.BooleanField(required=False)
    page = forms.IntegerField(min_value=1, max_value=100_000, required=False)


class StoryForm(forms.Form):
    action = forms.CharField(
        label="What did you do?",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One verb and its object: cached the price table at the edge.",
    )
    purpose = forms.CharField(
        label="To change what?",
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="And for whom.",
    )
    result = forms.CharField(
        label="Resulting in what?",
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="With the number before and after, if you know it: p95 fell from 900 ms to 300 ms.",
    )
    circle = forms.ChoiceField(
        label="Circle of impact", choices=[("", "Not said yet"), *Circle.choices], required=False
    )
    goals = forms.CharField(max_length=1000, required=False, help_text="Which it serves; commas between several.")
    happened_on = forms.DateField(label="When", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    witnesses = forms.ModelMultipleChoiceField(
        label="Who saw it?",
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Who could speak for it when you are not in the room.",
    )

    def __init__(self, *args: Any, actor: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["witnesses"].queryset = persons_of(actor)  # type: ignore[attr-defined]

    def clean_goals(self) -> list[str]:
        return [goal for part in self.cleaned_data["goals"].split(",") if (goal := part.strip())]
