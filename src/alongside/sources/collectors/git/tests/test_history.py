import gc
import os
import signal
import tracemalloc
from contextlib import closing
from pathlib import Path

import pytest

from alongside.sources.collectors.git.history import Commit, Identity, read_commits
from alongside.sources.collectors.git.problems import BrokenRepository, GitStopped
from alongside.sources.collectors.git.repository import describe
from alongside.sources.collectors.git.walking import count_new, reachable

from .repositories import Made, git, gits_at_work


def read(made: Made) -> list[Commit]:
    return list(read_commits(describe(made.folder)))


def only(made: Made) -> Commit:
    (commit,) = read(made)
    return commit


def test_a_commit_comes_with_all_its_parts(made: Made) -> None:
    first = made.commit()
    head = made.commit("Subject\n\nBody, line one.\nLine two.\n\nFixes: #12\n", date="1700000100 -0330")

    commit = read(made)[0]

    assert (commit.hash, commit.parents, commit.merge) == (head, (first,), False)
    assert commit.author == commit.committer_raw == Identity("Engineer", "engineer@example.org")
    assert (commit.authored_at, commit.author_offset) == (1_700_000_100, -210)
    assert commit.subject == "Subject"
    assert commit.body == "Body, line one.\nLine two.\n\nFixes: #12"
    assert commit.trailers == [("Fixes", "#12")]


def test_newest_come_first_and_the_order_holds(made: Made) -> None:
    hashes = [made.commit(f"Step {number}") for number in range(5)]

    assert [commit.hash for commit in read(made)] == hashes[::-1]


def test_the_mailmap_maps_and_the_raw_identity_stays(made: Made) -> None:
    made.write(".mailmap", "Engineer <engineer@example.org> <OLD@example.org>\n")
    made.commit(person=("Eng", "old@example.org"))

    commit = only(made)

    assert commit.author == Identity("Engineer", "engineer@example.org")
    assert commit.author_raw == Identity("Eng", "old@example.org")


def test_a_bare_repository_uses_the_mailmap_of_its_head(made: Made, tmp_path: Path) -> None:
    made.commit(
        person=("Eng", "old@example.org"), files={".mailmap": "Engineer <engineer@example.org> <old@example.org>\n"}
    )
    git(tmp_path, "clone", "--quiet", "--bare", str(made.folder), "bare.git")

    (commit,) = read_commits(describe(tmp_path / "bare.git"))

    assert commit.author.email == "engineer@example.org"


def test_a_second_run_reads_only_what_is_new(made: Made) -> None:
    made.commit()
    before = describe(made.folder)
    new = made.commit("New")
    after = describe(made.folder)

    assert [commit.hash for commit in read_commits(after, known_tips=before.tips)] == [new]
    assert count_new(after, known_tips=before.tips) == 1
    assert count_new(after) == 2


def test_known_tips_that_are_gone_or_nonsense_do_no_harm(made: Made) -> None:
    head = made.commit()
    repository = describe(made.folder)
    gone = ["1" * 40]

    assert [commit.hash for commit in read_commits(repository, known_tips=gone)] == [head]
    assert count_new(repository, known_tips=gone) == 1


def test_after_a_force_push_the_old_commit_is_no_longer_reachable(made: Made) -> None:
    base = made.commit()
    old = made.commit("Old")
    tips = describe(made.folder).tips
    made.git("reset", "--quiet", "--hard", base)
    new = made.commit("New")
    made.git("reflog", "expire", "--expire=now", "--all")
    made.git("gc", "--quiet", "--prune=now")
    repository = describe(made.folder)

    assert {commit.hash for commit in read_commits(repository, known_tips=tips)} == {new, base}
    assert set(reachable(repository)) == {new, base}
    assert old not in set(reachable(repository))


def test_a_run_cut_short_goes_on_with_what_is_missing(made: Made) -> None:
    for number in range(10):
        made.commit(f"Step {number}")
    repository = describe(made.folder)
    with closing(read_commits(repository)) as commits:
        kept = {next(commits).hash for _ in range(4)}

    rest = [commit.hash for commit in read_commits(repository, skip=kept)]

    assert len(rest) == 6
    assert not kept & set(rest)


def test_an_octopus_has_all_its_parents(made: Made) -> None:
    base = made.commit()
    for name in ("one", "two", "three"):
        made.git("checkout", "--quiet", "-b", name, base)
        made.commit(files={name: "1\n"})
    made.git("merge", "--quiet", "-m", "Octopus", "one", "two")

    commit = next(commit for commit in read(made) if commit.subject == "Octopus")

    assert commit.merge
    assert len(commit.parents) == 3


def test_several_roots_are_all_read(made: Made) -> None:
    made.commit("First root")
    made.git("checkout", "--quiet", "--orphan", "second")
    made.commit("Second root")

    assert {commit.subject for commit in read(made) if not commit.parents} == {"First root", "Second root"}


def test_remote_branches_and_tags_are_read_but_not_notes_or_pull_requests(made: Made) -> None:
    base = made.commit()
    for ref in ("refs/remotes/origin/x", "refs/tags/t", "refs/pull/1/head", "refs/stash"):
        made.git("checkout", "--quiet", "--detach", base)
        made.git("update-ref", ref, made.commit(ref))
    made.git("checkout", "--quiet", "main")

    assert {commit.subject for commit in read(made)} == {"A step", "refs/remotes/origin/x", "refs/tags/t"}


def test_a_tag_of_a_file_is_passed_over(made: Made) -> None:
    head = made.commit(files={"key": "1\n"})
    made.git("tag", "key", made.git("rev-parse", "HEAD:key"))

    assert [commit.hash for commit in read(made)] == [head]


def test_replaced_and_grafted_commits_are_read_as_they_were(made: Made) -> None:
    first = made.commit("First")
    second = made.commit("Second")
    other = made.git("commit-tree", "-m", "Swapped", f"{first}^{{tree}}")
    made.git("replace", second, other)
    (made.folder / ".git" / "info" / "grafts").write_text(f"{second}\n")

    assert [(commit.subject, commit.parents) for commit in read(made)] == [("Second", (first,)), ("First", ())]


@pytest.mark.parametrize(
    ("raw", "extra", "text"),
    [
        ("Größe".encode(), b"", "Größe"),
        ("Größe".encode("latin-1"), b"", "Größe"),
        ("Größe".encode("latin-1"), b"encoding ISO-8859-1", "Größe"),
        ("“10 €”".encode("cp1252"), b"", "“10 €”"),
        ("日本".encode("shift-jis"), b"encoding Shift_JIS", "日本"),
        ("日本".encode("iso-2022-jp"), b"encoding ISO-2022-JP", "日本"),
        ("Größe".encode(), b"encoding no-such-thing", "Größe"),
        (b"+2AA-", b"encoding utf-7", "+2AA-"),
        (b"\x81\xfc", b"", "\x81ü"),
    ],
)
def test_messages_and_names_in_odd_encodings(made: Made, raw: bytes, extra: bytes, text: str) -> None:
    made.raw_commit(author=raw + b" <a@example.org> 1700000000 +0000", extra=extra, message=raw + b"\n\n" + raw + b"\n")

    commit = only(made)

    assert (commit.author.name, commit.subject, commit.body) == (text, text, text)


def test_one_odd_commit_leaves_its_neighbours_alone(made: Made) -> None:
    first = made.raw_commit(message="Schön eins".encode())
    second = made.raw_commit(message="Schön zwei".encode("latin-1"), parents=[first])
    made.raw_commit(message="Schön drei".encode("utf-16-le")[1:].replace(b"\0", b"") + b"!", parents=[second])

    assert {commit.subject for commit in read(made)} >= {"Schön eins", "Schön zwei"}
    assert len(read(made)) == 3


def test_a_nul_in_a_message_breaks_no_framing(made: Made) -> None:
    first = made.raw_commit(message=b"One\0hidden\0" + b"f" * 40 + b"\0")
    made.raw_commit(message=b"Two\n", parents=[first])

    assert [commit.subject for commit in read(made)] == ["Two", "One"]


def test_a_message_of_ten_megabytes_is_read_whole(made: Made) -> None:
    first = made.raw_commit(message=b"Long\n\n" + b"word " * 2_000_000)
    made.raw_commit(message=b"Short\n", parents=[first])

    short, long = read(made)

    assert (short.subject, long.subject) == ("Short", "Long")
    assert len(long.body) == 10_000_000


@pytest.mark.parametrize(
    ("date", "seconds", "offset"),
    [
        (b"-86400 +0100", -86_400, 60),
        (b"0 +0000", 0, 0),
        (b"4102444800 +0000", 4_102_444_800, 0),
        (b"99999999999999 +0000", 253_402_214_399, 0),
        (b"99999999999999999999999 +0000", 253_402_214_399, 0),
        (b"-99999999999999999999999 +0000", -62_135_510_400, 0),
        (b"1700000000 +51800", 1_700_000_000, 0),
        (b"1700000000 +0545", 1_700_000_000, 345),
        (b"1700000000 -1200", 1_700_000_000, -720),
        (b"1700000000 +1400", 1_700_000_000, 840),
        (b"1700000000 -2359", 1_700_000_000, 0),
        (b"1700000000 CEST", 1_700_000_000, 0),
        (b"1700000000", 1_700_000_000, 0),
        (b"yesterday", 0, 0),
        (b"", 0, 0),
    ],
)
def test_dates_that_git_itself_reads_wrongly(made: Made, date: bytes, seconds: int, offset: int) -> None:
    made.raw_commit(author=b"Engineer <engineer@example.org> " + date)

    commit = only(made)

    assert (commit.authored_at, commit.author_offset) == (seconds, offset)
    assert commit.author == Identity("Engineer", "engineer@example.org")
    assert commit.committed_at == 1_700_000_000


@pytest.mark.parametrize(
    "author", [b"", b"<> 1 +0000", b"Nobody", b"A < B <a@example.org> 5 +0000", b"a <b> <c> 7 +0000"]
)
def test_broken_identities_break_nothing_else(made: Made, author: bytes) -> None:
    made.raw_commit(author=author, message=b"Still here\n")

    assert only(made).subject == "Still here"


@pytest.mark.parametrize(
    ("message", "subject", "body"),
    [
        ("", "", ""),
        ("\n\nLate\n", "Late", ""),
        ("One\ntwo\n\nBody\n", "One two", "Body"),
        ("One\r\n\r\nBody\r\nmore\r\n", "One", "Body\nmore"),
        ("One\n   \nBody", "One", "Body"),
        ("One\n\n\n\n  Indented\n", "One", "  Indented"),
    ],
)
def test_subject_and_body_are_told_apart(made: Made, message: str, subject: str, body: str) -> None:
    made.raw_commit(message=message.encode())

    commit = only(made)

    assert (commit.subject, commit.body) == (subject, body)


def test_a_shallow_clone_that_is_deepened_is_read_again_from_the_start(made: Made, tmp_path: Path) -> None:
    for number in range(3):
        made.commit(f"Step {number}")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{made.folder}", "short")
    short = describe(tmp_path / "short")
    kept = {commit.hash for commit in read_commits(short)}
    git(tmp_path / "short", "fetch", "--quiet", "--unshallow")
    deep = describe(tmp_path / "short")

    rest = list(read_commits(deep, known_tips=short.tips if deep.horizon == short.horizon else (), skip=kept))

    assert len(kept) == 1
    assert len(rest) == 2
    assert deep.fingerprint != short.fingerprint


def test_a_history_with_a_hole_gives_what_is_before_it_and_says_so(made: Made) -> None:
    lost = made.commit("Lost")
    made.commit("Near")
    made.commit("Kept")
    made.git("reflog", "expire", "--expire=now", "--all")
    (made.folder / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    commits = read_commits(describe(made.folder))

    first = next(commits)

    assert first.subject == "Kept"
    with pytest.raises(BrokenRepository, match="git fsck"):
        list(commits)


def test_a_missing_tip_is_told_after_the_rest_is_read(made: Made) -> None:
    whole = made.commit("Whole")
    _second_branch(made).unlink()
    commits = read_commits(describe(made.folder))

    first = next(commits)

    assert first.hash == whole
    with pytest.raises(BrokenRepository, match="refs/heads/hurt"):
        list(commits)


@pytest.mark.parametrize("damage", [b"", b"garbage"])
def test_a_damaged_commit_is_told(made: Made, damage: bytes) -> None:
    made.commit("Whole")
    file = _second_branch(made)
    file.unlink()
    file.write_bytes(damage)

    with pytest.raises(BrokenRepository, match="git fsck"):
        list(read_commits(describe(made.folder)))


def _second_branch(made: Made) -> Path:
    """The file of the only commit of a branch beside main."""
    made.git("checkout", "--quiet", "-b", "hurt")
    hurt = made.commit("Hurt")
    made.git("checkout", "--quiet", "main")
    return made.folder / ".git" / "objects" / hurt[:2] / hurt[2:]


def test_closing_early_leaves_no_git_behind(made: Made) -> None:
    big = made.raw_commit(message=b"Big\n\n" + b"x" * 9_000_000)
    made.raw_commit(message=b"Small\n\n" + b"y" * 2_000_000, parents=[big])
    commits = read_commits(describe(made.folder))
    next(commits)
    assert gits_at_work()

    commits.close()
    gc.collect()

    assert not gits_at_work()


def test_a_git_that_is_killed_is_told_as_a_stop(made: Made) -> None:
    big = made.raw_commit(message=b"Big\n\n" + b"x" * 9_000_000)
    made.raw_commit(message=b"Small\n\n" + b"y" * 2_000_000, parents=[big])
    commits = read_commits(describe(made.folder))
    next(commits)

    for child in gits_at_work():
        os.kill(child, signal.SIGKILL)

    with pytest.raises(GitStopped, match="collect again"):
        list(commits)


def test_memory_does_not_grow_with_the_history(tmp_path: Path) -> None:
    repository = describe(_long(tmp_path / "long", 20_000).folder)
    tracemalloc.start()

    count = sum(1 for _ in read_commits(repository))

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 40_000_000


def _long(folder: Path, count: int) -> Made:
    made = Made(folder)
    lines = []
    for number in range(count):
        text = f"Step {number}\n\n" + "words of some length " * 20
        lines.append(
            f"commit refs/heads/main\ncommitter Engineer <engineer@example.org> {number + 10} +0000\n"
            f"data {len(text)}\n{text}\n"
        )
    made.git("fast-import", "--quiet", feed="".join(lines).encode())
    return made
