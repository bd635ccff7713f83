from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence.models import Activity, Entry, Piece
from alongside.knowledge import proving, telling
from alongside.knowledge.asking import Answer, Question, Suggestion, ask
from alongside.knowledge.asking import Reason as Counted
from alongside.knowledge.asking.about import paths_about, terms_of
from alongside.knowledge.asking.fading import Fading
from alongside.knowledge.indexing.layout import ABOUT_DAYS
from alongside.knowledge.models import Area
from alongside.knowledge.proving import Proof
from alongside.knowledge.remembering import Known, Remembered, about, known, remembered
from alongside.knowledge.resolving import resolve, resolve_all
from alongside.knowledge.whom import ME, Somebody
from alongside.people.models import Person
from alongside.search.index import matching
from alongside.sources.models import Path
from alongside.sources.queries import repositories

_MOST_PATHS, _WEIGHTY = 60, 3
_PIECES, _ACTIVITIES = 3, 40


@dataclass(frozen=True, slots=True)
class Progress:
    """Of how many commits the paths are known, and how many there are."""

    read: int = 0
    commits: int = 0

    @property
    def is_whole(self) -> bool:
        return self.read >= self.commits


@dataclass(frozen=True, slots=True)
class Reason:
    """One term of the ranking's sum. `points` below zero speak against."""

    signal: str
    text: str
    points: float
    place: str
    times: int
    last_on: date

    @property
    def told_points(self) -> str:
        return f"{self.points:+.1f} points".replace("-", "−")


@dataclass(frozen=True, slots=True)
class Suggested:
    """`person` is the key of the viewer's own row for them, or 0."""

    name: str
    address: str
    person: int
    sure: str
    chance: float
    around: str
    is_around: bool
    last_on: date
    reasons: tuple[Reason, ...]
    proofs: tuple[Proof, ...]

    @property
    def weighty(self) -> list[Reason]:
        """Those that say most for them."""
        return [each for each in self.reasons if each.points > 0][:_WEIGHTY]


@dataclass(frozen=True, slots=True)
class Asked:
    """`people`: best first; the second is for when the first cannot help. `problem` says why there is nobody."""

    paths: tuple[str, ...] = ()
    """Which files and folders the answer is about, as people write them."""
    people: tuple[Suggested, ...] = ()
    lately: bool = True
    knew: str = ""
    """When nobody was there for a year: who was last."""
    knew_on: date | None = None
    spared: str = ""
    spared_why: str = ""
    discussed: tuple[tuple[Person, Proof], ...] = ()
    """Persons of the viewer's log who are not among the people."""
    problem: str = ""
    progress: Progress = Progress()

    @property
    def nobody(self) -> str:
        return telling.nobody_lately(self.knew, self.knew_on) if self.knew_on else ""

    @property
    def second(self) -> Suggested | None:
        return self.people[1] if len(self.people) > 1 else None


@dataclass(slots=True)
class _Sought:
    """What a question comes to: paths of the one tree, and words."""

    paths: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    """Of paths that were looked up already."""


def whom_to_ask(
    viewer: Member,
    *,
    paths: Iterable[str] = (),
    words: str = "",
    text: str = "",
    area: Area | None = None,
    entry: Entry | None = None,
    piece: Piece | None = None,
    at: datetime | None = None,
    most: int = 5,
) -> Asked:
    """Who knows these files, folders, words, this area, entry or piece of work. The viewer is never an answer.
    `text` is a path when there is one of that name, else words."""
    now, all_known = at or timezone.now(), known(viewer)
    if not all_known:
        return _nothing_yet(viewer)
    a_path = resolve(viewer, all_known, text) if text and " " not in text.strip() else []
    piece = piece or (entry.piece if entry else None)
    sought = _sought(viewer, all_known, list(paths), words if a_path else f"{words} {text}", area, entry, piece)
    sought.paths += a_path
    found = _by_words(viewer, all_known, sought, now)
    said = proving.discussed(viewer, "" if entry else " ".join(sought.words[:6]))
    if not found:
        return Asked(problem=_problem(sought), discussed=_others(viewer, said, ()), progress=_read(all_known))
    there = remembered(viewer, all_known, found)
    answer = ask(there.memory, Question(tuple(found), ME, now.timestamp()), most=most)
    return _Telling(viewer, all_known, there, now).told(answer, found, sought.keys, said)


def _sought(
    viewer: Member,
    all_known: list[Known],
    paths: Sequence[str],
    words: str,
    area: Area | None,
    entry: Entry | None,
    piece: Piece | None,
) -> _Sought:
    sought = _Sought(words=list(terms_of(words)))
    for typed, there in resolve_all(viewer, all_known, paths).items():
        sought.paths += there
        sought.unknown += [] if there else [typed]
    if area and area.owner_id == viewer.pk:
        sought.paths += [f"{each['repository']}/{each['path']}" for each in area.folders]
    if piece:
        sought.paths += _files(viewer, all_known, [piece.pk])
    if entry and not sought.paths:
        sought.words += terms_of(entry.text)
    return sought


def _by_words(viewer: Member, all_known: list[Known], sought: _Sought, now: datetime) -> list[str]:
    """Paths that were named count; where none were, those that the words are about."""
    if sought.paths or not sought.words:
        return list(dict.fromkeys(sought.paths))[:_MOST_PATHS]
    scale = Fading(ABOUT_DAYS).seen_from(now.timestamp())
    keys = paths_about(about(viewer, all_known, sought.words), sought.words, scale)
    rows = Path.objects.visible_to(viewer).filter(pk__in=[int(key) for key in keys])
    named = {str(pk): f"{repository}/{path}" for pk, repository, path in rows.values_list("pk", "repository", "path")}
    sought.keys = {path: int(key) for key, path in named.items()}
    pieces = matching(Piece.objects.visible_to(viewer), " ".join(sought.words)).order_by("-last_on")
    mine = _files(viewer, all_known, pieces.values("pk")[:_PIECES])
    return list(dict.fromkeys([*(named[key] for key in keys if key in named), *mine]))[:_MOST_PATHS]


def _files(viewer: Member, all_known: list[Known], pieces: Any) -> list[str]:
    """What the viewer changed in these pieces of work: keys, or a query for them."""
    roots = {each.repository.name: each.root for each in all_known}
    rows = Activity.objects.visible_to(viewer).filter(piece__in=pieces, vanished_at=None, origin__in=roots)
    details = rows.order_by("-happened_at").values_list("origin", "details")[:_ACTIVITIES]
    found = (roots[origin] + file[0] for origin, told in details for file in told.get("files", ()))
    return list(dict.fromkeys(found))


def _nothing_yet(viewer: Member) -> Asked:
    commits = sum(repositories(viewer).values_list("commits", flat=True))
    if commits:
        return Asked(
            problem="Your repositories are still being read. Ask again in a minute.", progress=Progress(0, commits)
        )
    return Asked(problem="Nothing is known yet: read a repository first, under Sources.")


def _problem(sought: _Sought) -> str:
    if sought.unknown:
        return f"“{sought.unknown[0]}” is in none of your repositories, and neither is its folder. Check the spelling."
    elif sought.words:
        return f"Nothing in your repositories is about “{' '.join(sought.words)}”. Try other words, or a path."
    else:
        return "Name a file or folder, or write some words."


def _read(all_known: list[Known]) -> Progress:
    """The index follows the paths."""
    done = sum(each.repository.paths_read for each in all_known if each.index.through >= each.repository.paths_through)
    return Progress(done, sum(each.repository.commits for each in all_known))


def _others(viewer: Member, said: dict[int, Proof], shown: Iterable[int]) -> tuple[tuple[Person, Proof], ...]:
    keys = [key for key in said if key not in set(shown)]
    persons = Person.objects.visible_to(viewer).filter(pk__in=keys) if keys else ()
    return tuple(sorted(((each, said[each.pk]) for each in persons), key=lambda pair: pair[1].on, reverse=True))


class _Telling:
    """Turns the ranking's answer into what is shown."""

    def __init__(self, viewer: Member, all_known: list[Known], there: Remembered, now: datetime) -> None:
        self._viewer, self._known, self._there = viewer, all_known, there
        self._zone = ZoneInfo(viewer.timezone)
        self._today = now.astimezone(self._zone).date()
        self._who: dict[str, Somebody] = {}
        several = len(all_known) > 1
        self._roots = {each.root: f"{each.repository.name}/" if several else "" for each in all_known}

    def told(self, answer: Answer, paths: list[str], keys: dict[str, int], said: dict[int, Proof]) -> Asked:
        shown = {each.person for each in answer.suggestions}
        self._who = self._there.who([*shown, answer.knew, answer.spared])
        authors = {pk: who.key for pk, who in self._there.authors.items() if who.key in shown}
        there = proving.paths_of(self._viewer, self._known, paths, keys)
        proofs = proving.commits_of(self._viewer, self._known, there, authors, self._today)
        persons = {who.person for key in shown if (who := self._who[key]).person}
        people = tuple(self._suggested(each, proofs, said) for each in answer.suggestions)
        spared = self._name(answer.spared)
        return Asked(
            paths=tuple(map(self._place, paths)),
            people=people,
            lately=answer.lately,
            knew="" if answer.lately else self._name(answer.knew),
            knew_on=self._day(answer.knew_at) if answer.knew and not answer.lately else None,
            spared=spared,
            spared_why=telling.spared(spared) if spared else "",
            discussed=_others(self._viewer, said, persons),
            progress=_read(self._known),
        )

    def _suggested(
        self,
        each: Suggestion,
        proofs: dict[str, list[Proof]],
        said: dict[int, Proof],
    ) -> Suggested:
        who = self._who[each.person]
        last_on = self._day(each.seen)
        mine = [said[who.person]] if who.person in said else []
        return Suggested(
            name=who.name,
            address=who.address,
            person=who.person,
            sure=telling.sure(each.chance),
            chance=each.chance,
            around=telling.around(last_on, self._today),
            is_around=telling.is_around(last_on, self._today),
            last_on=last_on,
            reasons=tuple(map(self._reason, each.reasons)),
            proofs=(*proofs.get(each.person, ()), *mine),
        )

    def _reason(self, counted: Counted) -> Reason:
        place, last_on = self._place(counted.place), self._day(counted.latest)
        text = telling.sentence(counted.signal, place, counted.times, last_on, self._today)
        return Reason(counted.signal.value, text, counted.points, place, counted.times, last_on)

    def _place(self, place: str) -> str:
        root, slash, rest = place.partition("/")
        return self._roots.get(root + slash, root + slash) + rest

    def _name(self, key: str) -> str:
        return self._who[key].name if key in self._who else ""

    def _day(self, at: float) -> date:
        return datetime.fromtimestamp(at, UTC).astimezone(self._zone).date()
