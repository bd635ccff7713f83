from django import forms

from alongside.people.models import Identity, IdentityKind, Relation


class PersonForm(forms.Form):
    name = forms.CharField(max_length=120, help_text="As you would say it.")
    relation = forms.ChoiceField(choices=Relation, label="They are your", initial=Relation.PEER)
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


class EditPersonForm(PersonForm):
    email = None  # type: ignore[assignment]
    handle = forms.CharField(max_length=60, help_text="What you write after @ in your log.")


class IdentityForm(forms.ModelForm):  # type: ignore[type-arg]
    kind = forms.ChoiceField(choices=IdentityKind, label="Kind")

    class Meta:
        model = Identity
        fields = ["kind", "value"]
        labels = {"value": "Name or address"}
        help_texts = {"value": "Exactly as it stands in the source; capitals do not matter."}
