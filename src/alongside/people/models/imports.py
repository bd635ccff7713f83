"""An address book on its way in."""

from django.db import models
from django.utils import timezone

from alongside.lib.processes import is_gone
from alongside.people.models.persons import Relation
from alongside.sharing.models import Private


class AddressBook(Private):
    """A file of contacts that is taken in the background. It outlives its process, and another one goes on with it."""

    relation = models.CharField(max_length=14, choices=Relation, default=Relation.OTHER)
    columns = models.JSONField(default=dict, blank=True, help_text="Of a table: which column holds what.")
    total = models.PositiveIntegerField(default=0, help_text="Contacts in the file; 0 while it is not known.")
    passed = models.PositiveIntegerField(default=0, help_text="What of the file is done with: contacts and defects.")
    read = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    addresses = models.PositiveIntegerField(default=0)
    told = models.JSONField(default=list, blank=True, help_text="The first that were left out: line and sentence.")
    told_count = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, editable=False)
    process = models.CharField(max_length=200, blank=True, help_text="Which process was asked to, or takes it.")
    done_at = models.DateTimeField(null=True, editable=False)
    failed_at = models.DateTimeField(null=True, editable=False)
    message = models.CharField(max_length=600, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="one_address_book_each")]

    def __str__(self) -> str:
        return f"an address book of {self.asked_at:%Y-%m-%d}"

    @property
    def goes_on(self) -> bool:
        """Waits for its turn, or is being read."""
        return not (self.done_at or self.failed_at or is_gone(self.process))
