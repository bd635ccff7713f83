"""What a member knows of a person, and what they understood is expected of them."""

from django.db import models
from django.db.models import Q

from alongside.accounts.models import Member
from alongside.people.models.persons import Person
from alongside.sharing.models import Part, Private, Shared


class KnownOf(models.TextChoices):
    GOALS = "goals", "their goals"
    PRESSURES = "pressures", "what presses them"
    SUCCESS = "success", "what success means to them"
    PROMOTED = "promoted", "whom they helped to get promoted"
    TELLING = "telling", "how they like to be told things"
    CARES = "cares", "what they care about"
    ASPIRATIONS = "aspirations", "what they want to grow into"
    HELPS = "helps", "what they help with"


class PersonNote(Private):
    """One thing known of a person. What is not known is asked."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="known")
    about = models.CharField(max_length=11, choices=KnownOf)
    text = models.TextField(max_length=4000)
    learned_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "about"], name="one_note_on_each")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_about_display()}"


class Expectation(Shared):
    """What its owner understood a person expects of them. Shared with that person alone, when they are a member."""

    class State(models.TextChoices):
        UNDERSTOOD = "understood", "understood, not confirmed"
        CONFIRMED = "confirmed", "confirmed"
        CORRECTED = "corrected", "corrected"
        UNCLEAR = "unclear", "unclear"

    person = models.ForeignKey(Person, models.CASCADE, related_name="expectations")
    text = models.TextField(max_length=4000)
    state = models.CharField(max_length=10, choices=State, default=State.UNDERSTOOD)
    since = models.DateField()
    answered_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.text


class ExpectationChange(Part):
    """How an expectation read, and who said so when. Nothing is overwritten without it."""

    expectation = models.ForeignKey(Expectation, models.CASCADE, related_name="changes")
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=Expectation.State)
    text = models.TextField(max_length=4000)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def who_sees(cls, member: Member) -> Q:
        """How it once read is its owner's alone: who was asked later has what they said themself."""
        return Q(expectation__owner=member) | Q(by=member, expectation__in=Expectation.objects.visible_to(member))
