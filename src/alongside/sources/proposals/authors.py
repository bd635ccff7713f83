"""Authors in the viewer's repositories who could be the viewer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Count, Q

from alongside.accounts.models import Member
from alongside.people.models import IdentityKind
from alongside.sources.collectors.contract import folded
from alongside.sources.models import Author, Commit
from alongside.sources.proposals.proposal import (
    HOSTS_OF_LOGINS,
    Mine,
    Proposal,
    in_words,
    local_part,
    login_in,
)
from alongside.sources.queries import repositories


def like_me(viewer: Member, mine: Mine) -> list[Proposal]:
    """Addresses that share a name or the part before the @ with the viewer, and names beside those of the viewer."""
    alike = list(_alike(viewer, mine))
    commits = _commits(viewer, alike)
    found = [each for author in alike for each in _read(author, mine, commits.get(author.pk, 0))]
    _warn(viewer, mine, [each for each in found if each.kind == IdentityKind.NAME])
    return [*_set_up(viewer), *found]


def _alike(viewer: Member, mine: Mine) -> Iterable[Author]:
    """Roughly, by the database; the reasons are then looked for exactly."""
    rule = Q(pk__in=[])
    for name in mine.names:
        rule |= Q(name__iexact=name) | Q(raw_name__iexact=name)
    for part in mine.parts:
        rule |= Q(raw_email__istartswith=f"{part}@")
        rule |= Q(raw_email__icontains=f"+{part}@{HOSTS_OF_LOGINS}")
        rule |= Q(raw_email__icontains=f"-{part}@{HOSTS_OF_LOGINS}")
    for email in mine.emails:
        rule |= Q(raw_email__iexact=email)
    rows = Author.objects.visible_to(viewer).filter(rule, repository__forgotten_at=None)
    return rows.select_related("repository").order_by("pk")


def _commits(viewer: Member, authors: list[Author]) -> dict[int, int]:
    standing = Commit.objects.visible_to(viewer).filter(author__in=authors, vanished_at=None)
    return dict(standing.values_list("author").annotate(Count("pk")).order_by())


def _read(author: Author, mine: Mine, commits: int) -> Iterator[Proposal]:
    places = {author.repository.name}
    if folded(author.raw_email) in mine.emails:
        if folded(author.raw_name) not in mine.names:
            because = [f"it stands beside your address {author.raw_email}"]
            yield Proposal(IdentityKind.NAME, author.raw_name, set(), places, because, commits)
    elif folded(author.email) in mine.emails:
        return  # .mailmap says so
    elif reasons := list(_reasons(author, mine)):
        yield Proposal(IdentityKind.EMAIL, author.raw_email, {author.raw_name}, places, reasons, commits)


def _reasons(author: Author, mine: Mine) -> Iterator[str]:
    if {folded(author.name), folded(author.raw_name)} & mine.names:
        yield f"the same name as you: {author.raw_name}"
    if (login := login_in(author.raw_email)) and login in mine.logins:
        yield f"made from your login {login}"
    elif (part := local_part(author.raw_email)) in mine.parts and not _is_another(author, mine):
        yield f"the same “{part}” before the @" if not login else f"made from a login like yours: {part}"


def _is_another(author: Author, mine: Mine) -> bool:
    """Full names stand beside the address, and none is the viewer's: many a Daniel has `daniel` before the @."""
    beside = [_words(name) for name in (author.name, author.raw_name)]
    known = [words for words in map(_words, mine.names) if len(words) > 1]
    is_full = bool(known) and all(len(words) > 1 for words in beside)
    return is_full and not any(one <= words or words <= one for one in beside for words in known)


def _words(name: str) -> set[str]:
    """`Berg, Anna` is Anna Berg, and Anna Maria Berg could be."""
    return set(folded(name).replace(",", " ").split())


def _warn(viewer: Member, mine: Mine, proposals: list[Proposal]) -> None:
    """A name is compared whole, and namesakes have the same one."""
    rule = Q(pk__in=[])
    for proposal in proposals:
        rule |= Q(raw_name__iexact=proposal.value)
    others = defaultdict(set)
    if proposals:
        rows = Author.objects.visible_to(viewer).filter(rule, repository__forgotten_at=None)
        for name, email in rows.values_list("raw_name", "raw_email"):
            if folded(email) not in mine.emails:
                others[folded(name)].add(email)
    for proposal in proposals:
        if emails := sorted(others[folded(proposal.value)]):
            proposal.caution = f"The commits of {in_words(emails)} bear it too, and would be yours."


def _set_up(viewer: Member) -> Iterator[Proposal]:
    for email, name in repositories(viewer).exclude(user_email="").values_list("user_email", "name"):
        because = [f"git is set up with it in {name}"]
        yield Proposal(IdentityKind.EMAIL, email, repositories={name}, reasons=because)
