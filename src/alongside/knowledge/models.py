"""Who knows what: the stored memory of each repository, areas of the system, and when their owner last looked at them.

The memory holds keys of authors and faded counts only. It can be thrown away at any time: it is built again from what
`sources` keeps.
"""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Q

from alongside.accounts.models import Member, Workspace
from alongside.knowledge.asking.fading import A_YEAR
from alongside.sharing.models import Part, Private, Shared
from alongside.sources.models import Repository


class Index(Part):
    """How far the commits of a repository are remembered. A new one is built beside the old, which answers so long."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, editable=False, related_name="+", db_index=False)
    repository = models.ForeignKey(Repository, models.CASCADE, related_name="+")
    through = models.BigIntegerField(default=0, help_text="The key of the last commit that is in it.")
    commits = models.PositiveIntegerField(default=0)
    gone = models.CharField(max_length=64, blank=True, help_text="Of the commits up to there that had vanished.")
    form = models.SmallIntegerField(help_text="How its places are packed.")
    done_at = models.DateTimeField(null=True, help_text="When it had everything for the first time.")

    class Meta:
        verbose_name_plural = "indexes"

    def __str__(self) -> str:
        return f"What is known of {self.repository_id}"

    @classmethod
    def who_sees(cls, member: Member) -> Q:
        return Q(repository__in=Repository.objects.visible_to(member))


class Place(Part):
    """Everybody who was at one place (a path, a folder, a word), packed. Its key is made from what it is called."""

    id = models.BigIntegerField(primary_key=True)
    workspace = models.ForeignKey(Workspace, models.CASCADE, editable=False, related_name="+", db_index=False)
    index = models.ForeignKey(Index, models.CASCADE, related_name="+", db_index=False)
    packed = models.BinaryField()

    def __str__(self) -> str:
        return f"A place of {self.index_id}"

    @classmethod
    def who_sees(cls, member: Member) -> Q:
        return Q(index__in=Index.objects.visible_to(member))


class Readers(Private):
    """Who reviewed its owner's changes in services that leave no trace in git, told by the owner's activities."""

    found = models.JSONField(default=list, help_text="Name, address, faded counts, times and last moment of each.")
    stamp = models.CharField(max_length=60, blank=True, help_text="Of the activities that it was told by.")

    class Meta:
        verbose_name = verbose_name_plural = "readers"
        constraints = [models.UniqueConstraint(fields=["owner"], name="one_row_of_readers")]

    def __str__(self) -> str:
        return f"Readers of {self.owner_id}"


class Area(Shared):
    """A part of the system, with what anybody may know of it. It says how many know it, never who."""

    name = models.CharField(max_length=120)
    folders = models.JSONField(default=list, help_text="Repository (its key and name) and path of each.")
    found_in = models.CharField(max_length=1100, blank=True, help_text="The folder by which it was found.")
    problem = models.TextField(blank=True, max_length=2000, help_text="Which problem it solves.")
    abilities = models.TextField(blank=True, max_length=2000, help_text="What it can do.")
    limits = models.TextField(blank=True, max_length=2000, help_text="What it cannot do.")
    users = models.TextField(blank=True, max_length=2000, help_text="How a user meets it.")
    known_by = models.PositiveIntegerField(default=0, help_text="How many people know it.")
    changes = models.PositiveIntegerField(default=0)
    mine_on = models.DateField(null=True, help_text="When its owner last wrote or reviewed something there.")
    last_on = models.DateField(null=True, help_text="When anybody last wrote or reviewed something there.")
    told_on = models.DateField(null=True, help_text="When these four were last counted.")
    into = models.ForeignKey("self", models.CASCADE, null=True, related_name="+", help_text="What it was merged into.")
    split_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    taken = models.JSONField(default=list, help_text="Its folders that stood there before, each with its position.")
    hidden_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "found_in"], condition=~Q(found_in=""), name="one_area_found_per_folder"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def is_asleep(self, today: date) -> bool:
        """Nothing happened there for a year."""
        return self.last_on is not None and today - self.last_on > timedelta(seconds=A_YEAR)

    @property
    def one_alone(self) -> bool:
        return self.known_by == 1

    @property
    def paths(self) -> list[str]:
        """As people write them."""
        return [f"{each['name']}/{each['path']}" for each in self.folders]


class Look(Private):
    """A day on which its owner looked at an area without leaving a trace in its history."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="looks")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "area", "on"], name="one_look_a_day")]

    def __str__(self) -> str:
        return f"{self.area_id} on {self.on}"


Folder = dict[str, Any]
"""A folder of an area: `repository` (key), `name` and `path`; `of`: the key of the area with which it was merged in."""
