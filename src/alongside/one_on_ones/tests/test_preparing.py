"""A preparation on a small history, made through the same doors that people use."""

from datetime import UTC, date, datetime, time

import pytest

from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.evidence.findings import Finding
from alongside.one_on_ones import actions
from alongside.one_on_ones.models import Pair, TalkingPoint
from alongside.one_on_ones.preparation import Item, Preparation, Section, Source, as_markdown
from alongside.one_on_ones.queries.preparing import prepare
from alongside.people.actions import add_person, keep_touchpoints
from alongside.people.contacts import Contact

NOW = datetime(2026, 11, 20, 13, tzinfo=UTC)
SECTIONS = [
    "Accomplishments",
    "Obstacles",
    "Waiting on Mina",
    "Promises",
    "Unanswered questions",
    "Growth",
    "Questions to ask",
]


@pytest.fixture
def pair(anna: Member) -> Pair:
    mina = add_person(anna, name="Mina", relation="manager")
    return actions.pair_up(
        anna, person=mina, every="weekly", first_on=date(2026, 10, 2), at=time(14), zone="Europe/Berlin"
    )


def move_back(point: TalkingPoint, moment: datetime) -> None:
    point.created_at = moment
    point.save(update_fields=["created_at"])


def section(found: Preparation, name: str) -> Section:
    return next(section for section in found.sections if section.name == name)


def commit(number: int, title: str, day: int, **more: object) -> Finding:
    at = datetime(2026, 11, day, 10, tzinfo=UTC)
    return Finding(id=f"{number:040x}", kind="commit", title=title, at=at, files=(("pay/retry.py", 80, 3),), **more)  # type: ignore[arg-type]


def test_every_section_is_there_in_the_same_order_also_when_nothing_happened(anna: Member, pair: Pair) -> None:
    found = prepare(anna, pair, now=NOW)

    assert [section.name for section in found.sections] == SECTIONS
    assert [section.items for section in found.sections[:4]] == [(), (), (), ()]


def test_it_begins_with_the_last_meeting_and_says_so(anna: Member, pair: Pair) -> None:
    found = prepare(anna, pair, now=NOW)

    assert (found.since, found.until) == (date(2026, 11, 13), date(2026, 11, 20))
    assert found.because == "since you met on Fri 13 Nov"


def test_a_skipped_meeting_does_not_count_as_the_last(anna: Member, pair: Pair) -> None:
    actions.skip(anna, pair=pair, occurrence="2026-11-13T13:00:00Z")

    assert prepare(anna, pair, now=NOW).since == date(2026, 11, 6)


def test_without_a_meeting_it_takes_the_last_days_with_something_in_them(anna: Member) -> None:
    pair = actions.pair_up(anna, person=add_person(anna, name="Mina"))
    evidence.log(anna, line="win: shipped the retry", today=date(2026, 11, 1))

    found = prepare(anna, pair, now=NOW)

    assert found.since == date(2026, 10, 21)
    assert "not met yet" in found.because


def test_one_on_ones_of_a_collected_calendar_count_as_having_met(anna: Member) -> None:
    mina = add_person(anna, name="Mina", relation="manager")
    pair = actions.pair_up(anna, person=mina)
    days = [datetime(2026, 11, day, 10, tzinfo=UTC) for day in (4, 11, 18, 25)]
    told = [Contact(mina.pk, "one_on_one", at, source_id=str(at)) for at in days]
    keep_touchpoints(anna, source="calendar", contacts=told)

    found = prepare(anna, pair, now=NOW)

    assert (found.since, found.because) == (date(2026, 11, 18), "since you met on Wed 18 Nov")
    whys = [item.why for item in section(found, "Questions to ask").items]
    assert not any("first meeting" in why for why in whys)
    assert "Nothing was shipped or logged since the last meeting" in whys


def test_where_the_two_never_met_nothing_speaks_of_a_last_meeting(anna: Member) -> None:
    found = prepare(anna, actions.pair_up(anna, person=add_person(anna, name="Mina", relation="manager")), now=NOW)

    assert "Nothing was shipped or logged in these days" in [i.why for i in section(found, "Questions to ask").items]


def test_work_names_its_commits_and_that_it_may_be_new_to_the_other(anna: Member, pair: Pair) -> None:
    evidence.keep(anna, source="git", origin="payments", findings=[commit(1, "feat(pay): Retry failed captures", 17)])
    evidence.find_pieces(anna)

    (item,) = section(prepare(anna, pair, now=NOW), "Accomplishments").items

    assert item.text == "Retry failed captures"
    assert [(source.kind, source.id) for source in item.sources] == [("commit", f"{1:040x}")]
    assert item.why.endswith("may be new to Mina")


def test_work_that_the_other_reviewed_says_so(anna: Member, pair: Pair) -> None:
    reviewed = commit(1, "feat(pay): Retry failed captures", 17, credits=(("reviewer", "Mina", "mina@example.org"),))
    evidence.keep(anna, source="git", origin="payments", findings=[reviewed])
    evidence.find_pieces(anna)

    (item,) = section(prepare(anna, pair, now=NOW), "Accomplishments").items

    assert "Mina reviewed it" in item.why


def test_an_entry_made_from_a_piece_of_work_stands_there_once(anna: Member, pair: Pair) -> None:
    evidence.keep(anna, source="git", origin="payments", findings=[commit(1, "feat(pay): Retry failed captures", 17)])
    evidence.find_pieces(anna)
    (item,) = section(prepare(anna, pair, now=NOW), "Accomplishments").items
    from alongside.evidence.models import Piece

    evidence.accept(anna, piece=Piece.objects.visible_to(anna).get(pk=item.key.removeprefix("piece:")))

    (again,) = section(prepare(anna, pair, now=NOW), "Accomplishments").items

    assert again.key.startswith("entry:")
    assert {source.kind for source in again.sources} == {"entry", "commit"}


def test_only_commits_of_the_asked_days_are_sources(anna: Member, pair: Pair) -> None:
    both = [commit(1, "feat(pay): Retry failed captures", 3), commit(2, "feat(pay): Retry failed captures twice", 4)]
    evidence.keep(anna, source="git", origin="payments", findings=both)
    evidence.find_pieces(anna)

    found = prepare(anna, pair, since=date(2026, 11, 4), until=date(2026, 11, 5), now=NOW)

    sources = [source.id for item in section(found, "Accomplishments").items for source in item.sources]
    assert sources == [f"{2:040x}"]


def test_an_old_obstacle_tells_its_age_until_it_is_over(anna: Member, pair: Pair) -> None:
    entry = evidence.log(anna, line="blocker: no test account at the bank", today=date(2026, 11, 8))

    (item,) = section(prepare(anna, pair, now=NOW), "Obstacles").items
    evidence.ease(anna, entry=entry)

    assert item.why == "Blocker, 12 days old"
    assert not section(prepare(anna, pair, now=NOW), "Obstacles").items


def test_a_blocker_that_names_the_other_waits_on_them(anna: Member, pair: Pair) -> None:
    evidence.log(anna, line="blocker: waiting for the budget @mina", today=date(2026, 11, 16))

    found = prepare(anna, pair, now=NOW)

    assert not section(found, "Obstacles").items
    assert section(found, "Waiting on Mina").items[0].text.startswith("waiting for the budget")


def test_their_late_promise_waits_on_them_and_mine_is_a_promise(anna: Member, pair: Pair) -> None:
    actions.make_promise(anna, pair=pair, text="Ask for the budget", side="other", due_on=date(2026, 11, 18))
    actions.make_promise(anna, pair=pair, text="Send the rota", due_on=date(2026, 11, 25))

    found = prepare(anna, pair, now=NOW)

    assert section(found, "Waiting on Mina").items[0].why == "Theirs, 2 days late"
    assert section(found, "Promises").items[0].why == "Yours, due in 5 days"


def test_a_line_goes_on_the_agenda_once_and_says_so(anna: Member, pair: Pair) -> None:
    entry = evidence.log(anna, line="win: cut checkout p95 from 900 ms to 300 ms", today=date(2026, 11, 18))
    key = f"entry:{entry.pk}"

    point = actions.put_on_agenda(anna, pair=pair, key=key)
    again = actions.put_on_agenda(anna, pair=pair, key=key)
    (item,) = section(prepare(anna, pair, now=NOW), "Accomplishments").items

    assert point == again
    assert (item.on_agenda, item.point_id) == (True, point.pk)


def test_what_was_talked_about_says_when(anna: Member, pair: Pair) -> None:
    entry = evidence.log(anna, line="win: shipped the retry", today=date(2026, 11, 18))
    point = actions.put_on_agenda(anna, pair=pair, key=f"entry:{entry.pk}")

    actions.mark_done(anna, point=point)

    (item,) = section(prepare(anna, pair, now=NOW), "Accomplishments").items
    assert item.why == "Your words; you talked about it on 20 Nov"


def test_it_says_of_an_entry_what_the_other_can_see(anna: Member, ben: Member, shared: Pair) -> None:
    told = [
        evidence.log(anna, line=f"win: shipped {what}", today=date(2026, 11, 18))
        for what in ("one", f"two @{shared.person.handle}", "three")
    ]
    evidence.share(anna, entry=told[0], audience="named", with_members=[ben])

    items = section(prepare(anna, shared, now=NOW), "Accomplishments").items

    why = {item.key: item.why for item in items}
    assert [why[f"entry:{entry.pk}"] for entry in told] == [
        "Your words; Ben can see it",
        "Your words; names Ben",
        "Your words; may be new to Ben",
    ]


def test_an_obstacle_on_the_agenda_stands_there_once(anna: Member, pair: Pair) -> None:
    entry = evidence.log(anna, line="challenge: flaky contract tests", today=date(2026, 11, 6))
    point = actions.put_on_agenda(anna, pair=pair, key=f"entry:{entry.pk}")
    move_back(point, datetime(2026, 11, 10, 12, tzinfo=UTC))

    found = prepare(anna, pair, now=NOW)

    assert [item.why for item in section(found, "Obstacles").items] == ["Challenge, 14 days old, no answer yet"]
    assert not section(found, "Waiting on Mina").items


def test_a_review_that_is_near_asks_for_a_question_about_it(anna: Member, pair: Pair) -> None:
    anna.review_on = date(2026, 12, 4)

    whys = [item.why for item in section(prepare(anna, pair, now=NOW), "Questions to ask").items]

    assert "The review is on 4 December, in 14 days" in whys


def test_a_dismissed_line_stays_away_until_it_is_brought_back(anna: Member, pair: Pair) -> None:
    entry = evidence.log(anna, line="win: shipped the retry", today=date(2026, 11, 18))
    key = f"entry:{entry.pk}"

    actions.dismiss(anna, pair=pair, key=key)
    dismissed = section(prepare(anna, pair, now=NOW), "Accomplishments").items
    actions.bring_back(anna, pair=pair, key=key)

    assert dismissed == ()
    assert section(prepare(anna, pair, now=NOW), "Accomplishments").items[0].key == key


def test_at_most_three_questions_each_with_its_trigger(anna: Member, pair: Pair) -> None:
    evidence.log(anna, line="win: shipped the retry", today=date(2026, 11, 18))
    evidence.log(anna, line="blocker: no test account at the bank", today=date(2026, 11, 8))

    items = section(prepare(anna, pair, now=NOW), "Questions to ask").items

    assert 1 <= len(items) <= 3
    assert all(item.why and item.key.startswith("question:") for item in items)
    assert {source.kind for item in items for source in item.sources} == {"entry"}


def test_the_two_hours_that_the_clocks_shift_do_not_lose_a_meeting(anna: Member) -> None:
    pair = actions.pair_up(
        anna,
        person=add_person(anna, name="Mina"),
        every="weekly",
        first_on=date(2026, 10, 20),
        at=time(9),
        zone="Europe/Berlin",
    )

    found = prepare(anna, pair, now=datetime(2026, 10, 27, 8, 50, tzinfo=UTC))

    assert found.since == date(2026, 10, 27)
    assert prepare(anna, pair, now=datetime(2026, 10, 27, 8, 30, tzinfo=UTC)).since == date(2026, 10, 20)


def test_markdown_says_the_same_and_cannot_be_broken_out_of() -> None:
    hostile = Item("<img src=x> ![x](http://e.example)", "because", (Source("commit", "a" * 40, url="javascript:x"),))
    found = Preparation("Mina", date(2026, 11, 1), date(2026, 11, 20), "why", (Section("Accomplishments", (hostile,)),))

    written = as_markdown(found)

    assert "\\<img src=x\\> !\\[x\\]" in written
    assert "javascript" not in written
    assert "a" * 40 in written


def test_before_the_first_meeting_it_looks_back_as_far_as_there_is_something(anna: Member) -> None:
    pair = actions.pair_up(anna, person=add_person(anna, name="Mina", relation="manager"))
    at = datetime(2024, 3, 10, 10, tzinfo=UTC)
    old = Finding(id="1" * 40, kind="commit", title="Retry failed captures", at=at, files=(("pay/retry.py", 80, 3),))
    evidence.keep(anna, source="git", origin="payments", findings=[old])
    evidence.find_pieces(anna)

    found = prepare(anna, pair, now=NOW)

    assert [item.text for item in section(found, "Accomplishments").items] == ["Retry failed captures"]
    assert found.because == "you have not met yet and the last there is of you is from Sun 10 Mar 2024"


def test_a_line_logged_today_does_not_hide_a_repository_that_has_been_quiet(anna: Member) -> None:
    pair = actions.pair_up(anna, person=add_person(anna, name="Mina", relation="manager"))
    at = datetime(2024, 3, 10, 10, tzinfo=UTC)
    old = Finding(id="1" * 40, kind="commit", title="Retry failed captures", at=at, files=(("pay/retry.py", 80, 3),))
    evidence.keep(anna, source="git", origin="payments", findings=[old])
    evidence.find_pieces(anna)
    evidence.log(anna, line="win: cut checkout p95 from 900 ms to 300 ms", today=NOW.date())

    found = prepare(anna, pair, now=NOW)

    told = [item.text for item in section(found, "Accomplishments").items]
    assert told == ["cut checkout p95 from 900 ms to 300 ms", "Retry failed captures"]
    assert found.since == date(2026, 11, 6)
    assert "the 14 days before; the last work worth telling is from Sun 10 Mar 2024" in found.because
