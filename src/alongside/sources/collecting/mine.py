"""Which commits are a member's: those they wrote, and those of others in whose trailers they are named."""

from collections.abc import Iterable
from typing import NamedTuple

from alongside.accounts.models import Member
from alongside.sources.models import Author, Commit, Credit
from alongside.sources.queries import my_authors

AUTHOR = "author"
ROLES = ("co-author", "reviewer", "tester", "helper", "reporter", "suggester")
"""The one that counts first, when somebody has several in one commit."""
_WORDS = {
    "co-author": "co-author", "reviewer": "review", "tester": "review",
    "helper": "help", "reporter": "help", "suggester": "help",
}  # fmt: skip


class Mine(NamedTuple):
    id: str
    """As an activity: the hash for what one wrote, `hash/review` and the like for what one is credited with."""
    hash: str
    role: str
    author: str
    """Whose change it is, for telling copies apart."""
    authored_at: int
    committed_at: int
    subject: str
    repository: int
    stands: bool


def mine(member: Member) -> list[Mine]:
    """In all repositories, newest first; what one wrote comes before what one is named in."""
    authors = my_authors(member, Author.objects.visible_to(member))
    found = [*_written(member, authors), *_credited(member, authors)]
    return sorted(found, key=lambda each: (each.role != AUTHOR, -each.committed_at, each.hash))


def _written(member: Member, authors: list[int]) -> Iterable[Mine]:
    rows = Commit.objects.visible_to(member).filter(author__in=authors)
    fields = ("repository_id", "hash", "authored_at", "committed_at", "subject", "vanished_at")
    for repository, raw, authored_at, committed_at, subject, vanished_at in rows.values_list(*fields).iterator():
        hash_ = bytes(raw).hex()
        yield Mine(
            hash_, hash_, AUTHOR, AUTHOR, authored_at, committed_at, subject, repository, stands=vanished_at is None
        )


def _credited(member: Member, authors: list[int]) -> Iterable[Mine]:
    rows = Credit.objects.visible_to(member).filter(person__in=authors, role__in=ROLES)
    fields = ("repository_id", "commit_id", "role", "commit__hash", "commit__author_id", "commit__author__email")
    more = ("commit__authored_at", "commit__committed_at", "commit__subject", "commit__vanished_at")
    seen: set[int] = set()
    own = set(authors)
    for row in sorted(rows.values_list(*fields, *more).iterator(), key=lambda row: ROLES.index(row[2])):
        repository, commit, role, raw, author, email, authored_at, committed_at, subject, vanished_at = row
        if commit not in seen and author not in own:
            seen.add(commit)
            hash_ = bytes(raw).hex()
            yield Mine(
                f"{hash_}/{_WORDS[role]}", hash_, role, f"{email}/{_WORDS[role]}",
                authored_at, committed_at, subject, repository, stands=vanished_at is None,
            )  # fmt: skip
