"""Paths for the commits of ten years, as they are read after a run, and the index made of them: for the ask page."""

import random
from itertools import batched

from alongside.accounts.models import Member
from alongside.knowledge.indexing.building import learn
from alongside.lib.bulk import insert_missing
from alongside.sharing.door import opened
from alongside.sources.collectors.git.touches import CHANGED, Touch, packed
from alongside.sources.models import Commit, Credit, Path, Repository, Touches

FOLDERS, FILES = 60, 40
_DAY = 86_400


def learn_paths(member: Member) -> None:
    """Two paths a commit, a review for every fifth."""
    repository = Repository.objects.visible_to(member).get(name="payments")
    where = (repository.workspace_id, repository.pk)
    names = [f"src/part{n // FILES}/file{n % FILES}.py" for n in range(FOLDERS * FILES)]
    with opened("the bench's past"):
        insert_missing(Path, ("workspace", "repository", "path"), [(*where, name) for name in names])
        paths = list(Path.objects.filter(repository=repository).order_by("pk").values_list("pk", flat=True))
        found = _touched(repository, paths)
        rows = [(*where, path, year, packed(some)) for (path, year), some in found.items()]
        insert_missing(Touches, ("workspace", "repository", "path", "year", "packed"), rows)
        commits = Commit.objects.filter(repository=repository)
        last = commits.order_by("-pk").values_list("pk", flat=True)[0]
        Repository.objects.filter(pk=repository.pk).update(paths_through=last, paths_read=repository.commits)
    learn(member, lambda: True)


def _touched(repository: Repository, paths: list[int]) -> dict[tuple[int, int], list[Touch]]:
    chance = random.Random(5)
    found: dict[tuple[int, int], list[Touch]] = {}
    rows = Commit.objects.filter(repository=repository).order_by("pk").values_list("pk", "author_id", "authored_at")
    for some in batched(rows.iterator(), 5000):
        named = []
        for pk, author, at in some:
            home = author * 7 % len(paths)
            for step in (chance.randrange(FILES), chance.randrange(3)):
                path = paths[(home + step) % len(paths)]
                found.setdefault((path, 1970 + at // (_DAY * 366)), []).append(Touch(pk, author, at // _DAY, CHANGED))
            if pk % 5 == 0:
                named.append((repository.workspace_id, repository.pk, pk, author - author % 9 + 1, "reviewer"))
        insert_missing(Credit, ("workspace", "repository", "commit", "person", "role"), named)
    return found
