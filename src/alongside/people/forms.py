from typing import Any

from django import forms

from alongside.people.models import Person


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable when it runs
    email = forms.EmailField(label="E-mail address", required=False, help_text="As they commit, or stand in calendars.")

    class Meta:
        model = Person
        fields = ["name", "relation", "handle"]
        help_texts = {"handle": "What stands after @ in a line of your log. Made from the name when left empty."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handle"].required = False

    def _post_clean(self) -> None:
        """The action fills and checks the row; the form only cleans what was typed."""

    def save(self, commit: bool = True) -> Person:
        raise NotImplementedError("Forms check; actions write.")
