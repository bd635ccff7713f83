"""What was typed, as clean values; the forms never save."""

from django import forms

from alongside.growth.models.known_for import WEEKS


class TopicForm(forms.Form):
    topic = forms.CharField(max_length=80, help_text="As you write it after # in your log: latency.")
    words = forms.CharField(
        label="Other words for it",
        max_length=600,
        required=False,
        help_text="As they stand in titles of your work; commas between several.",
    )
    every_weeks = forms.IntegerField(
        label="Remind me after so many weeks without anything new",
        min_value=0,
        max_value=104,
        initial=WEEKS,
        help_text="0 for no reminder.",
    )

    def clean_words(self) -> list[str]:
        return [word for part in self.cleaned_data["words"].split(",") if (word := part.strip())]


class NeedForm(forms.Form):
    text = forms.CharField(label="What do you need support with?", max_length=200)


class PersonForm(forms.Form):
    who = forms.CharField(max_length=254, error_messages={"required": "Write a name or @handle."})
