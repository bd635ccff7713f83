"""Where activities come from: repositories, everybody's commits in them, and the runs that read them.

Of a commit of others there is who, when, the subject, who is credited and which paths changed (docs/decisions/0002
and 0005); what is worth keeping of one's own becomes an activity in evidence.
"""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.accounts.models import Member, Workspace
from alongside.evidence.models import Activity
from alongside.lib.processes import is_gone
from alongside.people.models import IdentityKind
from alongside.sharing.models import Part, Private

NAME, ADDRESS, SUBJECT, PATH = 200, 254, 300, 1000


class Repository(Private):
    path = models.CharField(max_length=1000, help_text="Where git is run.")
    git_dir = models.CharField(max_length=1000, help_text="The same for all work trees of a repository.")
    name = models.CharField(max_length=200)
    web_url = models.CharField(max_length=500, blank=True)
    user_email = models.CharField(max_length=ADDRESS, blank=True, help_text="Who commits here, as git is set up.")
    fingerprint = models.CharField(max_length=64, blank=True, help_text="Of the last run that ended.")
    tips = models.JSONField(default=list, help_text="What the last run that ended had read.")
    horizon = models.JSONField(default=list, help_text="Where a shallow clone ends.")
    commits = models.PositiveIntegerField(default=0)
    mine = models.PositiveIntegerField(default=0)
    settled = models.CharField(max_length=64, blank=True, help_text="What one's own commits were last told apart by.")
    paths_through = models.BigIntegerField(default=0, help_text="The key of the last commit whose paths are kept.")
    paths_read = models.PositiveIntegerField(default=0, help_text="Of how many commits the paths are kept.")
    paths_stopped_at = models.DateTimeField(
        null=True, blank=True, help_text="When its owner stopped the reading of paths."
    )
    added_at = models.DateTimeField(auto_now_add=True)
    collected_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "repositories"
        constraints = [models.UniqueConstraint(fields=["owner", "git_dir"], name="one_repository_once")]

    def __str__(self) -> str:
        return self.name


class Author(Part):
    """A name with an address as commits have it, and as .mailmap maps it."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, editable=False, related_name="+", db_index=False)
    repository = models.ForeignKey(Repository, models.CASCADE, related_name="authors", db_index=False)
    raw_name = models.CharField(max_length=NAME)
    raw_email = models.CharField(max_length=ADDRESS)
    name = models.CharField(max_length=NAME)
    email = models.CharField(max_length=ADDRESS)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["repository", "raw_name", "raw_email"], name="one_author_per_repository")
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"

    @classmethod
    def who_sees(cls, member: Member) -> Q:
        return Q(repository__in=Repository.objects.visible_to(member))


class Commit(Part):
    """Anybody's commit. Indexes cost more than the row: there is one to find it and one for its author."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, editable=False, related_name="+", db_index=False)
    repository = models.ForeignKey(Repository, models.CASCADE, related_name="history", db_index=False)
    hash = models.BinaryField(max_length=32)
    author = models.ForeignKey(Author, models.CASCADE, related_name="authored")
    committer = models.ForeignKey(Author, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)
    authored_at = models.BigIntegerField(help_text="Seconds since 1970, UTC.")
    author_offset = models.SmallIntegerField(help_text="Minutes east of UTC.")
    committed_at = models.BigIntegerField(help_text="Seconds since 1970, UTC.")
    subject = models.CharField(max_length=SUBJECT)
    vanished_at = models.DateTimeField(null=True, help_text="When it was first not found behind any branch or tag.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["repository", "hash"], name="one_commit_per_repository")]

    def __str__(self) -> str:
        return self.subject

    @classmethod
    def who_sees(cls, member: Member) -> Q:
        return Q(repository__in=Repository.objects.visible_to(member))


class Credit(Part):
    """Somebody named in a commit's trailers: co-author, reviewer, tester, reporter, helper or suggester.

    Who only signed it off is left out: that says where it came from or through whom it went.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE, editable=False, related_name="+", db_index=False)
    repository = models.ForeignKey(Repository, models.CASCADE, related_name="+", db_index=False)
    commit = models.ForeignKey(Commit, models.CASCADE, related_name="credits", db_index=False)
    person = models.ForeignKey(Author, models.CASCADE, related_name="credited")
    role = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commit", "person", "role"], name="one_credit_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.role}"

    @classmethod
    def who_sees(cls, member: Member) -> Q:
        return Q(repository__in=Repository.objects.visible_to(member))


class Path(Part):
    """A path of a repository that some commit changed."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, editable=False, related_name="+", db_index=False)
    repository = models.ForeignKey(Repository, models.CASCADE, related_name="+", db_index=False)
    path = models.CharField(max_length=PATH)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["repository", "path"], name="one_path_per_repository")]

    def __str__(self) -> str:
        return self.path

    @classmethod
    def who_sees(cls, member: Member) -> Q:
        return Q(repository__in=Repository.objects.visible_to(member))


class Touches(Part):
    """Everybody who changed a path in one year, packed (docs/decisions/0005)."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, editable=False, related_name="+", db_index=False)
    repository = models.ForeignKey(Repository, models.CASCADE, related_name="+", db_index=False)
    path = models.ForeignKey(Path, models.CASCADE, related_name="touches", db_index=False)
    year = models.SmallIntegerField()
    packed = models.BinaryField()

    class Meta:
        verbose_name_plural = "touches"
        constraints = [models.UniqueConstraint(fields=["path", "year"], name="one_row_per_path_and_year")]

    def __str__(self) -> str:
        return f"{self.path} in {self.year}"

    @classmethod
    def who_sees(cls, member: Member) -> Q:
        return Q(repository__in=Repository.objects.visible_to(member))


class Connection(Private):
    """Something else than a repository that is read: a service, an address or a file, with the answers it needs."""

    collector = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    settings = models.JSONField(default=dict)
    sealed = models.TextField(blank=True, help_text="The secret settings, encrypted.")
    state = models.JSONField(default=dict, help_text="How far it was read, as its collector says.")
    read_as = models.JSONField(default=list, blank=True, help_text="The names and addresses it was read for.")
    kept = models.PositiveIntegerField(default=0, help_text="Activities that came from it.")
    brought = models.ManyToManyField(
        Activity, related_name="+", blank=True, help_text="Those, also where another had them first."
    )
    added_at = models.DateTimeField(auto_now_add=True)
    collected_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "collector"], name="connection_by_collector")]

    def __str__(self) -> str:
        return self.name


UNWRITTEN: dict[int, str] = {}
"""Why runs of this process failed that could not be marked as failed: the disk was full then, too."""
UNDER_WAY = Q(done_at=None, failed_at=None, cancelled_at=None)


class Collection(Private):
    """One run over a repository or a connection. It outlives its process, and another one continues it."""

    source = models.CharField(max_length=20, default="git")
    repository = models.ForeignKey(Repository, models.CASCADE, null=True, related_name="collections")
    connection = models.ForeignKey(Connection, models.CASCADE, null=True, related_name="collections")
    asked_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    process = models.CharField(max_length=200, blank=True, help_text="Which process runs it.")
    beat_at = models.DateTimeField(null=True, help_text="When that process last said that it is alive.")
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    cancel_asked_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    stage = models.CharField(max_length=20, blank=True, help_text="What is being counted: commits, or yours.")
    total = models.PositiveIntegerField(default=0, help_text="Of this stage; 0 while it is not known.")
    read = models.PositiveIntegerField(default=0, help_text="Of this stage.")
    new = models.PositiveIntegerField(default=0, help_text="Commits or activities that were not known before.")
    kept = models.PositiveIntegerField(default=0, help_text="What of its owner became activities.")
    vanished = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=600, blank=True)
    defects = models.JSONField(default=list, help_text="The first that could not be taken: place and sentence.")
    defects_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["repository"], condition=UNDER_WAY, name="one_run_at_a_time"),
            models.UniqueConstraint(fields=["connection"], condition=UNDER_WAY, name="one_run_of_a_connection"),
            models.CheckConstraint(
                condition=Q(repository=None, connection__isnull=False) | Q(repository__isnull=False, connection=None),
                name="a_run_over_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"

    @property
    def name(self) -> str:
        return str(self.connection or self.repository)

    @property
    def goes_stale(self) -> bool:
        """There may be more than it has read. A file has no more until somebody exports it again."""
        return self.connection is None or bool(self.connection.sealed or "address" in self.connection.settings)

    @property
    def its_repository(self) -> Repository:
        """Of a run over one. Raises ValueError for others."""
        if self.repository is None:
            raise ValueError(f"{self} is not a run over a repository")
        return self.repository

    @property
    def its_connection(self) -> Connection:
        """Of a run over one. Raises ValueError for others."""
        if self.connection is None:
            raise ValueError(f"{self} is not a run over a connection")
        return self.connection

    @property
    def state(self) -> str:
        if self.done_at:
            return "done"
        elif self.cancelled_at:
            return "cancelled"
        elif self.failed_at or self.pk in UNWRITTEN:
            return "failed"
        else:
            return "running" if self.started_at else "waiting"

    @property
    def under_way(self) -> bool:
        return self.state in ("waiting", "running")

    @property
    def goes_on(self) -> bool:
        """Waiting or running, and not left behind by a process that was stopped."""
        return self.under_way and not is_gone(self.process)

    @property
    def told(self) -> str:
        return self.message or ("" if self.ended_at else UNWRITTEN.get(self.pk, ""))

    @property
    def ended_at(self) -> Any:
        return self.done_at or self.failed_at or self.cancelled_at


class NotMine(Private):
    """A name or address that was proposed as its owner's, and is somebody else's."""

    kind = models.CharField(max_length=5, choices=IdentityKind, default=IdentityKind.EMAIL)
    value = models.CharField(max_length=ADDRESS, help_text="Case folded.")

    class Meta:
        verbose_name = verbose_name_plural = "not mine"
        constraints = [models.UniqueConstraint(fields=["owner", "kind", "value"], name="one_refusal_each")]
