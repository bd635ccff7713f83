from functools import cache
from zoneinfo import available_timezones

from django import forms


@cache
def zones() -> list[tuple[str, str]]:
    """Reading them is slow: the machine keeps some six hundred files of them."""
    return [(zone, zone) for zone in sorted(available_timezones())]


class WelcomeForm(forms.Form):
    """Three answers: who you are in your repositories, where they lie, and whom you meet."""

    name = forms.CharField(label="Your name, as in your commits", max_length=120)
    emails = forms.CharField(
        label="Your e-mail addresses",
        help_text="All you have committed with, separated by spaces. Only these count as you.",
    )
    repositories = forms.CharField(
        label="Folders of repositories you work in",
        required=False,
        help_text="One a line. Alongside reads their history with git and changes nothing.",
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )
    manager = forms.CharField(
        label="Whom you have one-on-ones with", max_length=120, help_text="Your manager's name. They need no account."
    )

    field_order = ["repositories", "manager", "name", "emails"]

    def clean_emails(self) -> list[str]:
        emails: list[str] = self.cleaned_data["emails"].replace(",", " ").split()
        for email in emails:
            forms.EmailField().clean(email)
        return emails

    def clean_repositories(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["repositories"].splitlines() if line.strip()]


class SettingsForm(forms.Form):
    name = forms.CharField(label="Your name", max_length=120)
    timezone = forms.ChoiceField(label="Time zone", help_text="Times and days are shown in it.", choices=zones)
    review_on = forms.DateField(
        label="Your next performance review",
        required=False,
        help_text="When it comes near, your preparations ask what would make it strong.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class DelayForm(forms.Form):
    """A line of Today and for how many days it is put off; without a number, for good."""

    key = forms.CharField(max_length=120)
    days = forms.IntegerField(min_value=1, max_value=365, required=False)
