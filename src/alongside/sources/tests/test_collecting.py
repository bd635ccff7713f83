"""Runs over real repositories: what is kept, once, whatever happens to the history or to the run."""

import shutil
from pathlib import Path

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from alongside.accounts.models import Member
from alongside.evidence.models import Activity
from alongside.lib.processes import this_process
from alongside.people.actions import add_identity
from alongside.people.queries import my_identities
from alongside.sharing.door import SharedQuerySet
from alongside.sources import actions
from alongside.sources.collecting import commits, own
from alongside.sources.collecting.findings import finding
from alongside.sources.collectors.git.tests.repositories import ENGINEER, Made
from alongside.sources.models import UNWRITTEN, Author, Collection, Commit, Credit, Repository
from alongside.sources.tests.conftest import collected, run

OTHER = ("Somebody", "somebody@example.org")


def titles(member: Member) -> list[str]:
    standing = Activity.objects.visible_to(member).filter(vanished_at=None)
    return sorted(standing.values_list("title", flat=True))


def everybodys(member: Member) -> SharedQuerySet[Commit]:
    return Commit.objects.visible_to(member)


def test_everybodys_commits_are_kept_and_mine_become_evidence(engineer: Member, made: Made) -> None:
    done = collected(engineer, made)

    assert (done.state, done.new, done.kept, done.message) == ("done", 3, 2, "")
    assert (done.its_repository.commits, done.its_repository.mine) == (3, 2)
    assert everybodys(engineer).count() == 3
    assert titles(engineer) == ["Cache the price table", "Expire stale prices"]


def test_an_activity_has_the_files_tickets_and_credits_of_its_commit(engineer: Member, made: Made) -> None:
    collected(engineer, made)

    found = Activity.objects.visible_to(engineer).get(title="Expire stale prices")

    assert found.external_id == made.head()
    assert (found.source, found.origin, found.kind, found.utc_offset) == ("git", "payments", "commit", 60)
    assert found.details["files"] == [["prices.py", 0, 1]]
    assert found.details["tickets"] == ["#12"]
    assert found.details["credits"] == [["reviewer", "Mina", "mina@example.org"]]


def test_a_merge_of_mine_names_its_branch(engineer: Member, made: Made) -> None:
    made.git("checkout", "-q", "-b", "faster-prices")
    made.commit("Speed up", {"fast.py": "1\n"})
    made.git("checkout", "-q", "main")
    made.git("merge", "-q", "--no-ff", "-m", "Merge branch 'faster-prices'", "faster-prices")

    collected(engineer, made)

    merge = Activity.objects.visible_to(engineer).get(kind="merge")
    assert merge.details["branch"] == "faster-prices"
    assert len(merge.details["parents"]) == 2


def test_a_second_run_reads_only_what_is_new(engineer: Member, made: Made) -> None:
    collected(engineer, made)
    nothing = collected(engineer, made)
    made.commit("Round prices", {"prices.py": "3\n"})

    more = collected(engineer, made)

    assert (nothing.new, nothing.kept, nothing.read) == (0, 0, 0)
    assert (more.new, more.kept, more.its_repository.commits, more.its_repository.mine) == (1, 1, 4, 3)


def test_a_commit_that_was_rebased_away_is_marked_and_its_copy_is_new(engineer: Member, made: Made) -> None:
    collected(engineer, made)
    old = made.head()
    made.git("commit", "--amend", "-q", "-m", "Expire stale prices sooner")

    done = collected(engineer, made)

    assert (done.new, done.kept, done.vanished, done.its_repository.mine) == (1, 1, 1, 2)
    assert titles(engineer) == ["Cache the price table", "Expire stale prices sooner"]
    assert Activity.objects.visible_to(engineer).get(external_id=old).vanished_at
    assert everybodys(engineer).exclude(vanished_at=None).count() == 1


def test_a_commit_that_comes_back_is_unmarked(engineer: Member, made: Made) -> None:
    collected(engineer, made)
    made.git("branch", "kept-aside")
    made.git("reset", "-q", "--hard", "HEAD~2")
    made.git("branch", "-m", "kept-aside", "gone")
    made.git("update-ref", "refs/hidden/gone", "gone")
    made.git("branch", "-q", "-D", "gone")
    without = collected(engineer, made)
    made.git("branch", "again", "refs/hidden/gone")

    done = collected(engineer, made)

    assert (without.vanished, without.its_repository.mine) == (2, 1)
    assert (done.new, done.its_repository.commits, done.its_repository.mine) == (0, 3, 2)
    assert titles(engineer) == ["Cache the price table", "Expire stale prices"]
    assert not everybodys(engineer).exclude(vanished_at=None).exists()


def test_a_force_push_whose_commits_git_threw_away_is_noticed(engineer: Member, made: Made) -> None:
    collected(engineer, made)
    made.git("reset", "-q", "--hard", "HEAD~1")
    made.git("reflog", "expire", "--expire=now", "--all")
    made.git("gc", "-q", "--prune=now")
    made.commit("Begin again", {"again.py": "1\n"})

    done = collected(engineer, made)

    assert (done.new, done.vanished, done.its_repository.commits) == (1, 1, 3)
    assert titles(engineer) == ["Begin again", "Cache the price table"]


def test_two_clones_of_one_history_give_each_activity_once(engineer: Member, made: Made, tmp_path: Path) -> None:
    collected(engineer, made)
    clone = tmp_path / "clone"
    made.git("clone", "-q", str(made.folder), str(clone))

    done = collected(engineer, clone)

    assert (done.new, done.kept, done.its_repository.mine) == (3, 0, 2)
    assert Activity.objects.visible_to(engineer).count() == 2


def test_what_stands_in_another_clone_has_not_vanished(engineer: Member, made: Made, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    made.git("clone", "-q", str(made.folder), str(clone))
    collected(engineer, made)
    collected(engineer, clone)
    made.git("reset", "-q", "--hard", "HEAD~1")

    done = collected(engineer, made)

    assert done.vanished == 1
    assert titles(engineer) == ["Cache the price table", "Expire stale prices"]


def test_a_repository_that_was_moved_or_given_by_another_folder_is_the_same(engineer: Member, made: Made) -> None:
    (made.folder / "inside").mkdir()
    collected(engineer, made)

    done = collected(engineer, made.folder / "inside")

    assert done.new == 0
    assert Repository.objects.visible_to(engineer).count() == 1


def test_an_identity_that_is_added_later_makes_evidence_of_what_is_known(engineer: Member, made: Made) -> None:
    collected(engineer, made)
    add_identity(engineer, kind="name", value="somebody")
    everything = len(titles(engineer))

    (run_again,) = actions.recount_mine(engineer)
    done = run(engineer, run_again)

    assert everything == 2
    assert (done.new, done.kept, done.its_repository.mine) == (0, 1, 3)
    assert "Answer a question" in titles(engineer)


def test_an_identity_that_is_taken_back_takes_its_evidence_along(engineer: Member, made: Made) -> None:
    identity = actions.merge_identity(engineer, value=OTHER[1])
    collected(engineer, made)
    before = len(titles(engineer))

    actions.split_identity(engineer, identity=identity)
    collected(engineer, made)

    assert before == 3
    assert titles(engineer) == ["Cache the price table", "Expire stale prices"]


def test_a_part_of_an_address_or_name_is_not_me(anna: Member, made: Made) -> None:
    add_identity(anna, kind="email", value="engineer@example.or")
    add_identity(anna, kind="name", value="engine")

    done = collected(anna, made)

    assert done.its_repository.mine == 0


def test_a_changed_mailmap_moves_commits_that_are_known(engineer: Member, made: Made) -> None:
    collected(engineer, made)
    made.commit(
        "Say who is who", {".mailmap": "Engineer <engineer@example.org> <somebody@example.org>\n"}, person=OTHER
    )

    done = collected(engineer, made)

    assert done.its_repository.mine == 4
    wrote = Author.objects.visible_to(engineer).filter(authored__isnull=False)
    assert set(wrote.values_list("email", flat=True)) == {"engineer@example.org"}


def test_somebody_without_identities_is_who_commits_there(anna: Member, made: Made) -> None:
    made.git("config", "user.email", "engineer@example.org")

    done = collected(anna, made)

    assert [each.value for each in my_identities(anna)] == ["engineer@example.org"]
    assert done.its_repository.mine == 2


def test_an_empty_repository_is_done_and_says_so(engineer: Member, tmp_path: Path) -> None:
    done = collected(engineer, Made(tmp_path / "empty"))

    assert (done.state, done.message) == ("done", "This repository has no commits yet.")


def test_a_run_cut_between_two_batches_goes_on_without_doubling(
    engineer: Member, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commits, "BATCH", 1)
    collection = actions.collect(engineer, path=str(made.folder))
    with monkeypatch.context() as power:
        power.setattr(commits, "_bring_back", _cut_after(2))
        with pytest.raises(KeyboardInterrupt):
            run(engineer, collection)
    kept = everybodys(engineer).count()
    _its_process_is_gone(engineer, collection)

    again = actions.collect(engineer, path=str(made.folder))
    done = run(engineer, again)

    assert kept == 2
    assert again.pk == collection.pk
    assert (done.state, done.new, done.its_repository.commits, done.kept) == ("done", 3, 3, 2)


def test_a_run_cut_while_mine_are_read_goes_on_with_those_missing(
    engineer: Member, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own, "BATCH", 1)
    monkeypatch.setattr(own, "FIRST", 0)
    collection = actions.collect(engineer, path=str(made.folder))
    with monkeypatch.context() as power:
        calls = iter(range(9))
        power.setattr(own, "finding", lambda *a, **k: finding(*a, **k) if next(calls) < 1 else _cut())
        with pytest.raises(KeyboardInterrupt):
            run(engineer, collection)
    kept = titles(engineer)
    _its_process_is_gone(engineer, collection)

    done = run(engineer, actions.collect(engineer, path=str(made.folder)))

    assert kept == ["Expire stale prices"]
    assert (done.state, done.kept) == ("done", 2)
    assert titles(engineer) == ["Cache the price table", "Expire stale prices"]


def test_a_cancelled_run_keeps_what_it_read_and_the_next_goes_on(
    engineer: Member, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commits, "BATCH", 1)
    collection = actions.collect(engineer, path=str(made.folder))
    original = commits._bring_back
    calls = iter(range(9))

    def cancel_in_the_second_batch(*given: object) -> None:
        original(*given)  # type: ignore[arg-type]
        if next(calls) == 1:
            actions.cancel(engineer, collection=collection)

    monkeypatch.setattr(commits, "_bring_back", cancel_in_the_second_batch)
    cancelled = run(engineer, collection)
    kept = everybodys(engineer).count()
    monkeypatch.undo()

    done = collected(engineer, made)

    assert (cancelled.state, kept) == ("cancelled", 1)
    assert (done.state, done.new, done.its_repository.commits) == ("done", 2, 3)


def test_a_run_that_waits_is_cancelled_at_once(engineer: Member, made: Made) -> None:
    collection = actions.collect(engineer, path=str(made.folder))

    cancelled = actions.cancel(engineer, collection=collection)

    assert cancelled.state == "cancelled"
    assert run(engineer, cancelled).new == 0


def test_a_second_wish_for_a_run_under_way_is_the_same_run(engineer: Member, made: Made) -> None:
    first = actions.collect(engineer, path=str(made.folder))

    second = actions.collect(engineer, path=str(made.folder))

    assert first.pk == second.pk
    assert run(engineer, second).new == 3
    assert run(engineer, first).new == 3


def test_a_repository_that_is_gone_when_the_run_begins_fails_with_a_reason(engineer: Member, made: Made) -> None:
    collection = actions.collect(engineer, path=str(made.folder))
    shutil.rmtree(made.folder)

    failed = run(engineer, collection)

    assert failed.state == "failed"
    assert failed.message.startswith("There is no folder")


def test_a_broken_repository_fails_and_keeps_what_was_read(engineer: Member, made: Made) -> None:
    collected(engineer, made)
    tip = made.commit("Lost", {"lost.py": "1\n"})
    loose = made.folder / ".git" / "objects" / tip[:2] / tip[2:]
    loose.unlink()

    failed = collected(engineer, made)

    assert failed.state == "failed"
    assert "git fsck" in failed.message
    assert titles(engineer) == ["Cache the price table", "Expire stale prices"]


def test_a_task_that_breaks_says_so(engineer: Member, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commits, "_bring_back", lambda *given: 1 / 0)

    failed = collected(engineer, made)

    assert failed.state == "failed"
    assert "division by zero" in failed.message
    assert everybodys(engineer).count() == 0


def test_a_stranger_sees_nothing_of_it(engineer: Member, dan: Member, cleo: Member, made: Made) -> None:
    collected(engineer, made)

    for stranger in (dan, cleo):
        for noun in (Repository, Author, Commit, Credit, Collection):
            assert not noun.objects.visible_to(stranger).exists()


def test_two_members_may_read_the_same_repository(engineer: Member, cleo: Member, made: Made) -> None:
    add_identity(cleo, kind="email", value=OTHER[1])
    collected(engineer, made)

    done = collected(cleo, made)

    assert (done.new, done.its_repository.mine) == (3, 1)
    assert titles(cleo) == ["Answer a question"]
    assert ENGINEER[1] not in {each.value for each in my_identities(cleo)}


def _cut(*given: object) -> None:
    raise KeyboardInterrupt


def _cut_after(batches: int):  # type: ignore[no-untyped-def]
    calls = iter(range(99))
    return lambda *given: _cut() if next(calls) >= batches else None


def _its_process_is_gone(member: Member, collection: Collection) -> None:
    host = this_process().rpartition("/")[0]
    Collection.objects.visible_to(member).filter(pk=collection.pk).update(process=f"{host}/999999999:1")


def test_a_run_whose_end_found_no_room_is_told_and_taken_up_by_the_same_process(
    engineer: Member, made: Made, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    collection = actions.collect(engineer, path=str(made.folder))
    rows = Collection.objects.visible_to(engineer).filter(pk=collection.pk)
    rows.update(process=this_process(), started_at=collection.asked_at)
    UNWRITTEN[collection.pk] = "Make room."
    told = rows.get()
    stopped = (told.state, told.told, told.under_way)

    with django_capture_on_commit_callbacks() as committed:
        actions.collect(engineer, path=str(made.folder))
    committed[0]()
    done = run(engineer, collection)

    assert stopped == ("failed", "Make room.", False)
    assert (done.pk, done.state, done.told, done.new) == (collection.pk, "done", "", 3)


def test_everybodys_credits_are_kept_once_with_whom_mailmap_says(engineer: Member, made: Made) -> None:
    body = "Reviewed-by: Mina <mina@old.example.org>\nHelped-by: Mina <mina@old.example.org>\nReported-by: A login"
    made.commit(f"Answer again\n\n{body}\nSigned-off-by: Boss <boss@example.org>", person=OTHER)
    made.commit("Say who is who", {".mailmap": "Mina <mina@example.org> <mina@old.example.org>\n"}, person=OTHER)
    collected(engineer, made)
    Repository.objects.visible_to(engineer).update(fingerprint="", tips=[])

    collected(engineer, made)

    named = Credit.objects.visible_to(engineer).values_list("commit__subject", "role", "person__name", "person__email")
    assert sorted(named) == [
        ("Answer again", "helper", "Mina", "mina@example.org"),
        ("Answer again", "reporter", "A login", ""),
        ("Answer again", "reviewer", "Mina", "mina@example.org"),
        ("Expire stale prices", "reviewer", "Mina", "mina@example.org"),
    ]
