"""What happened in Alongside: the past tense of every verb."""

from django.db import models
from django.db.models import Q

from alongside.accounts.models import Member
from alongside.sharing.models import Guarded


class Event(Guarded):
    actor = models.ForeignKey(Member, models.CASCADE, related_name="+")
    verb = models.CharField(max_length=40)
    noun = models.CharField(max_length=40)
    noun_id = models.BigIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["noun", "noun_id"], name="event_of_noun")]

    @classmethod
    def who_sees(cls, member: Member) -> Q:
        return Q(actor=member)

    @classmethod
    def who_edits(cls, member: Member) -> Q:  # noqa: ARG003
        return Q(pk__in=[])
