"""Copies of a change that name it: backports to older releases, committed anew at another time and often reworded."""

import re
from collections.abc import Iterable, Mapping, Sequence

from alongside.sources.collectors.git.copies import Candidate

_HASH = r"([0-9a-f]{12,64})\b"
_NAMED = re.compile(
    r"^[ \t]*(?:"
    rf"\(?(?:cherry[- ]picked|backported) from commit:?[ \t]+{_HASH}"  # git cherry-pick -x; Ubuntu
    rf"|(?:master|upstream)[- ]commit:[ \t]*{_HASH}"  # Xen
    rf"|(?:\[[ \t]*)?upstream commit[ \t]+{_HASH}[ \t]*[.\]]?[ \t]*$"  # stable kernels, DPDK
    rf"|(?:\[[ \t]*)?commit[ \t]+{_HASH}[ \t]+upstream[ \t]*[.\]]?[ \t]*$"  # stable kernels
    r")",
    re.IGNORECASE | re.MULTILINE,
)
_LETTERS = 12
"""Of a hash, as messages shorten it: enough to tell the commits of one person apart."""


def originals_in(message: str) -> tuple[str, ...]:
    """The hashes, perhaps shortened, that it says it is a copy of; where it was copied again, the first one first."""
    if "commit" not in message.lower():
        return ()
    return tuple(next(filter(None, found)).lower() for found in _NAMED.findall(message))


def backports_among(
    candidates: Iterable[Candidate], originals: Mapping[str, Sequence[str]], copies: Mapping[str, Iterable[str]]
) -> dict[str, list[Candidate]]:
    """The id of each change that has backports → those that are left out in its favour.

    `originals` are the hashes that the message of each hash names, `copies` those already told apart, by the kept one.
    Kept is what another repository has told already, else the original, else the backport that the default branch has,
    else the earliest. One that names several changes counts as the first of them that is known.
    """
    candidates = list(candidates)
    home = _Homes()
    for kept, others in copies.items():
        for other in others:
            home.join(other, kept)
    known = {each.hash[:_LETTERS] for each in candidates} | set(home.parents)
    for hash_, named in originals.items():
        home.join(hash_, next((one for one in named if one[:_LETTERS] in known), named[0]))
    groups: dict[tuple[str, str], list[Candidate]] = {}
    for each in candidates:
        groups.setdefault((home.of(each.hash), each.id.partition("/")[2]), []).append(each)
    several = (sorted(group, key=lambda each: _rank(each, originals)) for group in groups.values())
    return {best.id: others for best, *others in several if others}


def _rank(each: Candidate, originals: Mapping[str, Sequence[str]]) -> tuple[bool, bool, bool, int, str]:
    return (not each.told, each.hash in originals, each.aside, each.committed_at, each.hash)


class _Homes:
    """Which hashes are one change."""

    def __init__(self) -> None:
        self.parents: dict[str, str] = {}

    def of(self, hash_: str) -> str:
        at = hash_[:_LETTERS]
        while (above := self.parents.get(at, at)) != at:
            at = above
        return at

    def join(self, one: str, other: str) -> None:
        mine, theirs = self.of(one), self.of(other)
        self.parents[mine] = theirs
        self.parents.setdefault(theirs, theirs)
