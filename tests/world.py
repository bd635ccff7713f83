"""A world made by real actions: anna owns one of everything, and every text in it holds a word of its own.

Whoever looks for `EVERYWHERE` finds all that they may see; a word in PRIVATE or SHARED that turns up with somebody who
may not see it has come through the door."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member, Token
from alongside.desk import actions as desk
from alongside.evidence import actions as evidence
from alongside.evidence.actions import Told
from alongside.evidence.findings import Finding
from alongside.evidence.models import Activity, Entry, Piece, Story
from alongside.growth import actions as growth
from alongside.growth.models import KnownFor, Need, Step
from alongside.knowledge import actions as knowledge
from alongside.knowledge.models import Area
from alongside.one_on_ones import actions as one_on_ones
from alongside.one_on_ones.models import Meeting, Note, Pair, Promise, Question, TalkingPoint, occurrence_of
from alongside.people import actions as people
from alongside.people.actions import Contact
from alongside.people.models import AddressBook, Expectation, Identity, Merge, Pause, Person, Stranger, Touchpoint
from alongside.people.uploads import keep_upload
from alongside.sharing.models import Audience
from alongside.sources import actions as sources
from alongside.sources import tasks
from alongside.sources.collectors.git.tests.repositories import Made
from alongside.sources.models import Collection, Connection, Repository

EVERYWHERE = "zanzibar"
PRIVATE = tuple(
    f"xyzzy{noun}"
    for noun in (
        *("entry", "details", "archived", "topic", "goal", "commit", "body", "branch", "folder", "purpose", "result"),
        *("person", "handle", "identity", "ownpoint", "ownnote", "ownanswer", "bank", "token", "source", "retitled"),
        *("knownfor", "need", "corrected", "card", "leftout"),
        *("talk", "pause", "stranger", "twin", "removed", "taken"),
        *("area", "problem", "knower"),
        *("role", "team", "known", "understood", "ownexpectation"),
    )
)
SHARED = tuple(f"xyzzy{noun}" for noun in ("point", "answer", "note", "promise", "expectation"))
"""Of the pair: anna's and ben's."""


@dataclass
class World:
    anna: Member
    ben: Member
    cleo: Member
    dan: Member
    tokens: dict[str, str] = field(default_factory=dict)
    """Each member's name → the text of a token of theirs."""

    person: Person = field(init=False)
    manager: Person = field(init=False)
    touchpoint: Touchpoint = field(init=False)
    pause: Pause = field(init=False)
    stranger: Stranger = field(init=False)
    merge: Merge = field(init=False)
    removed: Person = field(init=False)
    """Anna's own row for ben."""
    expectation: Expectation = field(init=False)
    """Ben is asked to confirm it; how it read before is anna's alone."""
    own_expectation: Expectation = field(init=False)
    identity: Identity = field(init=False)
    own_identity: Identity = field(init=False)
    repository: Repository = field(init=False)
    collection: Collection = field(init=False)
    connection: Connection = field(init=False)
    area: Area = field(init=False)
    merged_area: Area = field(init=False)
    split_area: Area = field(init=False)
    other_area: Area = field(init=False)
    entry: Entry = field(init=False)
    archived: Entry = field(init=False)
    obstacle: Entry = field(init=False)
    open_to_all: Entry = field(init=False)
    activity: Activity = field(init=False)
    piece: Piece = field(init=False)
    other_piece: Piece = field(init=False)
    story: Story = field(init=False)
    known_for: KnownFor = field(init=False)
    need: Need = field(init=False)
    step: Step = field(init=False)
    pair: Pair = field(init=False)
    meeting: Meeting = field(init=False)
    point: TalkingPoint = field(init=False)
    own_point: TalkingPoint = field(init=False)
    note: Note = field(init=False)
    own_note: Note = field(init=False)
    promise: Promise = field(init=False)
    question: Question = field(init=False)
    retired: Question = field(init=False)
    token: Token = field(init=False)

    def member(self, name: str) -> Member:
        return getattr(self, name)  # type: ignore[no-any-return]


def fill(world: World, folder: Path) -> World:
    today = timezone.now().astimezone(world.anna.zone).date()
    _persons(world)
    _sources(world, folder / "xyzzyfolder")
    _log(world, today)
    _growth(world)
    _pair(world, today)
    _agenda(world)
    _contacts(world)
    issue_token(world.anna, name=f"{EVERYWHERE} xyzzytoken")
    world.token = Token.objects.get(member=world.anna, name__contains="xyzzytoken")
    desk.delay(world.anna, key=f"piece:{world.piece.pk}", until=today + timedelta(days=1))
    return world


def _persons(world: World) -> None:
    anna = world.anna
    world.person = people.add_person(anna, name=f"{EVERYWHERE} xyzzyperson", handle="xyzzyhandle")
    world.manager = people.add_person(
        anna, name=f"Ben {EVERYWHERE} xyzzyperson", relation="manager", email="ben@example.org", handle="boss"
    )
    people.edit_person(anna, person=world.manager, role=f"{EVERYWHERE} xyzzyrole", team="xyzzyteam")
    people.note_person(anna, person=world.manager, about="cares", text=f"{EVERYWHERE} xyzzyknown")
    world.own_expectation = people.expect(anna, person=world.person, text=f"{EVERYWHERE} xyzzyownexpectation")
    world.expectation = people.expect(anna, person=world.manager, text=f"{EVERYWHERE} xyzzyunderstood")
    people.edit_expectation(anna, expectation=world.expectation, text=f"{EVERYWHERE} xyzzyexpectation")
    people.ask_to_confirm(anna, expectation=world.expectation)
    world.identity = people.add_identity(anna, kind="name", value="zanzibar xyzzyidentity", person=world.person)
    people.aim_for(anna, role="manager")
    _address_book(anna)
    world.own_identity = people.add_identity(anna, kind="email", value="engineer@example.org")


def _address_book(anna: Member) -> None:
    """One that stopped in the middle, and the file that it is read from."""
    card = f"BEGIN:VCARD\nFN:{EVERYWHERE} xyzzycard\nEND:VCARD\n"
    keep_upload(anna, SimpleUploadedFile("contacts.vcf", card.encode()))
    people.take_address_book(anna, columns={"name": f"{EVERYWHERE} xyzzycolumn"})
    told = [[1, f"{EVERYWHERE} xyzzyleftout"]]
    AddressBook.objects.editable_by(anna).update(told=told, told_count=1, failed_at=timezone.now())


def _contacts(world: World) -> None:
    anna, now = world.anna, timezone.now()
    world.touchpoint = people.touch(anna, person=world.person, text=f"{EVERYWHERE} xyzzytalk")
    world.pause = people.pause(anna, first_on=now.date(), person=world.person, reason=f"{EVERYWHERE} xyzzypause")
    known = (("name", f"{EVERYWHERE} xyzzystranger"), ("email", "xyzzystranger@example.org"))
    both = (("name", world.person.name), ("email", "ben@example.org"))
    people.keep_strangers(anna, contacts=[Contact(each, "review", now, weight=1.0) for each in (known, both)])
    world.stranger = Stranger.objects.visible_to(anna).get(name__contains="xyzzystranger")
    twin = people.add_person(anna, name=f"{EVERYWHERE} xyzzytwin", handle="xyzzytwin")
    world.merge = people.merge_persons(anna, person=twin, into=world.person)
    world.removed = people.add_person(anna, name=f"{EVERYWHERE} xyzzyremoved", handle="xyzzyremoved")
    people.remove_person(anna, person=world.removed)
    people.say_they_are_two(anna, one=world.person, other=world.manager)
    taken = people.add_identity(anna, kind="email", value="xyzzytaken@example.org", person=world.person)
    people.remove_identity(anna, identity=taken)


def _sources(world: World, folder: Path) -> None:
    made = Made(folder)
    made.clock = int((timezone.now() - timedelta(days=3)).timestamp())
    made.commit(f"Sort the {EVERYWHERE} xyzzycommit\n\nBecause of xyzzybody", {"xyzzysource.py": "1\n2\n"})
    made.commit(f"Sort more of the {EVERYWHERE} xyzzycommit", {"xyzzysource.py": "1\n2\n3\n"})
    made.clock += 3600 * 20
    made.commit(f"Write down another {EVERYWHERE} xyzzycommit", {"docs/other.md": "words\n" * 40})
    made.commit("Write down one more", {"docs/other.md": "word\n"}, person=("zanzibar xyzzyknower", "k@example.org"))
    made.git("branch", "xyzzybranch")
    collection = sources.collect(world.anna, path=str(folder))
    tasks.run_collection.func(world.anna.pk, collection.pk)
    world.collection = Collection.objects.visible_to(world.anna).get(pk=collection.pk)
    tasks.read_changed_paths.func(world.anna.pk)
    world.repository = Repository.objects.visible_to(world.anna).get()
    _areas(world)
    evidence.find_pieces(world.anna)
    world.piece, world.other_piece = Piece.objects.visible_to(world.anna).order_by("first_on", "pk")
    world.activity = Activity.objects.visible_to(world.anna).filter(piece=world.piece).order_by("pk")[0]
    evidence.retitle(world.anna, piece=world.piece, title=f"{EVERYWHERE} xyzzyretitled")
    _correction(world)
    _connection(world, folder)


def _correction(world: World) -> None:
    """By hand, and about something that was taken back."""
    anna, at = world.anna, timezone.now()
    taken = Finding(id="corrected", kind="note", title="Water the plants", at=at)
    evidence.keep(anna, source="made", origin="made", findings=[taken])
    evidence.find_pieces(anna)
    alone = Piece.objects.visible_to(anna).get(title=taken.title)
    evidence.retitle(anna, piece=alone, title=f"{EVERYWHERE} xyzzycorrected")
    evidence.forget_activities(anna, source="made", ids=[taken.id])


def _areas(world: World) -> None:
    anna = world.anna
    world.area = knowledge.add_area(anna, name=f"{EVERYWHERE} xyzzyarea", paths=["docs/", "xyzzysource.py"])
    knowledge.edit_area(anna, area=world.area, problem="xyzzyproblem")
    world.merged_area = knowledge.add_area(anna, name="Merged xyzzyarea", paths=["docs/"])
    knowledge.merge_area(anna, area=world.merged_area, into=world.area)
    world.other_area = knowledge.add_area(anna, name="Another xyzzyarea", paths=["docs/"])
    torn = knowledge.add_area(anna, name="Torn xyzzyarea", paths=["docs/", "xyzzysource.py"])
    world.split_area = knowledge.split_area(anna, area=torn, paths=["docs/"])
    knowledge.look_at(anna, area=world.area)


def _connection(world: World, folder: Path) -> None:
    journal = folder.with_name("xyzzyjournal.txt")
    journal.write_text(f"[2025-01-15 09:30] {EVERYWHERE} xyzzyjournal @xyzzytag\n")
    world.connection = sources.connect(world.anna, collector="jrnl", answers={"file": str(journal)})
    run = sources.collect_connection(world.anna, connection=world.connection)
    tasks.run_collection.func(world.anna.pk, run.pk)


def _log(world: World, today: date) -> None:
    anna = world.anna
    line = f"win: cut {EVERYWHERE} xyzzyentry from 900 ms to 300 ms #xyzzytopic @xyzzyhandle !xyzzygoal\nxyzzydetails"
    world.entry = evidence.log(anna, line=line, key="once", today=today)
    world.archived = evidence.log(anna, line=f"{EVERYWHERE} xyzzyarchived", today=today)
    evidence.archive(anna, entry=world.archived)
    ago = today - timedelta(days=12)
    world.obstacle = evidence.log(anna, line=f"blocker: {EVERYWHERE} xyzzyentry {ago.isoformat()}", today=today)
    told = Told(action=f"sort {EVERYWHERE} xyzzyentry", purpose="xyzzypurpose", result="xyzzyresult")
    world.story = evidence.write_story(
        anna, told=told, witnesses=[world.person], entries=[world.entry], pieces=[world.piece]
    )


def _growth(world: World) -> None:
    anna = world.anna
    world.known_for = growth.choose_topic(anna, topic="xyzzyknownfor", words=[EVERYWHERE])
    world.need = growth.add_need(anna, text=f"{EVERYWHERE} xyzzyneed", helped_by=[world.person])
    growth.decide(anna, person=world.manager)
    world.step = growth.plan_steps(anna, today=timezone.localdate())[0]


def share_with_all(world: World) -> Entry:
    """One entry that the whole workspace may read."""
    entry = evidence.log(world.anna, line=f"note: {EVERYWHERE} readable")
    world.open_to_all = evidence.share(world.anna, entry=entry, audience=Audience.WORKSPACE)
    return world.open_to_all


def _pair(world: World, today: date) -> None:
    anna = world.anna
    first = today - timedelta(days=28)
    world.pair = one_on_ones.pair_up(anna, person=world.manager, every="weekly", first_on=first, at=clock(10, 0))
    starts_at = datetime.combine(today + timedelta(days=2), clock(15, 0), anna.zone)
    world.meeting = one_on_ones.plan(anna, pair=world.pair, starts_at=starts_at)
    world.question = one_on_ones.add_question(anna, text=f"What about {EVERYWHERE} xyzzybank?")
    world.retired = one_on_ones.add_question(anna, text=f"What about another {EVERYWHERE} xyzzybank?")
    one_on_ones.retire_question(anna, question=world.retired)


def _agenda(world: World) -> None:
    anna, ben, pair = world.anna, world.ben, world.pair
    shown = f"{EVERYWHERE} xyzzypoint in other words"
    world.point = one_on_ones.put_on_agenda(anna, pair=pair, key=f"entry:{world.entry.pk}", text=shown)
    one_on_ones.answer(ben, point=world.point, version=world.point.version, text=f"{EVERYWHERE} xyzzyanswer")
    world.own_point = one_on_ones.add_point(anna, pair=pair, line=f"{EVERYWHERE} xyzzyownpoint", audience="me")
    one_on_ones.answer(anna, point=world.own_point, version=world.own_point.version, text="xyzzyownanswer")
    world.note = one_on_ones.write_note(anna, pair=pair, text=f"{EVERYWHERE} xyzzynote", audience="both")
    world.own_note = one_on_ones.write_note(anna, pair=pair, text=f"{EVERYWHERE} xyzzyownnote", meeting=world.meeting)
    due = timezone.localdate() + timedelta(days=1)
    world.promise = one_on_ones.make_promise(anna, pair=pair, text=f"{EVERYWHERE} xyzzypromise", due_on=due)
    one_on_ones.dismiss(anna, pair=pair, key=f"piece:{world.piece.pk}")


def occurrence(world: World) -> str:
    return occurrence_of(world.meeting.starts_at)
