"""Behaviour of the ranking on small made-up histories; figures on real ones are bench/ask's."""

import random
import re
from dataclasses import astuple
from math import isclose
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.asking import Answer, Change, Memory, Question, Signal, ask
from alongside.knowledge.asking.places import places_of, words_of
from alongside.knowledge.asking.weights import WEIGHTS
from alongside.knowledge.telling import spared

DAY = 86_400.0
NOW = 1_795_000_000.0
ANNA, BEN, CLEO, DAN, EVE = (
    "anna@example.org",
    "ben@example.org",
    "cleo@example.org",
    "dan@example.org",
    "eve@example.org",
)


def change(author: str, *readers: str, days: float, paths: tuple[str, ...] = ("src/db/pool.py",)) -> Change:
    return Change(NOW - days * DAY, author, readers, paths)


def asked(changes: list[Change], *paths: str, by: str = ANNA) -> Answer:
    return ask(Memory(changes), Question(paths, by, NOW))


def names(answer: Answer) -> list[str]:
    return [each.person for each in answer.suggestions]


def test_who_reviewed_the_file_comes_before_who_reviewed_elsewhere() -> None:
    history = [change(EVE, BEN, days=20), change(EVE, CLEO, days=20, paths=("web/page.css",))]

    answer = asked(history, "src/db/pool.py")

    assert names(answer)[0] == BEN


def test_a_new_file_is_answered_by_its_folder() -> None:
    history = [change(EVE, BEN, days=20), change(EVE, CLEO, days=20, paths=("web/page.css",))]

    answer = asked(history, "src/db/brand_new.rs")

    assert names(answer)[0] == BEN


def test_a_test_is_answered_by_who_knows_its_subject() -> None:
    history = [
        change(EVE, BEN, days=20, paths=("a/RaftClient.java",)),
        change(EVE, CLEO, days=20, paths=("a/Log.java",)),
    ]

    answer = asked(history, "tests/RaftClientTest.java")

    assert names(answer)[0] == BEN


def test_who_usually_reads_my_work_comes_before_an_equal() -> None:
    history = [change(ANNA, BEN, days=9, paths=("x/a.py",)), change(EVE, CLEO, days=9, paths=("x/a.py",))]

    answer = asked(history, "x/b.py")

    assert names(answer)[:1] == [BEN]
    assert {Signal.USUAL, Signal.LATELY} <= {reason.signal for reason in answer.suggestions[0].reasons}


def test_who_left_falls_behind_who_is_here() -> None:
    history = [*(change(EVE, BEN, days=900 + i) for i in range(10)), change(EVE, CLEO, days=3)]

    answer = asked(history, "src/db/pool.py")

    assert names(answer)[0] == CLEO


def test_the_asker_is_never_an_answer() -> None:
    history = [change(ANNA, ANNA, BEN, days=3), change(EVE, ANNA, days=3)]

    answer = asked(history, "src/db/pool.py")

    assert ANNA not in names(answer)
    assert BEN in names(answer)


def test_nobody_is_sent_to_the_busiest_door_when_another_is_as_near() -> None:
    mine = [change(ANNA, BEN, CLEO, days=day) for day in (5, 15, 25)]
    elsewhere = [change(EVE, BEN, days=day, paths=(f"far/f{day}.c",)) for day in range(1, 60)]

    answer = asked(mine + elsewhere, "src/db/pool.py")

    assert names(answer)[:2] == [CLEO, BEN]
    assert any(reason.signal is Signal.BUSY and reason.points < 0 for reason in answer.suggestions[1].reasons)


def test_a_newcomer_may_be_sent_to_the_busiest_door() -> None:
    history = [change(EVE, BEN, days=day, paths=(f"far/f{day}.c",)) for day in range(1, 60)]

    answer = asked([*history, change(EVE, CLEO, days=40, paths=("far/g.c",))], "quite/new.py", by=DAN)

    assert names(answer)[0] == BEN


def test_reasons_are_the_terms_of_the_sum() -> None:
    history = [
        change(ANNA, BEN, days=3),
        change(BEN, CLEO, days=8),
        change(EVE, BEN, days=30, paths=("src/db/log.py",)),
    ]

    answer = asked(history, "src/db/pool.py", "src/db/log.py")

    for each in answer.suggestions:
        assert isclose(sum(reason.points for reason in each.reasons), each.points, abs_tol=0.05 * len(WEIGHTS))


def test_a_reason_names_the_place_the_number_and_the_last_time() -> None:
    history = [change(EVE, BEN, days=40), change(EVE, BEN, days=4), change(EVE, BEN, days=90, paths=("web/page.css",))]

    answer = asked(history, "src/db/pool.py")
    reason = next(each for each in answer.suggestions[0].reasons if each.signal is Signal.REVIEWED)

    assert (reason.place, reason.times, reason.latest) == ("src/db/pool.py", 2, NOW - 4 * DAY)


def test_chances_add_up_to_one() -> None:
    answer = asked([change(EVE, BEN, CLEO, DAN, days=3)], "src/db/pool.py")

    assert isclose(sum(each.chance for each in answer.suggestions), 1.0)


def test_nobody_lately_names_the_last_who_knew() -> None:
    history = [change(EVE, BEN, days=900), change(BEN, days=800), change(EVE, CLEO, days=2, paths=("web/page.css",))]

    answer = asked(history, "src/db/pool.py")

    assert not answer.lately
    assert (answer.knew, answer.knew_at) == (BEN, NOW - 800 * DAY)


def test_who_passed_by_once_is_not_the_last_who_knew() -> None:
    history = [*(change(BEN, days=800 + day) for day in range(2)), change(EVE, BEN, days=790), change(CLEO, days=500)]

    answer = asked(history, "src/db/pool.py")

    assert (answer.lately, answer.knew, answer.knew_at) == (False, BEN, NOW - 790 * DAY)


def test_several_times_in_all_files_of_the_question_are_enough_to_have_known() -> None:
    files = ("a/x.py", "a/y.py", "a/z.py")
    history = [*(change(BEN, days=700, paths=(path,)) for path in files[1:]), change(CLEO, days=500, paths=files[:1])]
    history += [change(BEN, days=900, paths=files[:1]) for _ in range(3)]

    answer = asked(history, *files)

    assert (answer.knew, answer.knew_at) == (BEN, NOW - 700 * DAY)


def test_somebody_lately_says_so() -> None:
    assert asked([change(EVE, BEN, days=30)], "src/db/pool.py").lately


def test_my_own_work_is_nobody_else_lately() -> None:
    assert not asked([change(ANNA, days=3)], "src/db/pool.py").lately


def test_an_empty_history_answers_nobody() -> None:
    assert asked([], "src/db/pool.py") == Answer((), lately=False)


def test_a_question_without_paths_is_answered_by_who_reads_my_work() -> None:
    assert names(asked([change(ANNA, BEN, days=3)]))[0] == BEN


def test_a_sweep_through_the_tree_says_nothing_about_its_files() -> None:
    swept = tuple(f"src/f{number}.c" for number in range(101))

    answer = asked([change(EVE, BEN, days=3, paths=swept)], "src/f7.c")

    assert answer.suggestions[0].reasons[0].place == ""
    assert not answer.lately


def test_commits_that_come_one_by_one_answer_as_the_whole_history() -> None:
    history = [change(EVE, BEN, days=20), change(BEN, CLEO, days=10), change(ANNA, DAN, days=5)]
    memory = Memory(history[:1])

    for late in history[1:]:
        memory.remember(late)

    assert ask(memory, Question(("src/db/pool.py",), ANNA, NOW)) == asked(history, "src/db/pool.py")


people = st.sampled_from([ANNA, BEN, CLEO, DAN])
paths = st.lists(st.sampled_from(["a/b/c.py", "a/d.py", "e.md", "a/b/test_c.py"]), max_size=4, unique=True).map(tuple)
changes = st.builds(
    Change, st.floats(NOW - 170 * DAY, NOW), people, st.lists(people, max_size=3).map(tuple), paths
)  # fmt: skip


def test_the_busiest_keeps_the_first_place_where_nobody_else_is_near() -> None:
    mine = [change(ANNA, BEN, days=day) for day in (5, 15, 25)]
    elsewhere = [change(EVE, BEN, days=day, paths=(f"far/f{day}.c",)) for day in range(1, 60)]

    answer = asked([*mine, *elsewhere, change(EVE, CLEO, days=50, paths=("far/g.c",))], "src/db/pool.py")

    assert (names(answer)[0], answer.spared) == (BEN, "")


def test_who_is_spared_comes_second_and_the_sentence_says_so() -> None:
    near = [change(ANNA, reviewer, days=day) for day in (5, 15, 25) for reviewer in (BEN, CLEO)]
    elsewhere = [change(EVE, BEN, days=day, paths=(f"far/f{day}.c",)) for day in range(1, 60)]

    answer = asked([*near, change(ANNA, BEN, days=35), *elsewhere], "src/db/pool.py")

    assert (names(answer)[:2], answer.spared) == ([CLEO, BEN], BEN)
    assert spared("Ben").endswith("ask them when the first cannot help.")


def test_in_an_old_index_nobody_has_left_since() -> None:
    history = [change(ANNA, BEN, days=30), change(EVE, CLEO, days=3)]

    now, later = (
        ask(Memory(history), Question(("src/db/pool.py",), ANNA, NOW + years * 365 * DAY)) for years in (0, 3)
    )

    assert names(now) == names(later)
    assert {reason.signal for reason in later.suggestions[0].reasons} >= {Signal.REVIEWED, Signal.USUAL}
    assert (now.lately, later.lately) == (True, False)


@given(st.lists(changes, max_size=12), st.integers(0, 99))
def test_the_asker_is_never_named_and_nobody_is_invented(history: list[Change], seed: int) -> None:
    asker = random.Random(seed).choice([ANNA, BEN, CLEO, DAN, EVE])

    answer = asked(history, "a/b/c.py", by=asker)

    there = {person for each in history for person in (each.author, *each.reviewers)}
    assert {*names(answer), answer.knew, answer.spared} - {""} <= there - {asker}


@given(st.lists(changes, max_size=12), st.integers(0, 99))
def test_the_order_of_commits_does_not_matter(history: list[Change], seed: int) -> None:
    shuffled = random.Random(seed).sample(history, len(history))

    first, second = asked(history, "a/b/c.py"), asked(shuffled, "a/b/c.py")

    points = {each.person: each.points for each in second.suggestions}
    assert points.keys() == {each.person for each in first.suggestions}
    assert all(isclose(each.points, points[each.person], abs_tol=1e-9) for each in first.suggestions)


@given(st.lists(st.builds(Change, st.floats(-1e18, 1e18), people, st.just((BEN,)), st.lists(st.text()).map(tuple))),
       st.lists(st.text()).map(tuple))  # fmt: skip
def test_odd_dates_and_paths_break_nothing(history: list[Change], odd: tuple[str, ...]) -> None:
    answer = asked(history, *odd)

    assert len(set(names(answer))) == len(names(answer))


def test_places_go_from_the_path_to_the_whole_tree() -> None:
    assert places_of("src/db/pool.py") == ("src/db/pool.py", "src/db/", "src/", "")
    assert places_of("README") == ("README", "")


def test_words_are_those_of_the_file_name() -> None:
    assert words_of("a/RaftClientTest.java") == ("client", "java", "raft", "test")
    assert words_of("x/HTTPServer_v2-io.c") == ("http", "server")


def test_the_explanation_names_the_weights_in_use() -> None:
    page = (Path(__file__).parents[4] / "docs/ranking-people.md").read_text()

    rows = re.findall(r"\| `(\w[\w ]*)` \|.*\| (-?[\d.]+) \| (-?[\d.]+) \| ([\d.]+) \|", page.replace("−", "-"))
    told = {(name, *map(float, figures)) for name, *figures in rows}

    assert told == {(signal.value, *astuple(each)) for signal, each in WEIGHTS.items()}
