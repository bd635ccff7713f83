from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.evidence.tests.work_history import at, six_weeks
from alongside.evidence.work.facts import Facts
from alongside.evidence.work.grouping import MOST_DEEDS, group
from alongside.evidence.work.material import Credit, Deed, FileChange, Group
from alongside.evidence.work.ties import DAYS_OPEN


def together(deeds: list[Deed], fixed: Mapping[str, str] | None = None) -> set[frozenset[str]]:
    return {frozenset(deed.id for deed in found.deeds) for found in group(deeds, fixed)}


def group_of(name: str, groups: tuple[Group, ...]) -> Group:
    return next(found for found in groups if any(deed.id == name for deed in found.deeds))


@pytest.mark.parametrize(
    "expected",
    [
        {"a01", "a03", "a04", "a06", "a08"},
        {"b03", "b04"},
        {"b05", "b06"},
        {"c01", "c02", "c03", "c04"},
        {"c05", "c06", "c07"},
        {"d01", "d02"},
        {"d04", "d05", "d06"},
        {"e05", "e06"},
        {"b02"},
        {"f01"},
    ],
)
def test_what_belongs_together_is_together(expected: set[str]) -> None:
    assert frozenset(expected) in together(six_weeks())


@pytest.mark.parametrize(
    ("name", "because"),
    [
        ("a01", "same ticket PAY-12"),
        ("c05", "brought in by the same merge"),
        ("c06", "same branch refund-keys"),
        ("d01", "takes back Cache exchange rates for an hour"),
        ("a04", "a fix-up of PAY-12 Retry webhooks with back-off"),
        ("b04", "same files within 1 day: src/ledger/entries.py"),
    ],
)
def test_a_group_says_why_it_is_one(name: str, because: str) -> None:
    assert because in group_of(name, group(six_weeks())).because


def test_lock_files_and_changelogs_tie_nothing() -> None:
    files = (FileChange("web/yarn.lock", 10, 10), FileChange("CHANGELOG.md", 2, 0))
    deeds = [
        Deed("a", "commit", "Sort invoices", at(0), files=files),
        Deed("b", "commit", "Colour icons", at(0.1), files=files),
    ]

    assert len(group(deeds)) == 2


def test_work_under_another_ticket_stays_apart_however_much_alike() -> None:
    file = (FileChange("src/rare.py", 10, 0),)
    deeds = [
        Deed("a", "commit", "Round refunds", at(0), files=file, tickets=("PAY-1",)),
        Deed("b", "commit", "Round refunds", at(0.1), files=file, tickets=("PAY-2",)),
    ]

    assert len(group(deeds)) == 2


def test_the_same_number_in_another_repository_is_another_ticket() -> None:
    deeds = [
        Deed("a", "commit", "Sort invoices", at(0), tickets=("#7",), source="shop"),
        Deed("b", "commit", "Colour icons", at(1), tickets=("#7",), source="site"),
    ]

    assert len(group(deeds)) == 2


def test_a_deed_with_two_traces_unites_what_they_lead_to() -> None:
    deeds = [
        Deed("a", "commit", "Sort invoices", at(0), tickets=("PAY-1",)),
        Deed("b", "commit", "Colour icons", at(1), branch="icons"),
        Deed("c", "pull request", "Sorted and coloured", at(2), tickets=("PAY-1",), branch="icons"),
    ]

    assert together(deeds) == {frozenset("abc")}


def test_a_branch_that_is_called_by_its_ticket_meets_the_ticket() -> None:
    deeds = [
        Deed("a", "review", "Pin the version of the broker", at(0), tickets=("PAY-408",), source="tracker"),
        Deed("b", "merge", "Merge pull request #71", at(1), branch="PAY-408-pin-the-version", source="shop"),
        Deed("c", "merge", "Merge pull request #72", at(1), branch="UTF-8-names", source="shop"),
    ]

    assert together(deeds) == {frozenset("ab"), frozenset("c")}


def test_an_epic_of_years_does_not_become_one_giant_piece() -> None:
    deeds = [Deed(f"{n:04}", "commit", f"Step {n}", at(n / 3), tickets=("PAY-1",)) for n in range(600)]

    found = group(deeds)

    assert max(len(one.deeds) for one in found) <= MOST_DEEDS
    assert max(one.days for one in found) <= 91


def test_a_merge_brings_its_branch_together_and_leaves_the_main_line_out() -> None:
    main = [Deed(f"m{n}", "commit", f"Main {n}", at(n), parents=(f"m{n - 1}",)) for n in range(1, 4)]
    branch = [
        Deed("t1", "commit", "Sort invoices", at(1.5), parents=("m1",)),
        Deed("t2", "commit", "Colour icons", at(2.5), parents=("t1",)),
        Deed("mm", "merge", "Merge branch 'topic'", at(4), parents=("m3", "t2")),
    ]

    assert frozenset(("t1", "t2", "mm")) in together(main + branch)


def test_corrections_by_hand_win_over_every_tie() -> None:
    fixed = {"a06": "a06", "b01": "c01"}

    found = together(six_weeks(), fixed)

    assert frozenset(("a01", "a03", "a04", "a08")) in found
    assert frozenset(("a06",)) in found
    assert frozenset(("b01", "c01", "c02", "c03", "c04")) in found


def test_a_piece_split_off_by_hand_draws_no_later_work_away() -> None:
    split = {"a03": "a03", "a04": "a04"}

    assert frozenset(("a01", "a06", "a08")) in together(six_weeks(), split)


HASHES = ("1a2b3c4d5e6f7a8b9c0d", "2b3c4d5e6f7a8b9c0d1e", "3c4d5e6f7a8b9c0d1e2f")


def pull_request(day: float, **more: Any) -> Deed:
    given = {"tickets": ("berg/shop#12",), "source": "berg/shop", "parts": HASHES, **more}
    return Deed("github:berg/shop#12", "pull request", "Sort invoices by date", at(day), **given)


def commits() -> list[Deed]:
    titles = ("Read dates", "Compare totals", "Colour icons")
    named = zip(HASHES, titles, strict=True)
    return [Deed(name, "commit", title, at(1 + n / 9), source="shop") for n, (name, title) in enumerate(named)]


@pytest.mark.parametrize("day", [0, 1.15, 3, 60])
def test_a_pull_request_and_its_commits_are_one_whichever_comes_first(day: float) -> None:
    (found,) = group([*commits(), pull_request(day)])

    assert len(found.deeds) == 4
    assert "commit and pull request of one change" in found.because


def test_many_commits_of_a_pull_request_are_still_one() -> None:
    hashes = tuple(f"{n:040x}" for n in range(1, 31))
    deeds = [Deed(name, "commit", f"Step {name}", at(n / 9)) for n, name in enumerate(hashes)]

    assert len(group([*deeds, pull_request(5, parts=hashes)])) == 1


def test_a_short_hash_means_the_commit_that_begins_so() -> None:
    (found,) = group([*commits(), pull_request(3, parts=tuple(name[:7] for name in HASHES))])

    assert len(found.deeds) == 4


def test_hashes_that_only_begin_alike_are_two_commits() -> None:
    other = pull_request(3, parts=(HASHES[0][:12] + "ffff",))

    assert len(group([commits()[0], other])) == 2


def test_commits_that_are_no_parts_stay_apart() -> None:
    assert len(group([*commits(), pull_request(3, parts=HASHES[:1])])) == 3


def test_having_a_hash_of_its_own_keeps_no_commit_from_what_it_is_like() -> None:
    file = (FileChange("src/rare.py", 10, 0),)
    deeds = [Deed(name, "commit", "Round refunds half up", at(n / 9), files=file) for n, name in enumerate(HASHES)]

    assert len(group(deeds)) == 1


@pytest.mark.parametrize("day", [0, 2])
def test_a_clone_and_the_page_of_the_project_mean_the_same_number(day: float) -> None:
    commit = Deed(HASHES[0], "commit", "Read dates (#12)", at(1), tickets=("#12",), source="shop")

    assert len(group([commit, pull_request(day, parts=())])) == 1


def test_the_same_number_of_two_owners_is_two_tickets() -> None:
    deeds = [
        Deed(f"github:{owner}/shop#7", "issue", title, at(0), tickets=(f"{owner}/shop#7",), source=f"{owner}/shop")
        for owner, title in (("berg", "Sort invoices"), ("okoye", "Colour icons"))
    ]

    assert len(group(deeds)) == 2


def test_an_address_and_a_number_name_one_ticket() -> None:
    body = "Closes https://github.example.org/berg/shop/issues/12"
    tickets = ("https://github.example.org/berg/shop/issues/12",)

    deeds = [Deed(HASHES[0], "commit", "Read dates", at(1), body, tickets=tickets), pull_request(2, parts=())]

    assert len(group(deeds)) == 1


def test_what_a_message_only_refers_to_is_other_work() -> None:
    first = Deed(HASHES[0], "commit", "Read dates (#12)", at(0), tickets=("#12",), source="shop")
    second = Deed(HASHES[1], "commit", "Colour icons", at(1), body="See also #12.", tickets=("#12",), source="shop")

    assert len(group([first, second])) == 2


def test_a_release_belongs_to_the_one_thing_it_names() -> None:
    release = Deed("github:berg/shop@v2", "release", "v2", at(4), tickets=("berg/shop#12",), source="berg/shop")

    assert len(group([pull_request(1), release])) == 1


def test_a_release_of_several_things_puts_none_of_them_together() -> None:
    other = Deed("github:berg/shop#13", "pull request", "Colour icons", at(2), tickets=("berg/shop#13",))
    release = Deed("github:berg/shop@v2", "release", "v2", at(4), tickets=("berg/shop#12", "berg/shop#13"))

    assert len(group([pull_request(1), other, release])) == 3


@pytest.mark.parametrize(
    "copy",
    [
        Deed(HASHES[1], "commit", "Read dates", at(0), files=(FileChange("src/dates.py", 12, 0),)),
        Deed(HASHES[1], "commit", "Dates", at(80), f"(cherry picked from commit {HASHES[0]})"),
    ],
)
def test_copies_of_one_change_are_one_piece_of_work_and_count_once(copy: Deed) -> None:
    first = Deed(HASHES[0], "commit", "Read dates", at(0), files=(FileChange("src/dates.py", 10, 0),))

    (found,) = group([first, copy])

    assert len(found.deeds) == 2
    assert len(Facts(found).works) == 1


def test_a_follow_up_soon_after_belongs_to_the_work_and_a_late_one_does_not() -> None:
    first = Deed(HASHES[0], "commit", "Read dates", at(0))
    soon = Deed(HASHES[1], "commit", "Colour icons", at(2), f"Follow-up to {HASHES[0]}")
    late = Deed(HASHES[2], "commit", "Compare totals", at(20), f"Follow-up to {HASHES[0]}")

    assert together([first, soon, late]) == {frozenset(HASHES[:2]), frozenset(HASHES[2:])}


_names = st.sampled_from(
    ["Retry webhooks", "Sort invoices", "Cache rates", "wip", "Bump django", 'Revert "Cache rates"']
)
_paths = st.sampled_from(["src/a.py", "src/b.py", "tests/test_a.py", "docs/a.md", "yarn.lock"])


@st.composite
def histories(draw: st.DrawFn) -> list[Deed]:
    steps = draw(st.lists(st.floats(0, 20), max_size=14))
    deeds: list[Deed] = []
    for number, step in enumerate(steps):
        deeds.append(draw(_deed(number, deeds[-1].on + timedelta(days=step) if deeds else at(0), deeds)))
    return deeds


def _deed(number: int, on, earlier: list[Deed]) -> st.SearchStrategy[Deed]:  # type: ignore[no-untyped-def]
    ids = st.sampled_from([deed.id for deed in earlier]) if earlier else st.nothing()
    parents = st.lists(ids, max_size=2, unique=True).map(tuple) if earlier else st.just(())
    return st.builds(
        Deed,
        st.just(f"{number:07x}"),
        st.sampled_from(["commit", "review"]),
        st.one_of(_names, st.sampled_from(["Merge branch 'topic'", "Merge branch 'icons'"])),
        st.just(on),
        body=st.one_of(st.just(""), ids.map("Follow-up to {}".format)),
        parents=parents,
        files=st.lists(_paths.map(FileChange), max_size=3).map(tuple),
        tickets=st.lists(st.sampled_from(["PAY-1", "PAY-2", "#3"]), max_size=2).map(tuple),
        credits=st.just((Credit("author", "Ana"),)),
        branch=st.sampled_from([None, None, "topic"]),
        parts=st.lists(ids, max_size=2, unique=True).map(tuple) if earlier else st.just(()),
    )


_corrections = st.dictionaries(
    st.integers(0, 13).map("{:07x}".format), st.sampled_from(["mine", "other", "0000001", "0000005"]), max_size=6
)


@settings(max_examples=60)
@given(histories(), _corrections)
def test_every_deed_is_in_exactly_one_group_in_order_of_time(deeds: list[Deed], fixed: dict[str, str]) -> None:
    groups = group(deeds, fixed)

    assert sorted(deed.id for one in groups for deed in one.deeds) == sorted(deed.id for deed in deeds)
    assert all(one.on <= two.on for found in groups for one, two in pairwise(found.deeds))
    assert len({one.key for one in groups}) == len(groups)


@settings(max_examples=60)
@given(histories(), _corrections)
def test_deeds_fixed_to_one_key_are_together_and_to_two_keys_apart(deeds: list[Deed], fixed: dict[str, str]) -> None:
    groups = group(deeds, fixed)

    assert all(one.key == fixed[deed.id] for one in groups for deed in one.deeds if deed.id in fixed)


@settings(max_examples=60)
@given(histories())
def test_a_key_is_that_of_the_earliest_deed(deeds: list[Deed]) -> None:
    assert all(one.key == one.deeds[0].id for one in group(deeds))


@settings(max_examples=60)
@given(histories(), st.randoms())
def test_the_order_of_reading_changes_nothing(deeds: list[Deed], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = random.sample(deeds, len(deeds))

    assert group(shuffled) == group(deeds)


@settings(max_examples=60)
@given(histories(), st.integers(0, 14))
def test_later_deeds_leave_what_closed_long_ago_as_it_was(deeds: list[Deed], cut: int) -> None:
    before = deeds[:cut]
    long_ago = (before[-1].on if before else at(0)) - timedelta(days=2 * DAYS_OPEN)

    closed = [one for one in group(before) if one.last < long_ago]

    assert set(closed) <= set(group(deeds))


@settings(max_examples=60)
@given(histories(), st.integers(0, 14))
def test_without_merges_later_deeds_split_nothing(deeds: list[Deed], cut: int) -> None:
    plain = [replace(deed, parents=deed.parents[:1]) for deed in deeds]
    before = together(plain[:cut])

    after = together(plain)

    assert all(any(old <= new for new in after) for old in before)


def test_the_main_line_before_a_branch_is_no_part_of_its_merge() -> None:
    """Others merged in between, and what is theirs is not here."""
    before = Deed("m0", "merge", "Merge pull request #11 from example/theirs", at(1), parents=("x1", "y1"))
    own = Deed("c1", "commit", "Standardise the label", at(2), parents=("m0",))
    merge = Deed("m1", "merge", "Merge pull request #12 from example/label", at(3), parents=("x2", "c1"))

    pieces = group([before, own, merge])

    assert [[deed.id for deed in piece.deeds] for piece in pieces] == [["m0"], ["c1", "m1"]]
