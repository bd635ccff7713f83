from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.accounts.models import Member
from alongside.sources import actions, tasks
from alongside.sources.collecting import paths
from alongside.sources.collecting.paths import _year, unread
from alongside.sources.collectors.git.repository import describe
from alongside.sources.collectors.git.tests.repositories import ENGINEER, Made
from alongside.sources.collectors.git.touches import Touch, packed, unpacked
from alongside.sources.models import Path, Repository, Touches
from alongside.sources.tests.conftest import collected
from alongside.sources.touching import touchers

OTHER = ("Somebody", "somebody@example.org")
_KEYS = st.integers(0, 2**32 - 1)


def read(member: Member) -> Repository:
    tasks.read_changed_paths.func(member.pk)
    return Repository.objects.visible_to(member).get()


def told(member: Member, under: str = "", since: date | None = None) -> list[tuple[str, int, int]]:
    repository = Repository.objects.visible_to(member).get()
    return [(each.name, each.commits, each.added) for each in touchers(member, repository, under, since=since)]


def test_who_changed_a_file_or_folder_is_known_after_the_reading(engineer: Member, made: Made) -> None:
    made.commit("Move in", {"shop/cart.py": "1\n", "shop/Cart.py": "1\n", "shopping.py": "1\n"}, person=OTHER)
    made.commit("Change", {"shop/cart.py": "2\n", "docs.md": None})
    collected(engineer, made)

    repository = read(engineer)

    assert repository.paths_read == repository.commits == 5
    assert told(engineer, "prices.py") == [("Engineer", 2, 1)]
    assert told(engineer, "shop") == [("Engineer", 1, 0), ("Somebody", 1, 2)]
    assert told(engineer, "shop/") == told(engineer, "shop")
    assert told(engineer, "shop/Cart.py") == [("Somebody", 1, 1)]
    assert told(engineer) == [("Engineer", 3, 1), ("Somebody", 2, 4)]
    assert told(engineer, "sho") == []


def test_new_commits_are_added_to_what_is_there(engineer: Member, made: Made) -> None:
    collected(engineer, made)
    read(engineer)
    made.commit("Change again", {"prices.py": "4\n"})
    made.commit("Next year", {"prices.py": "5\n"}, date="1735700000 +0000")
    collected(engineer, made)

    repository = read(engineer)

    assert repository.paths_read == 5
    assert told(engineer, "prices.py") == [("Engineer", 4, 1)]
    assert told(engineer, "prices.py", date(2024, 1, 1)) == [("Engineer", 1, 0)]
    assert Touches.objects.visible_to(engineer).filter(path__path="prices.py").count() == 2


def test_one_slice_at_a_time_is_the_same_as_all_at_once(
    engineer: Member, cleo: Member, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(7):
        made.commit(f"Step {number}", {f"folder/{number % 3}.py": f"{number}\n"}, person=(ENGINEER, OTHER)[number % 2])
    collected(engineer, made)
    collected(cleo, made)
    read(cleo)
    monkeypatch.setattr(paths, "SLICE", 2)
    monkeypatch.setattr(tasks, "_is_quiet", lambda _: False)
    counts = [read(engineer).paths_read for _ in range(5)]
    monkeypatch.undo()

    assert counts == [2, 4, 6, 8, 10]
    assert told(engineer) == told(cleo)
    assert sorted(Touches.objects.visible_to(engineer).values_list("path__path", "year")) == sorted(
        Touches.objects.visible_to(cleo).values_list("path__path", "year")
    )
    assert unread(engineer) == []


def test_the_newest_come_first(engineer: Member, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "SLICE", 1)
    monkeypatch.setattr(tasks, "_is_quiet", lambda _: False)
    made.commit("New", {"new.py": "1\n"})
    collected(engineer, made)

    read(engineer)

    assert list(Path.objects.visible_to(engineer).values_list("path", flat=True)) == ["new.py"]


def test_stopping_it_keeps_what_was_read_and_the_next_run_goes_on(
    engineer: Member, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected(engineer, made)
    repository = Repository.objects.visible_to(engineer).get()
    monkeypatch.setattr(paths, "SLICE", 1)
    whole = paths._by_path_and_year

    def stop_in_the_second(*given: Iterable[object]) -> object:
        if Repository.objects.visible_to(engineer).get().paths_read == 1:
            actions.stop_reading_paths(engineer, repository=repository)
        return whole(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(paths, "_by_path_and_year", stop_in_the_second)
    stopped = read(engineer).paths_read
    waiting = read(engineer).paths_read
    monkeypatch.undo()
    collected(engineer, made)

    assert (stopped, waiting) == (1, 1)
    assert read(engineer).paths_read == 3
    assert told(engineer) == [("Engineer", 2, 1), ("Somebody", 1, 1)]


def test_two_who_read_the_same_slice_count_it_once(engineer: Member, made: Made) -> None:
    collected(engineer, made)
    late = Repository.objects.visible_to(engineer).get()
    read(engineer)
    before = told(engineer)

    paths.read_paths(engineer, late, describe(late.path), go_on=lambda: True)

    assert told(engineer) == before


def test_a_commit_of_hundreds_of_paths_is_left_out(
    engineer: Member, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "MOST", 3)
    made.commit("Bring in a library", {f"vendor/{number}.py": "1\n" for number in range(4)})
    collected(engineer, made)

    read(engineer)

    assert told(engineer, "vendor") == []


def test_what_vanished_counts_for_nobody(engineer: Member, made: Made) -> None:
    collected(engineer, made)
    read(engineer)
    made.git("reset", "-q", "--hard", "HEAD~1")
    collected(engineer, made)

    assert told(engineer, "prices.py") == [("Engineer", 1, 1)]


def test_mailmap_joins_those_who_are_one(engineer: Member, made: Made) -> None:
    made.commit("Say who", {".mailmap": "Engineer <engineer@example.org> <somebody@example.org>\n"}, person=OTHER)
    collected(engineer, made)

    read(engineer)

    assert told(engineer) == [("Engineer", 4, 3)]


def test_a_stranger_sees_no_paths(engineer: Member, dan: Member, cleo: Member, made: Made) -> None:
    collected(engineer, made)
    repository = read(engineer)

    for stranger in (dan, cleo):
        assert touchers(stranger, repository) == []
        assert not Path.objects.visible_to(stranger).exists()
        assert not Touches.objects.visible_to(stranger).exists()


def test_a_repository_that_is_gone_does_not_keep_the_others_from_being_read(engineer: Member, made: Made) -> None:
    collected(engineer, made)
    Repository.objects.visible_to(engineer).update(path="/nowhere/at/all")

    assert read(engineer).paths_read == 0


@given(st.lists(st.builds(Touch, _KEYS, _KEYS, st.integers(0, 40_000), st.integers(0, 2))))
def test_what_is_packed_comes_back(touches: list[Touch]) -> None:
    assert list(unpacked(packed(touches))) == touches


@given(st.dates(date(1970, 1, 1), date(9999, 12, 31)))
def test_the_year_of_a_day_is_that_of_the_calendar(day: date) -> None:
    assert _year((day - date(1970, 1, 1)).days) == day.year
