"""The words of all that can be found: keys and words only, for a hit is always fetched through its own door."""

from django.db import models


class Words(models.Model):
    noun = models.CharField(max_length=40)
    noun_id = models.BigIntegerField()
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["noun", "noun_id"], name="words_of_a_noun")]
