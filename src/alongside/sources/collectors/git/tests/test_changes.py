from pathlib import Path

import pytest

from alongside.sources.collectors.git import changes, process
from alongside.sources.collectors.git.changes import FileChange, read_lines, read_paths, read_whole
from alongside.sources.collectors.git.history import read_commits
from alongside.sources.collectors.git.repository import describe

from .repositories import Made, git, gits_at_work


def lines(made: Made, *hashes: str) -> dict[str, tuple[FileChange, ...]]:
    return dict(read_lines(describe(made.folder), hashes))


def paths(made: Made, *hashes: str) -> dict[str, tuple[str, ...]]:
    return dict(read_paths(describe(made.folder), hashes))


def test_lines_are_counted_per_file_and_a_root_adds_all(made: Made) -> None:
    first = made.commit(files={"a.py": "1\n2\n", "b.py": "1\n"})
    second = made.commit(files={"a.py": "1\n3\n4\n", "b.py": None})

    assert lines(made, second, first) == {
        second: (FileChange("a.py", None, 2, 1, binary=False), FileChange("b.py", None, 0, 1, binary=False)),
        first: (FileChange("a.py", None, 2, 0, binary=False), FileChange("b.py", None, 1, 0, binary=False)),
    }
    assert paths(made, second, first) == {second: ("a.py", "b.py"), first: ("a.py", "b.py")}


def test_answers_come_in_the_order_of_the_question(made: Made) -> None:
    hashes = [made.commit(files={"a": f"{number}\n"}) for number in range(6)]
    asked = [hashes[3], hashes[0], hashes[5], hashes[1]]

    assert list(lines(made, *asked)) == list(paths(made, *asked)) == asked


def test_a_rename_keeps_its_old_path(made: Made) -> None:
    text = "".join(f"line {number}\n" for number in range(20))
    made.commit(files={"old.py": text})
    moved = made.commit(files={"old.py": None, "new.py": text + "more\n"})

    assert lines(made, moved) == {moved: (FileChange("new.py", "old.py", 1, 0, binary=False),)}
    assert paths(made, moved) == {moved: ("new.py", "old.py")}


def test_a_binary_file_has_no_lines(made: Made) -> None:
    head = made.commit(files={"logo.png": b"\0\1\2", "a": "1\n"})

    assert lines(made, head)[head] == (
        FileChange("a", None, 1, 0, binary=False),
        FileChange("logo.png", None, 0, 0, binary=True),
    )


def test_a_commit_that_changes_nothing_is_answered_too(made: Made) -> None:
    first, second = made.commit(), made.commit()

    assert lines(made, second, first) == {second: (), first: ()}
    assert paths(made, second, first) == {second: (), first: ()}


def test_a_merge_has_no_changes_of_its_own(made: Made) -> None:
    base = made.commit(files={"a": "1\n"})
    made.git("checkout", "--quiet", "-b", "topic")
    topic = made.commit(files={"b": "1\n"})
    made.git("checkout", "--quiet", "main")
    made.commit(files={"c": "1\n"})
    made.git("merge", "--quiet", "-m", "Merge", "topic")
    merge = made.head()

    assert lines(made, merge, topic, base)[merge] == ()
    assert [change.path for change in lines(made, topic)[topic]] == ["b"]


def test_settings_of_the_repository_change_no_count(made: Made) -> None:
    first = made.commit(files={"src/a.py": "1\n"})
    settings = {
        "log.showRoot": "false",
        "log.diffMerges": "on",
        "diff.renames": "copies",
        "diff.relative": "true",
        "diff.noprefix": "true",
        "diff.ignoreSubmodules": "all",
        "diff.orderFile": "missing",
        "diff.external": "false",
        "color.ui": "always",
        "format.pretty": "fuller",
        "core.quotePath": "true",
    }
    for key, value in settings.items():
        made.git("config", key, value)

    assert lines(made, first) == {first: (FileChange("src/a.py", None, 1, 0, binary=False),)}
    assert paths(made, first) == {first: ("src/a.py",)}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("two\nlines", "two\nlines"),
        ("\nM", "\nM"),
        ("M", "M"),
        ("tab\there", "tab\there"),
        ("f" * 40, "f" * 40),
        ("1\t2\tx", "1\t2\tx"),
        ('"quoted"', '"quoted"'),
        ("-dash", "-dash"),
        ("größe/日本.txt", "größe/日本.txt"),
        ("größe".encode("latin-1"), "größe"),
        (b"\xff\xfe", "ÿþ"),
        (b"\x81", "\x81"),
    ],
)
def test_names_of_any_bytes(made: Made, name: str | bytes, text: str) -> None:
    first = made.commit(files={"a": "1\n"})
    head = made.commit(files={name: "1\n", "z": "2\n"})

    assert {change.path for change in lines(made, head, first)[head]} == {text, "z"}
    assert set(paths(made, head, first)[head]) == {text, "z"}
    assert set(lines(made, head, first)) == {head, first}


def test_a_renamed_file_of_odd_names_keeps_the_framing(made: Made) -> None:
    text = "".join(f"line {number}\n" for number in range(20))
    first = made.commit(files={"f" * 40: text})
    moved = made.commit(files={"f" * 40: None, "\nnew\t1": text})

    assert lines(made, moved, first)[moved] == (FileChange("\nnew\t1", "f" * 40, 0, 0, binary=False),)


def test_a_submodule_that_moves_is_one_line_each_way(made: Made, tmp_path: Path) -> None:
    library = Made(tmp_path / "library")
    library.commit(files={"lib.py": "1\n"})
    made.git("submodule", "--quiet", "add", str(library.folder), "lib")
    made.commit("Add")
    library.commit(files={"lib.py": "2\n"})
    git(made.folder / "lib", "pull", "--quiet", "origin", "main")
    made.git("add", "lib")
    moved = made.commit("Move")

    assert lines(made, moved)[moved] == (FileChange("lib", None, 1, 1, binary=False),)


def test_where_a_shallow_clone_ends_nothing_is_known_to_have_changed(made: Made, tmp_path: Path) -> None:
    made.commit(files={"a": "1\n"})
    middle = made.commit(files={"b": "1\n"})
    head = made.commit(files={"c": "1\n"})
    git(tmp_path, "clone", "--quiet", "--depth=2", f"file://{made.folder}", "short")
    repository = describe(tmp_path / "short")

    changed = dict(read_paths(repository, [commit.hash for commit in read_commits(repository)]))

    assert changed == {head: ("c",), middle: ()}


def test_commits_that_are_gone_are_left_out(made: Made) -> None:
    head = made.commit(files={"a": "1\n"})

    assert lines(made, "1" * 40, head, "2" * 40) == {head: (FileChange("a", None, 1, 0, binary=False),)}
    assert paths(made, "1" * 40) == {}
    assert lines(made) == {}


def test_a_sha_256_repository_is_read_too(tmp_path: Path) -> None:
    made = Made(tmp_path / "new", "--object-format=sha256")
    head = made.commit(files={"a": "1\n"})

    assert lines(made, head)[head][0].path == "a"
    assert paths(made, head) == {head: ("a",)}


def test_a_clone_without_files_still_tells_paths(made: Made, tmp_path: Path) -> None:
    made.git("config", "uploadpack.allowFilter", "true")
    head = made.commit(files={"a": "1\n"})
    git(tmp_path, "clone", "--quiet", "--bare", "--filter=blob:none", f"file://{made.folder}", "thin.git")
    repository = describe(tmp_path / "thin.git")

    assert repository.partial
    assert dict(read_paths(repository, [head])) == {head: ("a",)}


def test_gits_that_take_turns_say_what_one_says(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_PART", 2)
    hashes = [made.commit(f"Step {number}", {f"{number}.py": f"{number}\n"}) for number in range(9)]
    asked = [*hashes[5:], "1" * 40, "2" * 40, *hashes[:4], made.commit("Nothing")]
    repository = describe(made.folder)

    whole = list(read_whole(repository, asked))

    assert [(commit.hash, files) for commit, files in whole] == list(read_lines(repository, asked))
    assert [commit.subject for commit, _ in whole] == [f"Step {number}" for number in (5, 6, 7, 8, 0, 1, 2, 3)] + [
        "Nothing"
    ]


def test_a_turn_of_nothing_but_what_is_gone_is_passed_over(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_PART", 1)
    first, second = made.commit("One"), made.commit("Two")
    gone = [f"{number}" * 40 for number in range(1, 4)]

    whole = read_whole(describe(made.folder), [gone[0], first, gone[1], gone[2], second])

    assert [commit.subject for commit, _ in whole] == ["One", "Two"]
    assert not list(read_whole(describe(made.folder), gone))
    assert not list(read_whole(describe(made.folder), []))


def test_gits_that_take_turns_are_gone_when_their_reader_is(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_PART", 1)
    monkeypatch.setattr(process, "_CHUNKS_AHEAD", 1)
    hashes = [made.commit("Big\n\n" + f"{number}" * 4_000_000) for number in range(6)]
    reading = read_whole(describe(made.folder), hashes)
    next(reading)
    assert len(gits_at_work()) == 2

    reading.close()

    assert not gits_at_work()
