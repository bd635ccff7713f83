"""What goes through the door, in and out."""

from datetime import date, datetime
from typing import Any, Literal, cast

from ninja import Schema

from alongside.evidence.models import Activity, Entry, Piece, Story
from alongside.evidence.queries import Grounds, gaps_of, story_text

type KindOfEntry = Literal["win", "challenge", "blocker", "learning", "feedback", "thanks", "note"]
type CircleOfImpact = Literal["own", "collaboration", "enabling"]


class QuantityOut(Schema):
    value: str
    unit: str
    text: str


class MetricOut(Schema):
    """Read from a sentence. `change_percent` is empty where before and after cannot be compared in percent."""

    what: str
    before: QuantityOut | None
    after: QuantityOut | None
    change_percent: str | None
    certain: bool
    text: str


class SomeoneOut(Schema):
    id: int
    name: str
    handle: str


class LineIn(Schema):
    line: str
    key: str | None = None
    today: date | None = None


class EditIn(Schema):
    line: str
    today: date | None = None


class ShareIn(Schema):
    audience: Literal["named", "workspace"] = "named"
    members: list[int] = []


class EntryOut(Schema):
    id: int
    line: str
    kind: KindOfEntry
    text: str
    details: str
    happened_on: date
    topics: list[str]
    people: list[SomeoneOut]
    goals: list[str]
    metrics: list[MetricOut]
    piece_id: int | None
    audience: str
    owner: str
    created_at: datetime
    edited_at: datetime | None
    archived_at: datetime | None
    eased_at: datetime | None

    @staticmethod
    def resolve_topics(entry: Entry) -> list[str]:
        return [topic.name for topic in entry.topics.all()]

    @staticmethod
    def resolve_people(entry: Entry) -> list[object]:
        return list(entry.people.all())

    @staticmethod
    def resolve_piece_id(entry: Entry) -> int | None:
        """Only where the reader may see the piece."""
        return entry.piece.pk if entry.piece else None

    @staticmethod
    def resolve_owner(entry: Entry) -> str:
        return entry.owner.name


class EntriesOut(Schema):
    items: list[EntryOut]
    total: int


class ChipOut(Schema):
    kind: str
    value: str
    start: int
    end: int


class ReadOut(Schema):
    """What a line says; nothing is kept."""

    kind: KindOfEntry
    text: str
    details: str
    date: date | None
    topics: list[str]
    people: list[str]
    goals: list[str]
    metrics: list[MetricOut]
    chips: list[ChipOut]


class ActivityOut(Schema):
    id: int
    source: str
    origin: str
    external_id: str
    kind: str
    title: str
    day: date
    at: datetime
    url: str
    uncertain: str
    """Why its day may be another."""
    vanished_at: datetime | None
    piece_id: int | None

    @staticmethod
    def resolve_uncertain(activity: Any) -> str:
        return str(activity.doubt or "")

    @staticmethod
    def resolve_at(activity: Activity) -> datetime:
        return activity.local_time


class ActivitiesOut(Schema):
    items: list[ActivityOut]
    total: int


class PieceOut(Schema):
    id: int
    title: str
    kind: str
    circle: CircleOfImpact
    first_on: date
    last_on: date
    score: float
    why: list[str]
    because: str
    dismissed_at: datetime | None
    seen_by: list[SomeoneOut]
    activities: list[ActivityOut]

    @staticmethod
    def resolve_seen_by(piece: Piece) -> list[object]:
        return list(piece.seen_by.all())

    @staticmethod
    def resolve_activities(piece: Piece) -> list[Activity]:
        return list(piece.activities.all())


class PiecesOut(Schema):
    items: list[PieceOut]
    total: int


class AcceptIn(Schema):
    kind: KindOfEntry = "win"


class MergePiecesIn(Schema):
    pieces: list[int]


class SplitIn(Schema):
    activities: list[int]


class TitleIn(Schema):
    title: str


class FoundPiecesOut(Schema):
    pieces: int
    new: int


class StoryIn(Schema):
    action: str
    purpose: str = ""
    result: str = ""
    circle: CircleOfImpact | Literal[""] = ""
    goals: list[str] = []
    happened_on: date | None = None
    witnesses: list[int] = []
    entries: list[int] = []
    pieces: list[int] = []


class StoryChange(Schema):
    action: str | None = None
    purpose: str | None = None
    result: str | None = None
    circle: CircleOfImpact | Literal[""] | None = None
    goals: list[str] | None = None
    happened_on: date | None = None
    witnesses: list[int] | None = None
    entries: list[int] | None = None
    pieces: list[int] | None = None


class DraftIn(Schema):
    entry: int | None = None
    piece: int | None = None


class GapOut(Schema):
    code: str
    sentence: str
    question: str


class GapsOut(Schema):
    items: list[GapOut]
    total: int


class StoryOut(Schema):
    id: int
    action: str
    purpose: str
    result: str
    metrics: list[MetricOut]
    circle: str
    goals: list[str]
    happened_on: date
    witnesses: list[SomeoneOut]
    sources: list[str]
    entries: list[int]
    pieces: list[int]
    gaps: list[GapOut]
    audience: str
    owner: str
    archived_at: datetime | None

    @staticmethod
    def resolve_witnesses(story: Story) -> list[object]:
        return list(story.witnesses.all())

    @staticmethod
    def resolve_sources(story: Story) -> list[str]:
        return list(story_text(story).sources)

    @staticmethod
    def resolve_entries(story: Story) -> list[int]:
        return [entry.pk for entry in story.entries.all()]

    @staticmethod
    def resolve_pieces(story: Story) -> list[int]:
        return [piece.pk for piece in story.pieces.all()]

    @staticmethod
    def resolve_gaps(story: Story) -> list[object]:
        return list(gaps_of(story))

    @staticmethod
    def resolve_owner(story: Story) -> str:
        return story.owner.name


class SaidByOut(Schema):
    """An activity, an entry or a piece of work, by its kind and key. `url` is the web page of an activity."""

    kind: Literal["activity", "entry", "piece"]
    id: int
    label: str
    title: str
    url: str


class SentenceOut(Schema):
    """A part of a story, with the sources that say it in these words; none for words of the person's own."""

    part: Literal["action", "purpose", "result"]
    text: str
    sources: list[SaidByOut]


class CircleProposalOut(Schema):
    circle: CircleOfImpact
    name: str
    because: str
    sources: list[SaidByOut]


class WitnessProposalOut(Schema):
    """Somebody whom the sources name in a role; without a person where nobody of the people is known so."""

    name: str
    person: SomeoneOut | None
    because: str
    sources: list[SaidByOut]


class WholeStoryOut(StoryOut):
    """With the sources of each sentence and what they propose. A proposal is in the story once it is confirmed."""

    sentences: list[SentenceOut]
    proposed_circle: CircleProposalOut | None
    proposed_witnesses: list[WitnessProposalOut]

    @staticmethod
    def resolve_sentences(story: Story) -> list[object]:
        return list(_grounds(story).sentences)

    @staticmethod
    def resolve_proposed_circle(story: Story) -> object:
        return None if story.circle else _grounds(story).circle

    @staticmethod
    def resolve_proposed_witnesses(story: Story) -> list[object]:
        return list(_grounds(story).witnesses)


def _grounds(story: Story) -> Grounds:
    return cast(Grounds, story.grounds)


class ConfirmIn(Schema):
    """The circle of impact, or the name of a proposed witness, or both."""

    circle: CircleOfImpact | Literal[""] = ""
    witness: str = ""


class StoriesOut(Schema):
    items: list[StoryOut]
    total: int


class TextOut(Schema):
    text: str


class CirclesOut(Schema):
    year: int
    own: int
    collaboration: int
    enabling: int
