from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.evidence.tests.work_history import at, six_weeks
from alongside.evidence.work.choosing import choose
from alongside.evidence.work.circle import propose_circle
from alongside.evidence.work.facts import Facts
from alongside.evidence.work.grouping import group
from alongside.evidence.work.kinds import WEIGHT, kind_of
from alongside.evidence.work.material import Credit, Deed, FileChange, Group
from alongside.evidence.work.ranking import Ranked, rank

ALL = at(60)
CODE = (FileChange("src/limits.py", 30, 0),)


def ranked(*deeds: Deed) -> dict[str, Ranked]:
    return {one.group.key: one for one in rank(group(deeds or six_weeks()), until=ALL)}


def test_what_is_worth_telling_stands_before_what_is_not() -> None:
    order = [one.group.key for one in rank(group(six_weeks()), until=ALL)]

    assert set(order[:6]) == {"a01", "e05", "c01", "d04", "c05", "f04"}
    assert set(order[-9:]) == {"a02", "a07", "b02", "d03", "e02", "f01", "f02", "f03", "f07"}


@pytest.mark.parametrize("key", ["a02", "a07", "b02", "d03", "e02", "f01", "f02", "f03", "f07"])
def test_upkeep_is_trivial(key: str) -> None:
    assert ranked()[key].is_trivial


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("a01", "touches code, tests and docs in four folders"),
        ("a01", "closes PAY-12"),
        ("a01", "five commits over five days"),
        ("a01", "reviewed by Mina"),
        ("e05", "together with Mina"),
        ("c01", "an incident"),
        ("d01", "taken back in the end"),
        ("d04", "a migration"),
        ("b03", "a refactoring across four folders"),
        ("b05", "one review and one comment for Tom"),
        ("f04", "says “From 41 s to 6 s”"),
    ],
)
def test_a_rank_has_its_reasons_in_words_from_the_record(key: str, why: str) -> None:
    assert why in ranked()[key].why


def test_a_folder_known_from_before_is_no_first_work() -> None:
    told = rank(group(six_weeks()), since=at(35), until=ALL)

    (report,) = [one for one in told if one.group.key == "f04"]

    assert not any("src/reports" in reason for reason in report.why)


def test_first_work_is_not_claimed_where_the_past_is_too_short_to_know() -> None:
    told = rank(group(six_weeks()), since=at(7), until=ALL)

    assert not any(reason.startswith("first work") for one in told for reason in one.why)


def test_first_work_is_claimed_once_the_past_is_long_enough() -> None:
    fresh = Deed("new", "commit", "Add search", at(34), files=(FileChange("src/search/index.py", 50, 0),))

    told = rank(group([*six_weeks(), fresh]), since=at(33), until=ALL)

    assert "first work in src/search" in next(one.why for one in told if one.group.key == "new")


def test_only_groups_of_the_period_are_told() -> None:
    told = rank(group(six_weeks()), since=at(14), until=at(21))

    assert {one.group.key for one in told} == {"c01", "c05"}


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("a01", "feature"),
        ("b01", "fix"),
        ("b03", "refactoring"),
        ("b05", "review"),
        ("c01", "incident"),
        ("d04", "migration"),
        ("e01", "tooling"),
        ("e04", "docs"),
        ("f05", "tests"),
        ("e02", "chore"),
    ],
)
def test_the_kind_of_a_piece_of_work(key: str, kind: str) -> None:
    found = {one.key: kind_of(one) for one in group(six_weeks())}

    assert found[key] == kind


def test_a_short_list_is_not_all_features_and_has_no_upkeep() -> None:
    features = [
        replace(deed, id=f"z{n}", title=f"Add {n}", tickets=()) for n in range(6) for deed in six_weeks()[-10:-9]
    ]

    kinds = [one.kind for one in choose(rank(group([*six_weeks(), *features]), until=ALL), at_most=5)]

    assert {"incident", "migration"} <= set(kinds)
    assert set(kinds) & {"docs", "review", "tooling"}
    assert "chore" not in kinds


def test_an_incident_a_renewal_and_help_have_their_seats_beside_any_number_of_features() -> None:
    best = next(deed for deed in six_weeks() if deed.id == "e05")
    features = [replace(best, id=f"z{n}", title=f"Add and support {n}", tickets=(), body="") for n in range(9)]

    chosen = choose(rank(group([*six_weeks(), *features]), until=ALL), at_most=5)

    assert {"incident", "renewal"} <= {one.seat for one in chosen}
    assert {"docs", "review", "tooling"} & {one.kind for one in chosen}
    assert [one.kind for one in chosen[:2]].count("feature") == 1


def test_a_score_is_between_nought_and_ten() -> None:
    assert all(0 <= one.score <= 10 for one in rank(group(six_weeks()), until=ALL))


def test_upkeep_stands_last() -> None:
    trivial = [one.is_trivial for one in rank(group(six_weeks()), until=ALL)]

    assert trivial == sorted(trivial)


@pytest.mark.parametrize(
    ("more", "is_higher"),
    [
        ({"files": (*CODE, FileChange("docs/limits.md", 40, 0))}, True),
        ({"files": (*CODE, FileChange("tests/test_limits.py", 40, 0))}, True),
        ({"title": "Allow limits per account"}, True),
        ({"title": "Drop support for limits per account"}, True),
        ({"title": "Limits per account: minimum of ten"}, True),
        ({"title": "ci: limits per account"}, False),
        ({"credits": (Credit("reporter", "Ben"),)}, False),
        ({"body": "A leak that valgrind and clang warn of."}, False),
    ],
)
def test_each_trait_moves_the_score_as_its_weight_says(more: dict[str, Any], is_higher: bool) -> None:
    plain = Deed("a", "commit", "Limits per account", at(0), files=CODE)

    (before,), (after,) = (rank(group([deed]), until=ALL) for deed in (plain, replace(plain, **more)))

    assert (after.score > before.score) is is_higher
    assert after.score != before.score


@pytest.mark.parametrize(
    "path", ["docs/internals/limits.md", "docs/examples/limits.py", "docs/TODO", "CONTRIBUTING.md"]
)
def test_documents_for_makers_and_samples_are_no_guides(path: str) -> None:
    plain = Deed("a", "commit", "Limits per account", at(0), files=CODE)
    more = replace(plain, files=(*CODE, FileChange(path, 5, 1)))

    (before,), (after,) = (rank(group([deed]), until=ALL) for deed in (plain, more))

    assert after.score == before.score


def test_a_newer_library_is_told_and_a_listing_of_it_is_not() -> None:
    files = (FileChange("deps/zlib/inflate.c", 90, 40), FileChange("go.sum", 4, 4))
    newer = Deed("a", "commit", "deps: upgrade zlib to 1.3", at(0), files=files)
    listed = replace(newer, id="b", title="Bump zlib from 1.2 to 1.3", files=files[1:])

    first, last = rank(group([newer, listed]), until=ALL)

    assert (first.group.key, last.group.key) == ("a", "b")
    assert "moves a library to a newer version" in first.why


def test_a_readme_and_a_bare_ticket_stand_behind_a_feature() -> None:
    feature = Deed("feature", "commit", "Allow refunds in part", at(0), files=(FileChange("src/refunds.py", 80, 12),))
    readme = Deed("readme", "commit", "Add a README", at(9), files=(FileChange("README.md", 60, 0),))
    ticket = Deed("ticket", "ticket", "Refunds should tell the customer", at(20), tickets=("PAY-9",))

    order = [one.group.key for one in rank(group([feature, readme, ticket]), until=ALL)]

    assert order[0] == "feature"


@pytest.mark.parametrize(
    ("labels", "kind"), [(("bug",), "fix"), (("incident", "bug"), "incident"), (("story",), "feature"), ((), "feature")]
)
def test_the_kind_follows_a_ticket_that_says_it_is_a_repair(labels: tuple[str, ...], kind: str) -> None:
    ticket = Deed("t", "ticket", "Retry card payments", at(0), tickets=("PAY-9",), labels=labels)
    commit = Deed("c", "commit", "Add retries (PAY-9)", at(1), tickets=("PAY-9",), files=CODE)

    (one,) = rank(group([ticket, commit]), until=ALL)

    assert one.kind == kind


def test_where_nothing_speaks_for_a_piece_of_work_it_says_what_the_record_has() -> None:
    small = Deed("a", "commit", "Limits per account", at(0), files=CODE)

    (one,) = rank(group([small]), until=ALL)

    assert one.why == ("30 lines changed in src",)


def test_what_is_not_counted_changes_no_score() -> None:
    plain = Deed("a", "commit", "Limits per account", at(0), files=CODE)
    others = (FileChange("po/de.po", 900, 0), FileChange("CHANGELOG.md", 9, 0), FileChange("web/logo.svg", 80, 0))

    one = rank(group([plain]), until=ALL)[0]
    other = rank(group([replace(plain, files=(*CODE, *others[1:2]))]), until=ALL)[0]

    assert one.score == other.score
    assert Facts(Group("a", (replace(plain, files=(*CODE, *others)),))).counted == 30


def test_a_copy_counts_no_line_twice() -> None:
    first = Deed("1a2b3c4d", "commit", "Limits per account", at(0), files=CODE)
    copy = replace(first, id="2b3c4d5e", files=(FileChange("src/limits.py", 31, 0),))

    assert Facts(group([first, copy])[0]).counted == 31


def test_most_comments_are_told_only_among_others_of_the_same_days() -> None:
    deeds = [
        Deed(f"github:berg/shop#{n}", "pull request", f"Limits {n}", at(40 + n), comments=10 * n) for n in range(1, 4)
    ]

    told = {one.group.key: one.why for one in rank(group(deeds), since=at(35), until=ALL)}
    alone = rank(group(deeds), until=ALL)[0]

    said = "the most talked about of these days: 30 comments"
    assert [said in told[deed.id] for deed in deeds] == [False, False, True]
    assert said not in alone.why
    assert "30 comments on its ticket or pull request" in alone.why


def test_a_revert_of_a_part_takes_the_whole_not_back() -> None:
    deeds = [
        Deed("1a2b3c4d", "commit", "PAY-9 Limits", at(0), tickets=("PAY-9",)),
        Deed("2b3c4d5e", "commit", "PAY-9 Allow limits", at(1), tickets=("PAY-9",)),
        Deed("3c4d5e6f", "commit", 'Revert "PAY-9 Limits"', at(2)),
    ]

    (one,) = rank(group(deeds), until=ALL)

    assert "reverted once on the way" in one.why
    assert "taken back in the end" not in one.why


def test_a_quiet_month_gives_a_short_list_instead_of_upkeep() -> None:
    quiet = [deed for deed in six_weeks() if deed.id in ("a02", "a07", "b02", "b01")]

    assert [one.group.key for one in choose(rank(group(quiet), until=ALL), at_most=5)] == ["b01"]


@pytest.mark.parametrize(
    ("key", "circle", "because"),
    [
        ("a01", "own", "no co-author on record"),
        ("e05", "collaboration", "together with Mina"),
        ("b05", "collaboration", "review of the work of Tom"),
        ("e01", "enabling", "tooling, for others to work with"),
        ("e04", "enabling", "documentation, for others to use"),
        ("b02", "own", "everyday upkeep"),
    ],
)
def test_the_proposed_circle_says_why(key: str, circle: str, because: str) -> None:
    found = {one.key: propose_circle(one) for one in group(six_weeks())}

    assert found[key][:2] == (circle, because)
    assert found[key].sources


_deeds = st.builds(
    Deed,
    st.uuids().map(str),
    st.sampled_from(["commit", "merge", "review", "comment", "pull request", "ticket", "release"]),
    st.one_of(st.text(max_size=40), st.sampled_from([deed.title for deed in six_weeks()])),
    st.integers(0, 50).map(at),
    body=st.text(max_size=60),
    files=st.lists(
        st.builds(FileChange, st.text(min_size=1, max_size=30), st.integers(0, 10**9), st.integers(0, 10**9))
    ).map(tuple),
)


@settings(max_examples=50)
@given(st.lists(_deeds, max_size=8))
def test_anything_can_be_ranked_and_chosen(deeds: list[Deed]) -> None:
    found = rank(group(deeds), until=ALL)

    assert len(found) == len(group(deeds))
    assert all(one.score >= two.score for one, two in pairwise(found))
    assert all(one.kind in WEIGHT and all(one.why) for one in found)
    assert all(propose_circle(one.group).because for one in found)
    assert len(choose(found, at_most=3)) <= 3


def test_the_order_of_groups_changes_no_rank() -> None:
    groups: tuple[Group, ...] = group(six_weeks())

    assert rank(reversed(groups), until=ALL) == rank(groups, until=ALL)


def meeting(id_: str, day: float, title: str, kind: str) -> Deed:
    people = (Credit("attendee", "Mina"), Credit("attendee", "Tom"))
    return Deed(id_, "meeting", title, at(day), credits=people, source="work", meeting=kind)


def ranked_one(*deeds: Deed) -> Ranked:
    (one,) = rank(group(deeds), until=ALL)
    return one


def test_an_interview_is_told_with_whom_and_a_meeting_one_sat_in_is_not() -> None:
    interview = ranked_one(meeting("i", 3, "Interview: backend engineer", "interview"))
    sat_in = ranked_one(meeting("s", 3, "All hands", "attended"))

    assert (interview.kind, interview.is_trivial, interview.why) == (
        "meeting", False, ("one interview, with Mina and Tom",),
    )  # fmt: skip
    assert sat_in.is_trivial


def test_a_series_of_meetings_is_one_piece_of_work() -> None:
    weekly = [meeting(f"w{day}", day, "Incident review", "led") for day in (3, 10, 17)]

    assert ranked_one(*weekly).why[0] == "three meetings you led, with Mina and Tom"


def test_thanks_are_told_with_their_giver() -> None:
    thanks = Deed("t", "thanks", "Thank you for the guide", at(3), credits=(Credit("author", "Mina"),))

    one = ranked_one(thanks)

    assert (one.kind, one.why) == ("thanks", ("thanks from Mina",))


def test_what_a_tracker_says_of_a_ticket_is_told_and_weighs_nothing() -> None:
    bare = Deed("t", "ticket", "Refunds in part", at(20), tickets=("PAY-9",))
    rich = replace(bare, points=2.5, opened=at(0).date(), reopened=1)
    commit = Deed("c", "commit", "Add refunds (PAY-9)", at(21), tickets=("PAY-9",), files=CODE)

    assert (ranked(bare)["t"].why, ranked(bare)["t"].score) == ((), ranked(rich)["t"].score)
    assert ranked(rich)["t"].why == ("2.5 points", f"open for {(at(20) - at(0)).days} days", "reopened once")
    assert not any("points" in why for why in ranked(rich, commit)["t"].why)


def test_comments_of_a_review_are_not_those_of_a_ticket() -> None:
    review = Deed("r", "review", "Refunds in part", at(20), comments=3)

    assert not any("comments" in why for why in ranked(review)["r"].why)
