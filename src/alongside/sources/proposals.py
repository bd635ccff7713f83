"""Authors who could be the viewer under another address, each with the reason."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q

from alongside.accounts.models import Member
from alongside.sources.models import Author, Commit, NotMine
from alongside.sources.queries import Me, folded, me, repositories

_WORDS = """
admin administrator bot build ci contact dev devel developer git github gitlab hello hi home info mail me nobody
noreply no-reply office root support team test user users webmaster work
"""
_NOBODY = frozenset(_WORDS.split())
_HOSTS_OF_LOGINS = "users.noreply."


@dataclass(slots=True)
class Proposal:
    email: str
    names: set[str] = field(default_factory=set)
    repositories: set[str] = field(default_factory=set)
    reasons: list[str] = field(default_factory=list)
    commits: int = 0

    @property
    def name(self) -> str:
        return ", ".join(sorted(self.names))

    @property
    def places(self) -> str:
        return ", ".join(sorted(self.repositories))


def identity_proposals(viewer: Member) -> list[Proposal]:
    """Addresses that share a name or their part before the @ with the viewer, most commits first."""
    myself = me(viewer)
    refused = set(NotMine.objects.visible_to(viewer).values_list("email", flat=True))
    found: dict[str, Proposal] = {}
    alike = list(_alike(viewer, myself))
    commits = _commits(viewer, alike)
    for author in alike:
        email, reasons = folded(author.raw_email), _reasons(author, myself, viewer)
        if reasons and email and email not in myself.emails | refused:
            proposal = found.setdefault(email, Proposal(email=author.raw_email))
            proposal.names.add(author.raw_name)
            proposal.repositories.add(author.repository.name)
            proposal.reasons += [reason for reason in reasons if reason not in proposal.reasons]
            proposal.commits += commits.get(author.pk, 0)
    for email, name in _set_up(viewer, myself, refused).items():
        found.setdefault(email, Proposal(email=email, repositories={name})).reasons.insert(
            0, f"git is set up with it in {name}"
        )
    return sorted(found.values(), key=lambda each: (-each.commits, each.email))


def _alike(viewer: Member, myself: Me) -> Iterable[Author]:
    """Roughly, by the database; the reasons are then looked for exactly."""
    rule = Q(pk__in=[])
    for name in _names(viewer, myself):
        rule |= Q(name__iexact=name) | Q(raw_name__iexact=name)
    for part in _local_parts(myself):
        rule |= Q(raw_email__istartswith=f"{part}@") | Q(raw_email__icontains=f"+{part}@{_HOSTS_OF_LOGINS}")
    rows = Author.objects.visible_to(viewer).filter(rule, repository__forgotten_at=None)
    return rows.select_related("repository").order_by("pk")


def _commits(viewer: Member, authors: list[Author]) -> dict[int, int]:
    standing = Commit.objects.visible_to(viewer).filter(author__in=authors, vanished_at=None)
    return dict(standing.values_list("author").annotate(Count("pk")).order_by())


def _reasons(author: Author, myself: Me, viewer: Member) -> list[str]:
    names = {folded(author.name), folded(author.raw_name)}
    same_name = bool(names & {folded(name) for name in _names(viewer, myself)})
    part = _local_part(author.raw_email)
    same_part = part in _local_parts(myself)
    told = [f"the same name as you: {author.raw_name}"] if same_name else []
    return [*told, f"the same “{part}” before the @"] if same_part else told


def _names(viewer: Member, myself: Me) -> set[str]:
    return {*myself.names, folded(viewer.name)}


def _local_parts(myself: Me) -> set[str]:
    return {part for part in map(_local_part, myself.emails) if len(part) > 2 and part not in _NOBODY}


def _local_part(email: str) -> str:
    local, _, host = folded(email).partition("@")
    return local.partition("+")[2] or local if host.startswith(_HOSTS_OF_LOGINS) else local


def _set_up(viewer: Member, myself: Me, refused: set[str]) -> dict[str, str]:
    rows = repositories(viewer).exclude(user_email="").values_list("user_email", "name")
    return {folded(email): name for email, name in rows if folded(email) not in myself.emails | refused}
