"""What is worth telling first of anybody's commits, in the repositories of the viewer."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence.queries import Highlights, chosen, rank_days
from alongside.evidence.work.grouping import group
from alongside.evidence.work.material import Credit, Deed, FileChange
from alongside.evidence.work.ties import DAYS_OPEN
from alongside.sources.collecting.findings import finding
from alongside.sources.collectors.contract import folded
from alongside.sources.collectors.git.changes import read_lines
from alongside.sources.collectors.git.history import read_these
from alongside.sources.collectors.git.repository import describe
from alongside.sources.models import Author, Commit, Repository
from alongside.sources.queries import Me, repositories

_AROUND = timedelta(days=DAYS_OPEN)
"""Work that began before or was merged after the days asked for belongs to what was done in them."""


def highlights_of(viewer: Member, *, author: str, since: date, until: date, at_most: int) -> Highlights:
    """Of the commits under one address, compared whole. Read from the repositories; nothing is kept.

    Raises GitProblem when a repository cannot be read.
    """
    them = Me(emails=frozenset([folded(author)]), names=frozenset())
    deeds = [deed for place in repositories(viewer) for deed in _deeds(viewer, place, them, since, until)]
    return chosen(rank_days(group(deeds), since=since, until=until, zone=viewer.zone), at_most=at_most)


def _deeds(viewer: Member, place: Repository, them: Me, since: date, until: date) -> Iterator[Deed]:
    hashes = _hashes(viewer, place, them, since, until)
    if not hashes:
        return
    described, now = describe(place.path), timezone.now().timestamp()
    files = dict(read_lines(described, hashes))
    for commit in read_these(described, hashes):
        found = finding(commit, files.get(commit.hash, ()), web_url=place.web_url, me=them, now=now)
        yield Deed(
            id=found.id,
            kind=found.kind,
            title=found.title,
            on=found.at,
            body=found.body,
            parents=found.parents,
            files=tuple(FileChange(*each) for each in found.files),
            tickets=found.tickets,
            credits=tuple(Credit(role, name or address) for role, name, address in found.credits),
            branch=found.branch or None,
            source=place.name,
        )


def _hashes(viewer: Member, place: Repository, them: Me, since: date, until: date) -> list[str]:
    rows = Author.objects.visible_to(viewer).filter(repository=place)
    keys = [
        key
        for key, *emails in rows.values_list("pk", "raw_email", "email").iterator()
        if them.wrote(names=(), emails=emails)
    ]
    start, end = (int((datetime.combine(day, time.min, UTC)).timestamp()) for day in (since, until))
    around = (start - int(_AROUND.total_seconds()), end + int(_AROUND.total_seconds()))
    commits = Commit.objects.visible_to(viewer).filter(author__in=keys, vanished_at=None, authored_at__range=around)
    return [bytes(each).hex() for each in commits.values_list("hash", flat=True)]
