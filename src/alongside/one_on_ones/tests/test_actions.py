"""What the two do: points roll forward, promises come back, no edit is lost."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.one_on_ones import actions
from alongside.one_on_ones.models import Note, Pair, Question, TalkingPoint
from alongside.one_on_ones.queries.agenda import agenda
from alongside.one_on_ones.queries.documents import export_markdown, export_values
from alongside.one_on_ones.queries.history import find, history
from alongside.one_on_ones.queries.pairs import pair_lines
from alongside.one_on_ones.queries.schedule import schedule
from alongside.one_on_ones.running_document import read_running_document
from alongside.people.actions import add_person

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def backdate(point: TalkingPoint, moment: datetime) -> None:
    TalkingPoint._base_manager.filter(pk=point.pk).update(created_at=moment)


def test_an_open_point_comes_up_again_with_its_age(anna: Member, shared: Pair) -> None:
    backdate(actions.add_point(anna, pair=shared, line="decision: on-call?"), datetime(2026, 11, 3, tzinfo=UTC))

    (line,) = agenda(anna, shared, now=NOW).points

    assert (line.times, line.age) == (2, "third time, since 3 Nov")


def test_a_done_point_folds_away_and_can_come_back(anna: Member, shared: Pair) -> None:
    point = actions.add_point(anna, pair=shared, line="update: shipped")
    actions.mark_done(anna, point=point)
    done = agenda(anna, shared, now=timezone.now())

    actions.reopen_point(anna, point=point)

    assert ([line.point for line in done.points], [line.point for line in done.closed]) == ([], [point])
    assert [line.point for line in agenda(anna, shared, now=timezone.now()).points] == [point]


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("decision: who covers on-call?", "decision", "who covers on-call?"),
        ("Feedback ask: the review", "feedback", "the review"),
        ("what next?", "question", "what next?"),
        ("https://example.org is down", "update", "https://example.org is down"),
        ("note: a kind we do not know", "update", "note: a kind we do not know"),
    ],
)
def test_the_kind_stands_before_the_colon(anna: Member, alone: Pair, line: str, kind: str, text: str) -> None:
    point = actions.add_point(anna, pair=alone, line=line)

    assert (point.kind, point.text) == (kind, text)


def test_points_move_past_each_other(anna: Member, alone: Pair) -> None:
    points = [actions.add_point(anna, pair=alone, line=text) for text in "abc"]

    actions.move_point(anna, point=points[2], by=-1)
    actions.move_point(anna, point=points[0], by=1)

    assert [line.point.text for line in agenda(anna, alone, now=timezone.now()).points] == ["c", "a", "b"]


def test_of_two_edits_at_once_none_is_lost(anna: Member, ben: Member, shared: Pair) -> None:
    point = actions.add_point(anna, pair=shared, line="on-call")
    actions.edit_point(ben, point=point, version=1, text="ben's words")

    with pytest.raises(actions.Conflict) as conflict:
        actions.edit_point(anna, point=point, version=1, text="anna's words")

    assert (conflict.value.current, conflict.value.yours, conflict.value.version) == ("ben's words", "anna's words", 2)
    actions.edit_point(anna, point=point, version=2, text="both")
    assert TalkingPoint.objects.visible_to(ben).get().text == "both"


def test_an_answer_stays_with_its_question_and_is_found(anna: Member, alone: Pair) -> None:
    point = actions.add_point(anna, pair=alone, line="question: what would make it strong?")
    actions.answer(anna, point=point, version=1, text="A Würdigung by the skip-level")
    actions.mark_done(anna, point=point)

    (hit,) = find(anna, alone, "wurdigung")

    assert (hit.what, hit.answer) == ("question", "A Würdigung by the skip-level")


def test_a_called_off_meeting_loses_nothing(anna: Member, shared: Pair) -> None:
    occurrence = schedule(anna, shared, now=timezone.now()).next
    assert occurrence is not None
    point = actions.add_point(anna, pair=shared, line="on-call")
    note = actions.write_note(anna, pair=shared, text="We agreed", audience="both")

    meeting = actions.cancel(anna, pair=shared, occurrence=occurrence.occurrence)

    found = agenda(anna, shared, now=timezone.now())
    assert ([line.point for line in found.points], list(found.shared_notes)) == ([point], [note])
    assert found.next is not None
    assert found.next.occurrence != occurrence.occurrence
    actions.plan_again(anna, meeting=meeting)
    again = schedule(anna, shared, now=timezone.now()).next
    assert again is not None
    assert again.occurrence == occurrence.occurrence


def test_a_moved_meeting_is_not_there_twice(anna: Member, shared: Pair) -> None:
    actions.move(anna, pair=shared, occurrence="2026-11-27T13:00:00Z", starts_at=datetime(2026, 11, 26, 9, tzinfo=UTC))

    slots = [slot.starts_at.astimezone(UTC) for slot in schedule(anna, shared, now=NOW).slots]

    assert datetime(2026, 11, 26, 9, tzinfo=UTC) in slots
    assert datetime(2026, 11, 27, 13, tzinfo=UTC) not in slots


def test_a_meeting_stays_at_two_when_the_clocks_change(anna: Member, shared: Pair) -> None:
    starts = [slot.starts_at for slot in schedule(anna, shared, now=NOW, since=datetime(2026, 10, 1, tzinfo=UTC)).slots]

    hours = {start.astimezone(anna.zone).hour for start in starts}
    in_utc = {start.astimezone(UTC).hour for start in starts}

    assert (hours, in_utc) == ({14}, {12, 13})


def test_a_held_meeting_takes_the_loose_notes_with_it(anna: Member, alone: Pair) -> None:
    note = actions.write_note(anna, pair=alone, text="Talked about retry", audience="both")
    meeting = actions.plan(anna, pair=alone, starts_at=timezone.now() - timedelta(minutes=10))

    actions.hold(anna, pair=alone, occurrence=meeting.occurrence)

    assert Note.objects.visible_to(anna).get().meeting_id == meeting.pk
    (past,) = history(anna, alone, now=timezone.now()).pasts
    assert (past.meeting, past.notes) == (meeting, [note])


def test_an_unknown_meeting_is_refused(anna: Member, alone: Pair) -> None:
    with pytest.raises(ValidationError, match="no meeting at that time"):
        actions.hold(anna, pair=alone, occurrence="2026-11-27T13:00:00Z")


def test_there_is_one_pair_of_two_members_whoever_starts(anna: Member, ben: Member, shared: Pair) -> None:
    person = add_person(ben, name="Anna", email="anna@example.org")

    with pytest.raises(ValidationError, match="started these one-on-ones already"):
        actions.pair_up(ben, person=person)


def test_the_bank_keeps_what_was_changed(anna: Member, alone: Pair) -> None:
    question = Question.objects.visible_to(anna).order_by("pk")[0]
    actions.edit_question(anna, question=question, text="In my own words?")
    actions.retire_question(anna, question=question)

    assert actions.open_bank(anna) == 0
    kept = Question.objects.visible_to(anna).get(pk=question.pk)
    assert (kept.text, bool(kept.retired_at)) == ("In my own words?", True)


def test_a_blank_is_filled_before_a_question_is_asked(anna: Member, alone: Pair) -> None:
    question = actions.add_question(anna, text="What about {what}, {person}?")

    with pytest.raises(ValidationError, match="Fill the blank"):
        actions.ask_question(anna, pair=alone, question=question)

    asked = actions.ask_question(anna, pair=alone, question=question, text="What about retry, {person}?")
    assert asked.text == "What about retry, Mina?"


@pytest.mark.parametrize("text", ["", "   \n", "\0"])
def test_nothing_is_no_point(anna: Member, alone: Pair, text: str) -> None:
    with pytest.raises(ValidationError, match="Write the talking point first"):
        actions.add_point(anna, pair=alone, line=text)


def test_too_much_is_refused_with_the_number_that_fits(anna: Member, alone: Pair) -> None:
    with pytest.raises(ValidationError, match="4,0"):
        actions.add_point(anna, pair=alone, line="x" * 5000)


def test_the_next_meeting_comes_first_in_the_list(anna: Member, shared: Pair, alone: Pair) -> None:
    assert [line.pair for line in pair_lines(anna, now=NOW)] == [shared, alone]

    actions.archive(anna, pair=shared)

    assert [line.pair for line in pair_lines(anna, now=NOW)] == [alone]
    assert [line.pair for line in pair_lines(anna, now=NOW, archived=True)] == [shared]


def test_a_new_rhythm_counts_from_now_on(anna: Member, shared: Pair) -> None:
    actions.change_rhythm(anna, pair=shared, every="fortnightly", first_on=date(2026, 11, 23), at=time(9))

    found = schedule(anna, shared, now=NOW)

    assert found.next is not None
    assert found.next.starts_at.astimezone(anna.zone).isoformat() == "2026-11-23T09:00:00+01:00"


DOCUMENT = """# Anna and Mina

## 2026-11-06
- Retry is out
- What would make it strong?
  - The alert first
- [ ] @Mina: ask finance by 2026-11-20
- TODO: write the plan

## 2026-10-23

We talked about the roadmap.

### Private notes
- she looked tired

## Someday
- the staff ladder
"""


def test_a_running_document_becomes_meetings_points_promises_and_notes(anna: Member, alone: Pair) -> None:
    made = actions.import_running_document(anna, pair=alone, document=read_running_document(DOCUMENT.encode()))

    found = agenda(anna, alone, now=timezone.now())
    assert (made.meetings, made.promises) == (2, 2)
    assert "the staff ladder" in [line.point.text for line in found.points]
    assert found.theirs[0].promise.text.startswith("ask finance")
    assert TalkingPoint.objects.visible_to(anna).get(text="What would make it strong?").answer == "The alert first"
    assert [note.audience for note in Note.objects.visible_to(anna).filter(text__contains="tired")] == ["me"]


def test_importing_twice_doubles_nothing(anna: Member, alone: Pair) -> None:
    document = read_running_document(DOCUMENT.encode())
    actions.import_running_document(anna, pair=alone, document=document)

    again = actions.import_running_document(anna, pair=alone, document=document)

    assert (again.meetings, again.points, again.promises, again.notes) == (0, 0, 0, 0)


def test_export_and_import_give_the_same(anna: Member, alone: Pair) -> None:
    actions.import_running_document(anna, pair=alone, document=read_running_document(DOCUMENT.encode()))
    first = export_markdown(anna, alone)
    other = actions.pair_up(anna, person=add_person(anna, name="Mina"))

    actions.import_running_document(anna, pair=other, document=read_running_document(first.encode()))

    assert export_markdown(anna, other) == first
    names = ("points", "promises", "notes")
    texts = [
        [sorted(row["text"] for row in export_values(anna, pair)[name]) for name in names] for pair in (alone, other)
    ]
    assert texts[0] == texts[1]


def test_hostile_words_stay_words(anna: Member, alone: Pair) -> None:
    hostile = "<script>alert(1)</script>\n- [x] **decision**: # 2026-01-01"
    actions.add_point(anna, pair=alone, line=hostile, kind="update")
    written = export_markdown(anna, alone)
    other = actions.pair_up(anna, person=add_person(anna, name="Mina"))

    actions.import_running_document(anna, pair=other, document=read_running_document(written.encode()))

    assert TalkingPoint.objects.visible_to(anna).get(pair=other).text == hostile
