from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.people.models import Identity, IdentityKind, Person, Relation
from alongside.people.queries import find_person

AS_THE_RING, EVERY, NEVER = "ring", "every", "never"
_CADENCES = [
    (AS_THE_RING, "as often as their ring asks for"),
    (EVERY, "every so many days"),
    (NEVER, "never remind me"),
]
WHOM = forms.TextInput(attrs={"list": "everyone", "autocomplete": "off"})


class PersonForm(forms.Form):
    name = forms.CharField(max_length=120, help_text="As you would say it.")
    relation = forms.ChoiceField(choices=Relation, label="They are your", initial=Relation.PEER)
    role = forms.CharField(
        max_length=80, required=False, label="What they do", help_text="Staff engineer, head of product."
    )
    team = forms.CharField(max_length=80, required=False)
    reports_to = forms.CharField(
        max_length=120,
        required=False,
        label="They report to",
        help_text="Somebody you have added, by name or @handle. Left empty while you do not know.",
        widget=WHOM,
    )
    handle = forms.CharField(
        max_length=60,
        required=False,
        help_text="What you write after @ in your log. Left empty, it is made from the name.",
    )
    email = forms.EmailField(
        max_length=254,
        required=False,
        label="E-mail address",
        help_text="Under which they commit or review, if you know it.",
    )
    cadence = forms.ChoiceField(
        choices=_CADENCES, initial=AS_THE_RING, required=False, label="How often you want to talk"
    )
    cadence_days = forms.IntegerField(
        min_value=1, max_value=730, required=False, label="Every how many days", help_text="With “every so many days”."
    )
    decides = forms.BooleanField(required=False, label="Takes part in deciding on your promotion")
    friend = forms.BooleanField(
        required=False,
        label="A friend",
        help_text="For you to remember. It never counts as having seen your work: only work that they saw does.",
    )

    def __init__(self, actor: Member, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.actor = actor

    def clean_reports_to(self) -> Person | None:
        typed = self.cleaned_data["reports_to"]
        return find_person(self.actor, typed) if typed else None

    def clean(self) -> dict[str, Any]:
        """What is left of the two fields for the cadence is the number of days."""
        given = super().clean() or self.cleaned_data
        cadence, days = given.pop("cadence", "") or AS_THE_RING, given.get("cadence_days")
        if cadence == EVERY and not days and "cadence_days" not in self.errors:
            raise ValidationError({"cadence_days": "Write after how many days you want to talk again."})
        if "cadence_days" not in self.errors:
            given["cadence_days"] = {AS_THE_RING: None, NEVER: 0}.get(cadence, days)
        return given


class EditPersonForm(PersonForm):
    email = None  # type: ignore[assignment]
    handle = forms.CharField(max_length=60, help_text="What you write after @ in your log.")


def as_typed(person: Person) -> dict[str, Any]:
    """What stands in the fields before anything is changed."""
    names = ("name", "relation", "handle", "role", "team", "decides", "friend")
    days = person.cadence_days
    return {name: getattr(person, name) for name in names} | {
        "reports_to": f"@{person.reports_to.handle}" if person.reports_to else "",
        "cadence": AS_THE_RING if days is None else EVERY if days else NEVER,
        "cadence_days": days or None,
    }


class ExpectationForm(forms.Form):
    text = forms.CharField(
        max_length=4000,
        label="What you understood",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In a sentence that they could say yes or no to.",
    )
    since = forms.DateField(
        required=False, label="Since when", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class IdentityForm(forms.ModelForm):  # type: ignore[type-arg]
    kind = forms.ChoiceField(choices=IdentityKind, label="Kind")

    class Meta:
        model = Identity
        fields = ["kind", "value"]
        labels = {"value": "Name or address"}
        help_texts = {"value": "Exactly as it stands in the source; capitals do not matter."}
