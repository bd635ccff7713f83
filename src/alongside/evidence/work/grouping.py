"""Puts activities that belong together into pieces of work.

One walk through time: each deed joins what it belongs to or opens something new, judged by the past alone. So a
new deed never shuffles earlier groups. Only a merge looks back, and no further than `DAYS_OPEN`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from alongside.evidence.work.likeness import Latest
from alongside.evidence.work.material import DAY, RELEASE, Deed, Group, days_between, in_order
from alongside.evidence.work.reading import FOLLOWS, PICKED, Link, links_of
from alongside.evidence.work.telling import brings
from alongside.evidence.work.ties import DAYS_OPEN, Named, Tie, Tied, merges_of, ties_of

MOST_DEEDS = 40
MOST_DAYS = 90.0
MOST_ALIKE_DEEDS = 8
MOST_ALIKE_DAYS = 14.0
DAYS_FOLLOWING = 3.0


def group(deeds: Iterable[Deed], fixed: Mapping[str, str] | None = None) -> tuple[Group, ...]:
    """Every deed in exactly one group; groups in order of their first deed.

    `fixed` holds corrections by hand, id of a deed → key of its group: they always win. A key that is the id of
    a deed holds that deed too, unless it is fixed elsewhere.
    """
    ordered = in_order(deeds)
    walk = _Walk(_with_namesakes(ordered, fixed or {}))
    merged_by = merges_of(ordered)
    for deed in ordered:
        at = deed.on.timestamp()
        walk.take(deed, at, ties_of(deed, at, merged_by.get(deed.id)))
    return walk.groups()


def _with_namesakes(deeds: list[Deed], fixed: Mapping[str, str]) -> dict[str, str]:
    keys = set(fixed.values())
    return {deed.id: deed.id for deed in deeds if deed.id in keys} | dict(fixed)


def _is_timely(link: Link, other: Deed, deed: Deed) -> bool:
    """A follow-up soon after belongs to the work, a later one is work of its own. Reverts and copies always do."""
    return link.words != FOLLOWS or days_between(other.on, deed.on) <= DAYS_FOLLOWING


class _Growing:
    """A group while the walk goes on."""

    def __init__(self, key: str, by_hand: bool) -> None:
        self.key = key
        self.by_hand = by_hand
        self.deeds: list[Deed] = []
        self.began = self.ended = 0.0
        """In seconds: that is quicker to compare than times with zones."""
        self.because: Counter[str] = Counter()
        self.tie_kinds: set[str] = set()
        self.into: _Growing | None = None

    def add(self, deed: Deed, at: float) -> None:
        self.began = self.began if self.deeds else at
        self.ended = at
        self.deeds.append(deed)

    def has_room(self, at: float, size: int, days: float) -> bool:
        return len(self.deeds) < size and at - self.began <= days * DAY

    def is_open(self, at: float) -> bool:
        return self.has_room(at, MOST_DEEDS, MOST_DAYS) and at - self.ended <= DAYS_OPEN * DAY

    def takes(self, at: float, *, long: bool) -> bool:
        return self.has_room(at, MOST_DEEDS, MOST_DAYS) if long else self.is_open(at)

    def as_group(self) -> Group:
        return Group(self.key, tuple(self.deeds), tuple(because for because, _ in self.because.most_common()))


class _Walk:
    def __init__(self, fixed: Mapping[str, str]) -> None:
        self._fixed = fixed
        self._by_hand: dict[str, _Growing] = {}
        self._all: list[_Growing] = []
        self._of: dict[str, _Growing] = {}
        self._tied = Tied[_Growing]()
        self._named = Named()
        self._latest = Latest()

    def take(self, deed: Deed, at: float, ties: list[Tie]) -> None:
        place = self._fixed_place(deed) or self._linked(deed, at) or self._tied_place(deed, at, ties)
        place = place or self._alike(deed, at, ties) or self._opened(deed.id, by_hand=False)
        place.add(deed, at)
        self._of[deed.id] = place
        self._tie(place, ties)
        self._named.remember(deed)
        self._latest.remember(deed)

    def groups(self) -> tuple[Group, ...]:
        return tuple(growing.as_group() for growing in self._all if growing.deeds)

    def _opened(self, key: str, by_hand: bool) -> _Growing:
        self._all.append(_Growing(key, by_hand))
        return self._all[-1]

    def _fixed_place(self, deed: Deed) -> _Growing | None:
        key = self._fixed.get(deed.id)
        if key is None:
            return None
        place = self._by_hand.get(key) or self._opened(key, by_hand=True)
        if place.deeds:
            place.because["put together by hand"] += 1
        self._by_hand[key] = place
        return place

    def _tie(self, place: _Growing, ties: list[Tie]) -> None:
        """What was split off by hand does not draw later work away from where it was."""
        place.tie_kinds |= {tie.key[0] for tie in ties if tie.tells_apart}
        for tie in ties:
            if tie.is_left and not (place.by_hand and self._tied.led_to(tie.key)):
                self._tied.leave(tie.key, place)

    def _linked(self, deed: Deed, at: float) -> _Growing | None:
        for link in links_of(deed):
            other = self._named.by_id(link.id) if link.id else self._named.by_title(deed.source, link.title)
            place = self._place_of(other) if other else None
            if other and place and _is_timely(link, other, deed) and place.takes(at, long=link.words == PICKED):
                place.because[f"{link.words} {other.title}"] += 1
                return place
        return None

    def _tied_place(self, deed: Deed, at: float, ties: list[Tie]) -> _Growing | None:
        """The first tie that leads somewhere; what the others lead to is united with it where both are small."""
        found = [(place, tie) for tie in ties if tie.leads and (place := self._tie_leads_to(tie, at))]
        if not found or (deed.kind == RELEASE and len({id(place) for place, _ in found}) > 1):
            return None
        place = found[0][0]
        for because in dict.fromkeys(tie.because for _, tie in found):
            place.because[because] += 1
        for other, tie in found:
            if (still := self._resolved(other)) is not place:
                place = self._united(place, still, MOST_DEEDS if tie.holds_long else MOST_DEEDS // 2)
        return place

    def _alike(self, deed: Deed, at: float, ties: list[Tie]) -> _Growing | None:
        """What says that it brings something opens a piece of its own, unless something it names leads elsewhere."""
        if brings(deed.title):
            return None
        for alike in self._latest.most_alike(deed):
            place = self._place_of(alike.deed)
            if not place.has_room(at, MOST_ALIKE_DEEDS, MOST_ALIKE_DAYS) or self._contradict(place, ties):
                continue
            place.because[alike.because] += 1
            return place
        return None

    def _contradict(self, place: _Growing, ties: list[Tie]) -> bool:
        """Work under another ticket or from another merge is other work, however much alike."""
        return not {tie.key[0] for tie in ties if tie.tells_apart}.isdisjoint(place.tie_kinds)

    def _united(self, place: _Growing, other: _Growing, size: int) -> _Growing:
        if place.by_hand or other.by_hand or len(place.deeds) + len(other.deeds) > size:
            return place
        first, second = sorted((place, other), key=lambda growing: (growing.began, growing.deeds[0].id))
        first.deeds = in_order([*first.deeds, *second.deeds])
        first.ended = max(first.ended, second.ended)
        first.because.update(second.because)
        first.tie_kinds |= second.tie_kinds
        second.deeds, second.into = [], first
        return first

    def _tie_leads_to(self, tie: Tie, at: float) -> _Growing | None:
        found = self._tied.led_to(tie.key)
        place = self._resolved(found) if found else None
        return place if place and place.takes(at, long=tie.holds_long) else None

    def _place_of(self, deed: Deed) -> _Growing:
        return self._resolved(self._of[deed.id])

    def _resolved(self, place: _Growing) -> _Growing:
        while place.into:
            place = place.into
        return place
