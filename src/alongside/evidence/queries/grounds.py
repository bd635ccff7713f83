"""What an impact story stands on: the material behind each sentence, and what that material proposes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects

from alongside.accounts.models import Member
from alongside.evidence.deeds import deed_id, group_of
from alongside.evidence.drafting import Material, Named, sentences_of, witnesses_in
from alongside.evidence.models import Activity, Circle, Entry, Piece, Story
from alongside.evidence.queries.stories import story_text
from alongside.evidence.work.circle import ProposedCircle, circle_in, propose_circle
from alongside.people.models import Identity, Person
from alongside.people.queries import forms_of, known_as, own_names, persons_of

MOST_READ = 300


@dataclass(frozen=True, slots=True)
class Source:
    """An activity, an entry or a piece of work that says it."""

    kind: str
    id: int
    label: str
    title: str
    url: str = ""
    what: str = ""
    """Of an activity: commit, review, meeting …"""
    piece: int | None = None
    """Of an activity: the piece of work that it stands in."""


@dataclass(frozen=True, slots=True)
class Told:
    part: str
    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class CircleProposal:
    circle: str
    name: str
    because: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class WitnessProposal:
    name: str
    person: Person | None
    because: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Grounds:
    """`circle` and `witnesses` are proposals: nothing of them is in the story until its owner says so."""

    sentences: tuple[Told, ...]
    circle: CircleProposal | None
    witnesses: tuple[WitnessProposal, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """All that a story can be told from, with what each source is called."""

    material: tuple[Material, ...]
    sources: dict[str, Source]
    circle: ProposedCircle | None
    persons: dict[int, Person]

    def named(self, keys: Iterable[str]) -> tuple[Source, ...]:
        """A piece of work stands in only where none of its activities and no entry says it."""
        found = list(dict.fromkeys(keys))
        closer = [key for key in found if not key.startswith("piece:")]
        return tuple(self.sources[key] for key in closer or found)


def grounds_of(viewer: Member, story: Story) -> Grounds:
    """Of a story from `stories_of`. Only what the viewer may see is named; others than its owner get no proposals."""
    read = material_of(viewer, entries=story.entries.all(), pieces=story.pieces.all())
    told = (
        Told(part, text, read.named(sources)) for part, text, sources in sentences_of(story_text(story), read.material)
    )
    if story.owner_id != viewer.pk:
        return Grounds(tuple(told), None, ())
    return Grounds(tuple(told), _circle(read), _witnesses(story, read))


def with_grounds(viewer: Member, story: Story) -> Story:
    story.grounds = grounds_of(viewer, story)
    return story


def material_of(viewer: Member, *, entries: Iterable[Entry], pieces: Iterable[Piece]) -> Read:
    entries, pieces = list(entries), list(pieces)
    prefetch_related_objects(entries, Prefetch("people", Person.objects.visible_to(viewer)))
    activities = _activities(viewer, pieces)
    whom = _Whom(viewer)
    material = [Material(f"entry:{each.pk}", each.text, each.details, whom.of_entry(each)) for each in entries]
    material += [Material(f"piece:{each.pk}", each.title) for each in pieces]
    material += [Material(f"activity:{each.pk}", each.title, each.body, whom.of(each)) for each in activities]
    persons = Person.objects.visible_to(viewer).in_bulk(list(whom.met)) if whom.met else {}
    return Read(tuple(material), _sources(entries, pieces, activities), _proposed(entries, pieces, activities), persons)


def _activities(viewer: Member, pieces: Sequence[Piece]) -> list[Activity]:
    rows = Activity.objects.visible_to(viewer).filter(piece__in=[piece.pk for piece in pieces], vanished_at=None)
    return list(rows.order_by("happened_at", "pk")[:MOST_READ]) if pieces else []


def _sources(entries: Sequence[Entry], pieces: Sequence[Piece], activities: Sequence[Activity]) -> dict[str, Source]:
    found = {
        f"entry:{each.pk}": Source("entry", each.pk, f"log of {each.happened_on:%-d %b %Y}", each.text)
        for each in entries
    }
    found |= {f"piece:{each.pk}": Source("piece", each.pk, "piece of work", each.title) for each in pieces}
    return found | {f"activity:{each.pk}": _source(each) for each in activities}


def _source(activity: Activity) -> Source:
    label = f"{activity.kind} {activity.called}"
    return Source(
        "activity", activity.pk, label, activity.title, activity.url, what=activity.kind, piece=activity.piece_id
    )


def _proposed(
    entries: Sequence[Entry], pieces: Sequence[Piece], activities: Sequence[Activity]
) -> ProposedCircle | None:
    """By what the owner wrote where that tells, else by the record of the first piece of work."""
    for entry in entries:
        if told := circle_in(f"{entry.text} {entry.details}"):
            return told._replace(sources=(f"entry:{entry.pk}",))
    for piece in pieces:
        if mine := [each for each in activities if each.piece_id == piece.pk]:
            keys = {deed_id(each): f"activity:{each.pk}" for each in mine}
            found = propose_circle(group_of(piece, mine))
            return found._replace(sources=tuple(keys[deed] for deed in found.sources if deed in keys))
    return None


def _circle(read: Read) -> CircleProposal | None:
    found = read.circle
    return found and CircleProposal(found.circle, Circle(found.circle).label, found.because, read.named(found.sources))


def _witnesses(story: Story, read: Read) -> tuple[WitnessProposal, ...]:
    """Those who are not witnesses yet."""
    there = {person.pk for person in story.witnesses.all()}
    return tuple(
        WitnessProposal(each.name, read.persons.get(each.person or 0), each.because, read.named(each.sources))
        for each in witnesses_in(read.material)
        if each.person not in there
    )


class _Whom:
    """Who is meant by the names in the material; the member themself is left out."""

    def __init__(self, viewer: Member) -> None:
        self.met = set[int]()
        """Keys of the persons who were found."""
        self._names = dict(persons_of(viewer).order_by().values_list("pk", "name"))
        identities = list(Identity.objects.visible_to(viewer))
        self._mine = own_names(viewer, ((each.kind, each.value) for each in identities if each.person_id is None))
        self._known = {known_as("name", name): person for person, name in self._names.items()}
        self._known |= {known_as(each.kind, each.value): each.person_id for each in identities if each.person_id}

    def of(self, activity: Activity) -> tuple[Named, ...]:
        found = (self._named(*credit) for credit in activity.details.get("credits", ()))
        return tuple(named for named in found if named)

    def of_entry(self, entry: Entry) -> tuple[Named, ...]:
        self.met |= {person.pk for person in entry.people.all()}
        return tuple(Named("mentioned", person.name, person.pk) for person in entry.people.all())

    def _named(self, role: str, name: str, address: str) -> Named | None:
        known = forms_of(name, address)
        if self._mine & set(known):
            return None
        person = next((self._known[each] for each in known if each in self._known), 0)
        if person not in self._names:
            return Named(role, name or address)
        self.met.add(person)
        return Named(role, self._names[person], person)
