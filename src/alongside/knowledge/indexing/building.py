"""The stored memory of the member's repositories is brought up to what `sources` has read, in the background.

A slice and the mark how far it goes are one transaction: it stands a kill at any point, and two at once. When commits
that are in it vanish, a new one is built beside it, which takes its place when it is done. Authors stand in it as
commits have them; who they are (.mailmap, the member's persons) is looked up with each question, and may change.
"""

import logging
from collections.abc import Callable
from hashlib import blake2b

from django.db import DatabaseError, transaction
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.knowledge.indexing.keeping import keep
from alongside.knowledge.indexing.layout import FORM
from alongside.knowledge.indexing.readers import know_readers
from alongside.knowledge.indexing.reading import slices
from alongside.knowledge.models import Index, Place
from alongside.knowledge.surveying import survey, tell_anew
from alongside.sharing.door import opened
from alongside.sources.models import Commit, Repository

_log = logging.getLogger(__name__)


def learn(member: Member, go_on: Callable[[], bool]) -> None:
    """Called when there may be more than before; quick when there is nothing. At least a slice is kept, so that it
    comes to an end also where every program ends soon."""
    _forget(member)
    know_readers(member)
    for repository in Repository.objects.visible_to(member).filter(forgotten_at=None).order_by("pk"):
        try:
            if not _learn(member, repository, go_on):
                return
        except DatabaseError as problem:
            _log.info("What is known of repository %s was not kept: %s", repository.pk, problem)
    tell_anew(member)


def _learn(member: Member, repository: Repository, go_on: Callable[[], bool]) -> bool:
    """False when it is not to go on."""
    index = _standing(member, repository) or _begun(member, repository)
    more = False
    for through, learned in slices(member, repository, index.through, timezone.now().timestamp()):
        more = True
        with transaction.atomic():
            here = Index.objects.visible_to(member).filter(pk=index.pk, through=index.through)
            gone = _gone(member, repository, through)
            if not here.update(through=through, commits=index.commits + len(learned), gone=gone):
                return True
            keep(member, index, learned)
        index.through, index.commits, index.gone = through, index.commits + len(learned), gone
        if not go_on():
            return False
    if index.done_at is None and repository.paths_through:
        _done(member, index)
        more = True
    if more:
        survey(member, repository)
    return True


def _standing(member: Member, repository: Repository) -> Index | None:
    """The one to go on with: none when what it holds has vanished meanwhile."""
    rows = Index.objects.visible_to(member).filter(repository=repository, form=FORM).order_by("-pk")
    return next((each for each in rows if each.gone == _gone(member, repository, each.through)), None)


def _begun(member: Member, repository: Repository) -> Index:
    unfinished = Index.objects.visible_to(member).filter(repository=repository, done_at=None)
    _drop([index.pk for index in unfinished])
    return Index.objects.create(workspace_id=repository.workspace_id, repository=repository, form=FORM)


@transaction.atomic
def _done(member: Member, index: Index) -> None:
    index.done_at = timezone.now()
    index.save(update_fields=["done_at"])
    rows = Index.objects.visible_to(member).filter(repository=index.repository_id).exclude(pk=index.pk)
    _drop([each.pk for each in rows])


def _forget(member: Member) -> None:
    """A forgotten repository takes what is known of it away."""
    rows = Index.objects.visible_to(member).exclude(repository__forgotten_at=None)
    _drop([each.pk for each in rows])


def _drop(keys: list[int]) -> None:
    if keys:
        with transaction.atomic(), opened("an index that nobody needs any more"):
            Place.objects.filter(index__in=keys).delete()
            Index.objects.filter(pk__in=keys).delete()


def _gone(member: Member, repository: Repository, through: int) -> str:
    """Empty while nothing of what was read has vanished."""
    rows = Commit.objects.visible_to(member).filter(repository=repository, pk__lte=through).exclude(vanished_at=None)
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    return blake2b(repr(keys).encode(), digest_size=16).hexdigest() if keys else ""
