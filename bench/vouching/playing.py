"""Plays a history in the order of landing, and asks each case what was known before it was asked."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from bench.vouching.cases import Case
from bench.vouching.histories import MOST_FILES, READ, SPOKE, TOGETHER, Commit
from bench.vouching.identities import Identities

from alongside.knowledge.asking import Change, Memory
from alongside.knowledge.vouching import Contact, Route, Work


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a case: the person's work, who met it, and everybody's history."""

    case: Case
    work: list[Work]
    contacts: list[Contact]
    memory: Memory


type Ranking = Callable[[Asked], list[str]]


@dataclass(slots=True)
class _Played:
    memory: Memory = field(default_factory=Memory)
    work: dict[str, list[Work]] = field(default_factory=lambda: defaultdict(list))
    contacts: dict[str, list[Contact]] = field(default_factory=lambda: defaultdict(list))

    def add(self, commit: Commit, who: Identities) -> None:
        author, merger = who.of(commit.author), who.of(commit.committer)
        paths = commit.paths if len(commit.paths) <= MOST_FILES else ()
        readers = tuple({name: None for each in commit.named(*READ) if (name := who.of(each)) and name != author})
        if author:
            self.memory.remember(Change(commit.landed, author, readers, paths))
            self.work[author].append(Work(commit.key, commit.landed, paths))
            self._met(author, commit, Route.READ, readers)
            self._met(author, commit, Route.MERGED, (merger,))
            self._met(author, commit, Route.TOGETHER, map(who.of, commit.named(*TOGETHER)))
            self._met(author, commit, Route.SPOKE, map(who.of, commit.named(*SPOKE)))
            for reader in readers:
                self.contacts[reader].append(Contact(author, Route.THEIRS, commit.landed, commit.key))

    def _met(self, author: str, commit: Commit, route: Route, people: Iterator[str] | tuple[str, ...]) -> None:
        for person in people:
            if person not in {"", author}:
                self.contacts[author].append(Contact(person, route, commit.landed, commit.key))


def answers(
    history: Mapping[str, Commit], all_cases: list[Case], who: Identities, rankings: Mapping[str, Ranking]
) -> Iterator[tuple[Case, dict[str, list[str]]]]:
    """Who never changed anything before has no work that anybody could speak for, and is no case."""
    order = sorted(history.values(), key=lambda commit: commit.landed)
    played, landed = _Played(), 0
    for case in sorted(all_cases, key=lambda case: case.asked):
        while landed < len(order) and order[landed].landed < case.asked:
            played.add(order[landed], who)
            landed += 1
        if case.person in played.work:
            asked = Asked(case, played.work[case.person], played.contacts[case.person], played.memory)
            yield case, {name: ranking(asked) for name, ranking in rankings.items()}
