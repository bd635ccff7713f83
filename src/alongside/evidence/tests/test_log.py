from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.accounts.models import Member
from alongside.evidence import actions, queries
from alongside.evidence.capture import NothingTyped, parse
from alongside.evidence.models import Entry, Topic
from alongside.people.models import Person
from alongside.search.index import matching
from conftest import TODAY

LINE = "win: cut checkout p95 from 900 ms to 300 ms #checkout @mina !latency yesterday"


def test_everything_is_read_from_the_line(anna: Member) -> None:
    entry = actions.log(anna, line=LINE, today=TODAY)

    assert (entry.line, entry.kind, entry.text) == (LINE, "win", "cut checkout p95 from 900 ms to 300 ms")
    assert (entry.happened_on, entry.goals) == (date(2026, 11, 19), ["latency"])
    assert [topic.name for topic in Topic.objects.visible_to(anna)] == ["checkout"]
    assert [person.name for person in Person.objects.visible_to(anna)] == ["Mina"]
    assert entry.told_metrics == ["900 ms → 300 ms (−67 %)"]


def test_a_new_entry_is_seen_by_its_owner_only(anna: Member, ben: Member, dan: Member) -> None:
    entry = actions.log(anna, line=LINE)

    assert list(Entry.objects.visible_to(anna)) == [entry]
    assert not Entry.objects.visible_to(ben).exists()
    assert not Entry.objects.visible_to(dan).exists()


def test_one_key_is_one_entry(anna: Member, ben: Member) -> None:
    first, again = (actions.log(anna, line=LINE, key="abc") for _ in range(2))
    of_ben = actions.log(ben, line=LINE, key="abc")

    assert first == again != of_ben
    assert Entry.objects.visible_to(anna).count() == 1


def test_lines_without_a_key_are_entries_each(anna: Member) -> None:
    for _ in range(2):
        actions.log(anna, line=LINE)

    assert Entry.objects.visible_to(anna).count() == 2
    assert Person.objects.visible_to(anna).count() == 1


@pytest.mark.parametrize(("line", "told"), [("", "Nothing is typed"), ("win:  ", "win"), ("x" * 20_001, "20,000")])
def test_a_line_that_says_nothing_or_too_much_is_refused_with_what_to_do(anna: Member, line: str, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        actions.log(anna, line=line)


@pytest.mark.parametrize("key", ["", "k" * 65])
def test_an_odd_key_is_refused_or_none(anna: Member, key: str) -> None:
    if key:
        with pytest.raises(ValidationError, match="64"):
            actions.log(anna, line="x", key=key)
    else:
        assert actions.log(anna, line="x", key=key).capture_key is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=st.text(max_size=200) | st.from_regex(r"(win|note)?:? ?[@#!\"\x00 a-zäß0-9.-]{0,60}", fullmatch=True))
def test_any_line_is_kept_as_typed_or_refused_in_words(anna: Member, line: str) -> None:
    kept = line.replace("\x00", "").encode("utf-8", "replace").decode()
    try:
        entry = actions.log(anna, line=line, today=TODAY)
    except ValidationError:
        with pytest.raises(NothingTyped):
            parse(kept, today=TODAY)
    else:
        assert Entry.objects.visible_to(anna).get(pk=entry.pk).line == kept


@pytest.mark.parametrize("line", ["note: seen on 0001-01-01", "note: due later 9999-12-31"])
def test_a_day_beyond_all_calendars_is_text(anna: Member, line: str) -> None:
    entry = actions.log(anna, line=line, today=TODAY)

    assert entry.happened_on == TODAY
    assert queries.log_page(anna, queries.Filters()).weeks[0].entries == [entry]


@pytest.mark.parametrize("asked", ["grosse anderung", "Große Änderung", "GROSSE", "anderungs", "jurgen", "überweisung"])
def test_german_words_are_found_however_they_are_typed(anna: Member, asked: str) -> None:
    entry = actions.log(anna, line="win: Große Änderungsliste für Überweisungen mit @Jürgen\nEinzelheiten")

    assert list(matching(Entry.objects.visible_to(anna), asked)) == [entry]


def test_an_edit_reads_the_line_anew(anna: Member) -> None:
    entry = actions.log(anna, line=LINE, today=TODAY)

    actions.edit(anna, entry=entry, line="blocker: staging is down #staging\nsince the move", today=TODAY)

    entry = queries.entries_of(anna).get()
    assert (entry.kind, entry.text, entry.details) == ("blocker", "staging is down", "since the move")
    assert [topic.name for topic in entry.topics.all()] == ["staging"]
    assert not entry.people.all()
    assert entry.happened_on == date(2026, 11, 19)
    assert not matching(Entry.objects.visible_to(anna), "checkout")


def test_a_day_in_words_is_offered_as_the_day_it_meant(anna: Member) -> None:
    entry = actions.log(anna, line=LINE, today=TODAY)

    again = queries.line_to_edit(entry)

    assert again.endswith("2026-11-19")
    assert actions.edit(anna, entry=entry, line=again, today=date(2027, 1, 1)).happened_on == date(2026, 11, 19)


def test_an_archived_entry_can_be_restored(anna: Member) -> None:
    entry = actions.log(anna, line=LINE)

    actions.archive(anna, entry=entry)
    assert not queries.entries_of(anna).exists()
    assert queries.entries_of(anna, archived=True).exists()
    actions.restore(anna, entry=entry)
    assert queries.entries_of(anna).exists()


def test_an_obstacle_is_open_until_it_is_eased(anna: Member) -> None:
    blocker = actions.log(anna, line="blocker: waiting for access")
    win = actions.log(anna, line="win: shipped")
    assert list(queries.open_obstacles(anna)) == [blocker]

    actions.ease(anna, entry=blocker)
    assert not queries.open_obstacles(anna)
    actions.unease(anna, entry=blocker)
    assert list(queries.open_obstacles(anna)) == [blocker]
    with pytest.raises(ValidationError, match="challenge or a blocker"):
        actions.ease(anna, entry=win)


def test_a_shared_entry_is_seen_by_whom_it_names_and_can_be_withdrawn(
    anna: Member, ben: Member, cleo: Member, dan: Member
) -> None:
    entry = actions.log(anna, line=LINE)

    actions.share(anna, entry=entry, with_members=[ben])
    seen = {member.name: Entry.objects.visible_to(member).exists() for member in (anna, ben, cleo, dan)}
    assert seen == {"Anna": True, "Ben": True, "Cleo": False, "Dan": False}
    assert not Person.objects.visible_to(ben).exists()

    actions.share(anna, entry=entry, audience="workspace")
    assert Entry.objects.visible_to(cleo).exists()
    assert not Entry.objects.visible_to(dan).exists()

    actions.withdraw(anna, entry=entry)
    assert not Entry.objects.visible_to(ben).exists()


def test_an_entry_is_not_shared_with_nobody_or_with_strangers(anna: Member, dan: Member) -> None:
    entry = actions.log(anna, line=LINE)

    with pytest.raises(ValidationError, match="at least one"):
        actions.share(anna, entry=entry, with_members=[anna])
    with pytest.raises(ValidationError, match="your workspace"):
        actions.share(anna, entry=entry, with_members=[dan])
    with pytest.raises(ValidationError, match="no audience"):
        actions.share(anna, entry=entry, audience="world")


def test_a_reader_changes_nothing(anna: Member, ben: Member) -> None:
    entry = actions.log(anna, line="blocker: no access")
    actions.share(anna, entry=entry, audience="workspace")

    for verb in (actions.archive, actions.restore, actions.ease, actions.withdraw, actions.share):
        with pytest.raises(PermissionDenied):
            verb(ben, entry=entry)
    with pytest.raises(PermissionDenied):
        actions.edit(ben, entry=entry, line="mine now")


def test_who_reads_is_said_from_the_viewers_side(anna: Member, ben: Member, cleo: Member) -> None:
    entry = actions.log(anna, line=LINE)
    assert queries.who_reads(entry, anna) == "only you"

    actions.share(anna, entry=entry, with_members=[ben, cleo])
    assert queries.who_reads(entry, anna) == "you, Ben and Cleo"
    assert queries.who_reads(entry, ben) == "you, Anna and Cleo"
    actions.share(anna, entry=entry, audience="workspace")
    assert queries.who_reads(entry, ben) == "everyone in Payments"


def test_widening_says_exactly_who_is_added(anna: Member, ben: Member, cleo: Member) -> None:
    entry = actions.log(anna, line=LINE)
    actions.share(anna, entry=entry, with_members=[ben])

    choices = queries.choices_of_readers(entry, anna, [ben, cleo])

    assert [(choice.words, choice.adds, choice.is_now) for choice in choices] == [
        ("Only you", "", False),
        ("You and Ben", "", True),
        ("You and Cleo", "adds Cleo", False),
        ("Everyone in Payments", "adds Cleo", False),
    ]


def test_topics_are_counted(anna: Member) -> None:
    for line in ("a #checkout", "b #Checkout", "c #login"):
        actions.log(anna, line=line)

    assert queries.topics_of(anna) == [("checkout", 2), ("login", 1)]


def test_the_log_is_paged_by_whole_weeks(anna: Member) -> None:
    for week in range(10):
        for number in range(9):
            actions.log(anna, line=f"note: {number} {TODAY - timedelta(weeks=week)}")

    pages = [queries.log_page(anna, queries.Filters(), number=number) for number in (1, 2, 5)]

    assert [[len(week.entries) for week in page.weeks] for page in pages] == [[9] * 2] * 3
    assert [(page.newer, page.older) for page in pages] == [(None, 2), (1, 3), (4, None)]
    assert pages[0].weeks[0].monday == date(2026, 11, 16)
    assert queries.log_page(anna, queries.Filters(), number=99).number == 5


def test_only_a_very_long_week_is_split_and_nothing_is_left_out(anna: Member) -> None:
    for number in range(50):
        actions.log(anna, line=f"note: {number} {TODAY}")
    actions.log(anna, line=f"note: earlier {TODAY - timedelta(weeks=1)}")

    pages = [queries.log_page(anna, queries.Filters(), number=number) for number in (1, 2, 3)]

    assert [sum(len(week.entries) for week in page.weeks) for page in pages] == [20, 30, 1]
    assert {entry.pk for page in pages for week in page.weeks for entry in week.entries} == {
        entry.pk for entry in queries.entries_of(anna)
    }


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"kind": "win"}, ["cut"]),
        ({"topic": "checkout"}, ["cut"]),
        ({"person": "mina"}, ["cut", "lunch"]),
        ({"q": "lun"}, ["lunch"]),
        ({"q": "!!!"}, []),
        ({"kind": "win", "person": "mina", "q": "cut"}, ["cut"]),
        ({"kind": "'; DROP"}, []),
        ({"archived": True}, []),
        ({"whose": "others"}, []),
    ],
)
def test_the_log_is_narrowed(anna: Member, filters: dict[str, str], found: list[str]) -> None:
    actions.log(anna, line="win: cut it #checkout @mina 2026-11-19")
    actions.log(anna, line="lunch with @mina 2026-11-18")

    page = queries.log_page(anna, queries.Filters(**filters))  # type: ignore[arg-type]

    assert [entry.text.split()[0] for week in page.weeks for entry in week.entries] == found
