"""Names and addresses that could be the viewer's too, each with the reason. Nothing is merged because it is alike."""

from collections.abc import Iterable

from alongside.accounts.models import Member
from alongside.people.models import Identity
from alongside.sources.models import NotMine
from alongside.sources.proposals.authors import like_me
from alongside.sources.proposals.proposal import Key, Mine, Proposal, key_of
from alongside.sources.proposals.signing_in import guesses, in_addresses, signed_in_with

__all__ = ["Proposal", "identity_proposals"]


def identity_proposals(viewer: Member) -> list[Proposal]:
    """From authors in repositories, and from what the viewer signs in with; most commits first, guesses last."""
    kept = list(Identity.objects.visible_to(viewer))
    mine = Mine(viewer.name, [(each.kind, each.value) for each in kept if each.person_id is None])
    settled = {key_of(each.kind, each.value) for each in kept} | _refused(viewer)
    found = _united(settled, like_me(viewer, mine))
    found = _united(settled, [*found, *signed_in_with(viewer), *in_addresses(mine, found)])
    found = _united(settled, [*found, *guesses(viewer, mine)])
    return sorted(found, key=lambda each: (-each.commits, each.is_guess, each.kind, each.value))


def _refused(viewer: Member) -> set[Key]:
    return {key_of(kind, value) for kind, value in NotMine.objects.visible_to(viewer).values_list("kind", "value")}


def _united(settled: set[Key], proposals: Iterable[Proposal]) -> list[Proposal]:
    """Each once, with all its reasons, without those that somebody has settled."""
    found: dict[Key, Proposal] = {}
    for proposal in proposals:
        if proposal.key not in settled and proposal.key[1]:
            found.setdefault(proposal.key, proposal).add(proposal)
    return list(found.values())
