"""Ten years of one person's data, made the same every time: what bench/pages opens its pages on."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from bench.circle import fill_circle
from bench.knowing import learn_paths
from django.utils import timezone

from alongside.accounts.actions import found
from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.evidence.findings import Finding
from alongside.evidence.models import Entry, Piece
from alongside.growth import actions as growth
from alongside.growth.models.needs import STARTERS
from alongside.one_on_ones import actions as one_on_ones
from alongside.one_on_ones.models import Every, Meeting, Note, Pair, Promise, Side, TalkingPoint, occurrence_of
from alongside.people import actions as people
from alongside.people.models import Person
from alongside.search.index import index
from alongside.sharing.door import opened
from alongside.sources.models import Author, Collection, Commit, Connection, Repository

ACTIVITIES, COMMITS, ENTRIES, MEETINGS, POINTS = 25_000, 150_000, 3_000, 500, 4_000
RUNS, STORIES = 5_000, 300
YEARS = 10
WORDS = (
    "retry timeout checkout webhook ledger invoice search index cache price catalogue login session token export "
    "import report alert deploy rollback migration schema queue worker batch latency budget flaky test guide"
).split()
KINDS = ("win", "win", "note", "learning", "challenge", "blocker", "thanks", "feedback")


def fill(scale: float = 1.0) -> Member:
    """A member with that share of the ten years' data, spread over the same ten years."""
    chance = random.Random(7)
    member = found(name="Engineer", email="engineer@example.org", workspace="Ten years", zone="Europe/Berlin")
    people.add_identity(member, kind="email", value="engineer@example.org")
    manager = people.add_person(member, name="Manager", relation="manager", email="manager@example.org")
    peers = [people.add_person(member, name=f"Peer {n}", relation="peer") for n in range(12)]
    _activities(member, chance, round(ACTIVITIES * scale))
    _commits(member, round(COMMITS * scale))
    learn_paths(member)
    _connections(member, round(RUNS * scale))
    _stories(member, round(STORIES * scale))
    _entries(member, chance, [manager, *peers], round(ENTRIES * scale))
    for person, share in ((manager, 0.6), (peers[0], 0.4)):
        _pair(member, chance, person, round(MEETINGS * scale * share), round(POINTS * scale * share))
    fill_circle(member, chance, scale)
    _growth(member)
    return member


def _growth(member: Member) -> None:
    """Four who decide, six topics, and a need for each that many have."""
    persons = Person.objects.visible_to(member)
    for person in [persons.get(relation="manager", name="Manager"), *persons.order_by("pk")[100:103]]:
        growth.decide(member, person=person)
    for topic in WORDS[:6]:
        growth.choose_topic(member, topic=topic)
    for text in STARTERS:
        growth.add_need(member, text=text, helped_by=list(persons.order_by("-pk")[:2]))


def _days(number: int) -> Iterator[date]:
    today = timezone.localdate()
    for n in range(number):
        yield today - timedelta(days=round((number - n) * YEARS * 365 / max(number, 1)))


def _phrase(chance: random.Random, words: int = 5) -> str:
    return " ".join(chance.choices(WORDS, k=words))


def _activities(member: Member, chance: random.Random, number: int) -> None:
    findings = [_finding(chance, n, day) for n, day in enumerate(_days(number))]
    for start in range(0, number, 5_000):
        evidence.keep(member, source="git", origin="payments", findings=findings[start : start + 5_000])
    evidence.find_pieces(member)
    with opened("the bench's past"):
        old = Piece.objects.filter(last_on__lt=timezone.localdate() - timedelta(days=365))
        old.exclude(pk__in=old.order_by("pk")[: round(number / 50)]).update(dismissed_at=timezone.now())


def _finding(chance: random.Random, n: int, day: date) -> Finding:
    ticket = f"PAY-{n // 6}"
    folder = chance.choice(WORDS)
    files = tuple(
        (f"src/{folder}/{chance.choice(WORDS)}.py", chance.randrange(80), chance.randrange(40)) for _ in range(3)
    )
    at = datetime.combine(day, time(9 + n % 9, n % 60), tzinfo=UTC)
    named = (("reviewer", "Manager", "manager@example.org"),) if n % 9 == 0 else ()
    return Finding(
        id=f"{n:040x}",
        kind="commit",
        title=f"{ticket}: {_phrase(chance)}",
        at=at,
        body=_phrase(chance, 20),
        files=files,
        tickets=(ticket,),
        credits=named,
    )


def _commits(member: Member, number: int) -> None:
    here = {"workspace": member.workspace}
    began = int(timezone.now().timestamp()) - number * 2000
    repository = Repository(
        owner=member,
        path="/nowhere/payments",
        git_dir="/nowhere/payments/.git",
        name="payments",
        commits=number,
        **here,
    )
    repository.collected_at = timezone.now()
    repository.save()
    with opened("the bench's past"):
        authors = [
            Author(repository=repository, raw_name=f"A{n}", name=f"A{n}", raw_email=f"a{n}@x", email=f"a{n}@x", **here)
            for n in range(300)
        ]
        authors = Author.objects.bulk_create(authors)
        rows = (
            Commit(
                repository=repository,
                hash=n.to_bytes(20, "big"),
                author=authors[n % 300],
                committer=authors[n % 300],
                authored_at=began + n * 2000,
                author_offset=60,
                committed_at=began + n * 2000,
                subject=f"Change number {n} of the history",
                **here,
            )
            for n in range(number)
        )
        Commit.objects.bulk_create(rows, batch_size=5_000)


def _connections(member: Member, runs: int) -> None:
    """Ten that are read every week."""
    for number in range(10):
        connection = Connection(owner=member, workspace=member.workspace, collector="table", name=f"Table {number}")
        connection.settings, connection.collected_at = {"file": f"/nowhere/{number}.csv"}, timezone.now()
        connection.save()
        about = {"owner": member, "workspace": member.workspace, "source": "table", "connection": connection}
        defects = [[f"line {line}", "There is no date in it."] for line in range(200)]
        done = {"done_at": timezone.now(), "defects": defects, "defects_count": 200}
        Collection.objects.bulk_create([Collection(**about, **done) for _ in range(max(1, runs // 10))], batch_size=500)


def _stories(member: Member, number: int) -> None:
    pieces = Piece.objects.visible_to(member).order_by("-score")[: max(1, number)]
    for piece in pieces:
        evidence.draft_story(member, piece=piece)


def _entries(member: Member, chance: random.Random, persons: list[Person], number: int) -> None:
    for day in _days(number):
        kind, topic, person = chance.choice(KINDS), chance.choice(WORDS), chance.choice(persons)
        line = f"{kind}: {_phrase(chance)} from 900 ms to 300 ms #{topic} @{person.handle} {day.isoformat()}"
        entry = evidence.log(member, line=line)
        if day < timezone.localdate() - timedelta(days=40) and kind in ("challenge", "blocker"):
            Entry.objects.editable_by(member).filter(pk=entry.pk).update(eased_at=timezone.now())


def _pair(member: Member, chance: random.Random, person: Person, meetings: int, points: int) -> None:
    today = timezone.localdate()
    first_on = today - timedelta(days=YEARS * 365)
    pair = one_on_ones.pair_up(member, person=person, every=Every.WEEKLY, first_on=first_on, at=time(14))
    held = [_meeting(pair, day) for day in _days(meetings)]
    with opened("the bench's past"):
        held = Meeting.objects.bulk_create(held)
        TalkingPoint.objects.bulk_create(_point(member, pair, chance, held, n, points) for n in range(points))
        Note.objects.bulk_create(
            Note(
                workspace=member.workspace,
                pair=pair,
                meeting=m,
                author=member,
                text=_phrase(chance, 30),
                created_at=m.starts_at,
            )
            for m in held
        )
        Promise.objects.bulk_create(_promise(member, pair, chance, m, n, len(held)) for n, m in enumerate(held))
        for noun in (TalkingPoint, Note, Promise):
            for row in noun.objects.filter(pair=pair):
                index(row, row.text)


def _meeting(pair: Pair, day: date) -> Meeting:
    starts_at = datetime.combine(day, time(13), tzinfo=UTC)
    return Meeting(
        workspace=pair.workspace, pair=pair, starts_at=starts_at, occurrence=occurrence_of(starts_at), held_at=starts_at
    )


def _point(member: Member, pair: Pair, chance: random.Random, held: list[Meeting], n: int, of: int) -> TalkingPoint:
    meeting = held[n * len(held) // of]
    closed = n < of - 12
    return TalkingPoint(
        workspace=member.workspace,
        pair=pair,
        author=member,
        side=Side.OWNER,
        kind=chance.choice(("update", "challenge", "decision", "question", "growth")),
        text=_phrase(chance, 8),
        position=n,
        created_at=meeting.starts_at,
        done_at=meeting.starts_at if closed else None,
        closed_in=meeting if closed else None,
        answer=_phrase(chance, 12) if n % 3 == 0 else "",
    )


def _promise(member: Member, pair: Pair, chance: random.Random, meeting: Meeting, n: int, of: int) -> Promise:
    return Promise(
        workspace=member.workspace,
        pair=pair,
        author=member,
        text=_phrase(chance, 8),
        side=Side.OWNER if n % 2 else Side.OTHER,
        due_on=meeting.starts_at.date() + timedelta(days=7),
        made_in=meeting,
        created_at=meeting.starts_at,
        kept_at=meeting.starts_at if n < of - 6 else None,
    )
