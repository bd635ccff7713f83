"""The stored index answers as the memory that the benchmark ranks with."""

import random
from datetime import timedelta
from math import isclose
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.accounts.models import Member
from alongside.knowledge.asking import Answer, Change, Memory, Question, ask
from alongside.knowledge.authors.whom import ME
from alongside.knowledge.indexing.keeping import keep
from alongside.knowledge.indexing.layout import FORM
from alongside.knowledge.indexing.reading import Learned
from alongside.knowledge.models import Index, Place
from alongside.knowledge.queries import whom_to_ask
from alongside.knowledge.remembering import indexed, remembered
from alongside.knowledge.tests.conftest import BEN, collected, learned
from alongside.people.actions import add_identity, add_person
from alongside.sharing.door import opened
from alongside.sources import actions as sources
from alongside.sources.collectors.git.tests.repositories import Made
from alongside.sources.models import Author, Repository

NOW = 1_795_000_000.0
PATHS = ("src/db/pool.py", "src/db/socket.py", "src/pool_test.py", "web/page.css", "README")
PEOPLE = 5

CHANGES = st.lists(
    st.tuples(
        st.integers(0, 1500),
        st.integers(0, PEOPLE - 1),
        st.lists(st.integers(0, PEOPLE - 1), max_size=2, unique=True),
        st.lists(st.sampled_from(PATHS), max_size=3, unique=True),
    ),
    min_size=1,
    max_size=25,
)


@pytest.fixture
def authors(engineer: Member) -> list[Author]:
    """The first of them is anna."""
    repository = Repository(owner=engineer, workspace=engineer.workspace, path="/nowhere", git_dir="/nowhere/.git")
    repository.name = "shop"
    repository.save()
    here = {"workspace": engineer.workspace, "repository": repository}
    mails = ["engineer@example.org", *(f"p{number}@example.org" for number in range(1, PEOPLE))]
    with opened("a test's past"):
        return [
            Author.objects.create(name=each, raw_name=each, email=each, raw_email=each, **here)
            for each in mails
        ]  # fmt: skip


ASKED = st.sets(st.sampled_from([*PATHS, "src/db/new.py", "src/"]), min_size=1)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=CHANGES, cuts=st.lists(st.integers(0, 25), max_size=3), seed=st.integers(0, 9), asked=ASKED)
def test_an_index_filled_in_any_parts_answers_as_the_memory(
    engineer: Member, authors: list[Author], history: list[tuple[int, int, list[int], list[str]]],
    cuts: list[int], seed: int, asked: set[str],
) -> None:  # fmt: skip
    changes = [changed(authors, *each) for each in history]
    shuffled = random.Random(seed).sample(changes, len(changes))
    index = Index.objects.create(workspace=engineer.workspace, repository=authors[0].repository, form=FORM)
    for start, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(shuffled)], strict=True):
        keep(engineer, index, [Learned(each, "Change it", ()) for each in shuffled[start:end]])
    paths = sorted(asked)

    root = f"{authors[0].repository_id}/"
    stored = remembered(engineer, indexed(engineer), [root + path for path in paths])
    answer = ask(stored.memories[root], Question(tuple(root + path for path in paths), ME, NOW))

    wanted = ask(Memory(named(authors, each) for each in changes), Question(tuple(paths), ME, NOW))
    assert_same(answer, wanted, root)
    with opened("the next example"):
        Place.objects.filter(index=index).delete()
        index.delete()


def changed(authors: list[Author], days: int, author: int, readers: list[int], paths: list[str]) -> Change:
    names = tuple(str(authors[each].pk) for each in readers)
    return Change(NOW - days * 86_400, str(authors[author].pk), names, tuple(paths))


def named(authors: list[Author], change: Change) -> Change:
    """As the memory knows them: by who they are."""
    keys = {str(each.pk): f"author:{each.email}" for each in authors} | {str(authors[0].pk): ME}
    return Change(change.at, keys[change.author], tuple(keys[each] for each in change.reviewers), change.paths)


def assert_same(answer: Answer, wanted: Answer, root: str) -> None:
    points = {each.person: each.points for each in wanted.suggestions}
    assert {each.person for each in answer.suggestions} == set(points)
    for each in answer.suggestions:
        assert isclose(each.points, points[each.person], rel_tol=1e-6, abs_tol=1e-6)
    seen = {each.person: each.seen for each in wanted.suggestions}
    assert {each.person: each.seen for each in answer.suggestions} == seen
    assert (answer.lately, answer.knew_at) == (wanted.lately, wanted.knew_at)
    reasons = {each.person: {(r.signal, r.times) for r in each.reasons if r.place == ""} for each in wanted.suggestions}
    for each in answer.suggestions:
        assert {(r.signal, r.times) for r in each.reasons if r.place == ""} == reasons[each.person]


def test_the_whole_way_from_a_repository_to_an_answer(knowing: Member) -> None:
    answer = whom_to_ask(knowing, paths=["src/db/pool.py"])

    assert [each.name for each in answer.people] == ["Cleo Duarte", "Ben Okoye"]
    assert answer.progress.is_whole


def test_what_comes_later_is_added_and_nothing_twice(knowing: Member, shop: Made) -> None:
    before = {row.pk: bytes(row.packed) for row in Place.objects.visible_to(knowing)}
    learned(knowing)
    assert {row.pk: bytes(row.packed) for row in Place.objects.visible_to(knowing)} == before
    shop.clock += 86_400 * 20
    shop.commit("Pool once more", {"src/db/pool.py": "more\n"}, person=BEN)

    collected(knowing, shop)

    people = {each.name: each for each in whom_to_ask(knowing, paths=["src/db/pool.py"]).people}
    assert next(reason.times for reason in people["Ben Okoye"].reasons if reason.signal == "wrote") == 5
    assert Index.objects.visible_to(knowing).get().commits == 13


def test_a_run_that_is_to_stop_stops_and_goes_on_later(
    engineer: Member, shop: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alongside.knowledge.indexing import building, reading

    monkeypatch.setattr(reading, "SLICE", 5)
    collected(engineer, shop)
    whole = {row.pk: bytes(row.packed) for row in Place.objects.visible_to(engineer)}
    with opened("a test begins again"):
        Place.objects.all().delete()
        Index.objects.all().update(through=0, commits=0, done_at=None)
    answers = iter([False])
    building.learn(engineer, lambda: next(answers, False))
    index = Index.objects.visible_to(engineer).get()
    assert (index.commits, index.done_at) == (5, None)

    building.learn(engineer, lambda: True)

    rows = {row.pk: bytes(row.packed) for row in Place.objects.visible_to(engineer)}
    assert rows.keys() == whole.keys()
    assert Index.objects.visible_to(engineer).get().commits == 12


def test_what_vanished_is_not_known_any_more(knowing: Member, shop: Made) -> None:
    first = Index.objects.visible_to(knowing).get().pk
    shop.git("reset", "--hard", "--quiet", "HEAD~9")
    collected(knowing, shop)

    index = Index.objects.visible_to(knowing).get()

    assert (index.pk == first, index.commits) == (False, 3)
    with opened("a test counts"):
        assert set(Place.objects.values_list("index", flat=True)) == {index.pk}


def test_a_rebased_copy_counts_once(engineer: Member, tmp_path: Path) -> None:
    made = Made(tmp_path / "copies")
    made.commit("Begin", {"a.py": "1\n"})
    made.git("checkout", "--quiet", "-b", "side")
    made.commit("Write it", {"b/x.py": "1\n"}, person=BEN)
    made.git("checkout", "--quiet", "main")
    made.commit("Meanwhile", {"c.py": "1\n"})
    made.git("cherry-pick", "side", date=f"{made.clock + 500} +0100")

    collected(engineer, made)

    wrote = next(each for each in whom_to_ask(engineer, paths=["b/x.py"]).people if each.name == "Ben Okoye").reasons
    assert next(reason.times for reason in wrote if reason.signal == "wrote") == 1


def test_a_commit_of_the_future_is_left_out(engineer: Member, shop: Made) -> None:
    ahead = int((timezone.now() + timedelta(days=400)).timestamp())
    shop.commit("From the future", {"src/db/pool.py": "?\n"}, person=("Eve", "eve@example.org"), date=f"{ahead} +0000")
    collected(engineer, shop)

    assert "Eve" not in [each.name for each in whom_to_ask(engineer, paths=["src/db/pool.py"]).people]


def test_a_forgotten_repository_takes_its_index_away(knowing: Member) -> None:
    repository = Repository.objects.visible_to(knowing).get()
    sources.forget_repository(knowing, repository=repository)
    assert whom_to_ask(knowing, paths=["src/db/pool.py"]).people == ()
    learned(knowing)
    assert not Place.objects.visible_to(knowing).exists()

    sources.remember_repository(knowing, repository=repository)
    learned(knowing)

    assert whom_to_ask(knowing, paths=["src/db/pool.py"]).people


def test_merging_names_needs_no_new_index(knowing: Member, shop: Made) -> None:
    shop.commit("Pool at home", {"src/db/pool.py": "home\n"}, person=("Benny", "home@example.org"))
    collected(knowing, shop)
    person = add_person(knowing, name="Ben Okoye", email="ben@example.org")

    add_identity(knowing, kind="email", value="home@example.org", person=person)

    found = whom_to_ask(knowing, paths=["src/db/pool.py"]).people
    assert [each.name for each in found if each.person] == ["Ben Okoye"]
    assert "Benny" not in [each.name for each in found]


def test_a_mailmap_that_changes_needs_no_new_index(knowing: Member, shop: Made) -> None:
    shop.commit("Map", {".mailmap": "Cleo Duarte <cleo@example.org> <ben@example.org>\n"})

    collected(knowing, shop)

    assert [each.name for each in whom_to_ask(knowing, paths=["src/db/pool.py"]).people] == ["Cleo Duarte"]


def test_another_members_repositories_say_nothing(knowing: Member, cleo: Member) -> None:
    assert indexed(cleo) == []
    assert whom_to_ask(cleo, paths=["src/db/pool.py"]).problem
