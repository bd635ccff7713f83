import os
from pathlib import Path

import pytest

from alongside.sources.collectors.git.history import read_commits
from alongside.sources.collectors.git.problems import (
    BrokenRepository,
    GitMissing,
    GitProblem,
    NotARepository,
    UnsafeRepository,
)
from alongside.sources.collectors.git.remote import website, without_credentials
from alongside.sources.collectors.git.repository import describe

from .repositories import Made, git


def test_a_clone_says_its_name_tips_and_whose_it_is(made: Made) -> None:
    head = made.commit()
    made.git("tag", "-a", "-m", "One", "v1")
    made.git("config", "user.email", "engineer@example.org")

    repository = describe(made.folder)

    assert repository.name == "project"
    assert repository.refs["HEAD"] == repository.refs["refs/heads/main"] == head
    assert set(repository.refs) == {"HEAD", "refs/heads/main", "refs/tags/v1"}
    assert repository.user_email == "engineer@example.org"
    assert (repository.bare, repository.shallow, repository.partial) == (False, False, False)
    assert repository.object_format == "sha1"


def test_a_bare_repository_is_named_without_its_ending(tmp_path: Path) -> None:
    made = Made(tmp_path / "shop.git", "--bare")

    repository = describe(made.folder)

    assert (repository.name, repository.bare, repository.git_dir) == ("shop", True, made.folder)


def test_a_bare_repository_whose_name_says_nothing_is_named_after_its_folder(tmp_path: Path) -> None:
    bare = Made(tmp_path / "shop" / "repo.git", "--bare").folder
    work = Made(tmp_path / "repo").folder

    assert describe(bare).name == "shop"
    assert describe(work).name == "repo"


def test_a_subfolder_and_its_git_folder_are_the_same_repository(made: Made) -> None:
    made.commit(files={"src/one.py": "1\n"})

    top, inside, git_folder = (describe(made.folder / part) for part in ("", "src", ".git"))

    assert top == inside == git_folder


def test_a_second_work_tree_is_the_same_repository_with_its_own_head(made: Made, tmp_path: Path) -> None:
    first = made.commit()
    made.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "other"))
    made.commit()

    other = describe(tmp_path / "other")

    assert other.git_dir == describe(made.folder).git_dir
    assert (other.name, other.refs["HEAD"]) == ("project", first)
    assert len(list(read_commits(other))) == 2


def test_an_empty_repository_has_no_tips(made: Made) -> None:
    repository = describe(made.folder)

    assert repository.refs == {}
    assert list(read_commits(repository)) == []


def test_a_sha_256_repository_says_so(tmp_path: Path) -> None:
    made = Made(tmp_path / "new", "--object-format=sha256")
    head = made.commit()

    repository = describe(made.folder)

    assert repository.object_format == "sha256"
    assert [commit.hash for commit in read_commits(repository)] == [head]
    assert len(head) == 64


def test_the_fingerprint_changes_with_commits_branches_and_mailmap_only(made: Made) -> None:
    made.commit()
    marks = [describe(made.folder).fingerprint, describe(made.folder).fingerprint]
    made.write("other.txt", "not committed")
    marks.append(describe(made.folder).fingerprint)
    assert len(set(marks)) == 1

    made.commit()
    marks.append(describe(made.folder).fingerprint)
    made.git("branch", "topic")
    marks.append(describe(made.folder).fingerprint)
    made.write(".mailmap", "Engineer <engineer@example.org> <old@example.org>\n")
    marks.append(describe(made.folder).fingerprint)

    assert len(set(marks)) == 4


def test_a_path_that_begins_with_a_dash_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Made(tmp_path / "--exec=touch").commit()
    monkeypatch.chdir(tmp_path)

    assert describe("--exec=touch").name == "--exec=touch"


def test_a_folder_whose_name_has_a_newline_is_read(tmp_path: Path) -> None:
    made = Made(tmp_path / "two\nlines")
    made.commit()

    repository = describe(made.folder)

    assert repository.name == "two\nlines"
    assert len(list(read_commits(repository))) == 1


@pytest.mark.parametrize("name", ["missing", "plain", "file.txt"])
def test_what_is_no_repository_is_told_so_with_its_path(tmp_path: Path, name: str) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "file.txt").write_text("text")

    with pytest.raises(NotARepository, match=name):
        describe(tmp_path / name)


def test_a_folder_name_that_is_no_text_is_refused_with_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()

    with pytest.raises(GitProblem, match="café"):
        describe(folder)


def test_a_repository_that_lost_its_head_file_is_broken(made: Made) -> None:
    made.commit()
    (made.folder / ".git" / "HEAD").unlink()

    with pytest.raises(BrokenRepository, match="git fsck"):
        describe(made.folder)


def test_a_config_with_an_error_is_told_in_words_of_git(made: Made) -> None:
    (made.folder / ".git" / "config").write_text("[core\n")

    with pytest.raises(BrokenRepository, match="config"):
        describe(made.folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_repository_of_another_user_asks_for_trust(made: Made) -> None:
    made.commit()
    for folder, _, _ in os.walk(made.folder):
        os.chown(folder, 12345, 12345)

    with pytest.raises(UnsafeRepository, match=r"safe\.directory"):
        describe(made.folder)


def test_a_machine_without_git_is_told_to_install_it(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(GitMissing, match="install git"):
        describe(made.folder)


def test_no_setting_of_the_repository_starts_a_program(made: Made, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch '{trap}'\n")
    script.chmod(0o755)
    head = made.commit(files={"a.txt": "1\n", ".gitattributes": "*.txt diff=trap\n"})
    for key in (
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "diff.trap.textconv",
        "gpg.program",
        "core.sshCommand",
    ):
        made.git("config", key, str(script))
    made.git("config", "log.showSignature", "true")

    repository = describe(made.folder)
    read = list(read_commits(repository))

    assert [commit.hash for commit in read] == [head]
    assert not trap.exists()


def test_the_environment_does_not_lead_to_another_repository(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = made.commit()
    other = Made(tmp_path / "other")
    other.commit("Elsewhere")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))

    assert describe(made.folder).refs["HEAD"] == head


def test_a_detached_head_is_a_tip(made: Made) -> None:
    made.commit()
    made.git("checkout", "--quiet", "--detach")
    alone = made.commit("Alone")

    repository = describe(made.folder)

    assert repository.refs["HEAD"] == alone
    assert alone in {commit.hash for commit in read_commits(repository)}


def test_a_submodule_is_a_repository_of_its_own(made: Made, tmp_path: Path) -> None:
    library = Made(tmp_path / "library")
    library.commit(files={"lib.py": "1\n"})
    made.git("submodule", "--quiet", "add", str(library.folder), "vendor/library")
    made.commit("Add the library")

    assert describe(made.folder / "vendor" / "library").name == "library"


def test_a_remote_is_shown_without_its_token(made: Made) -> None:
    made.git("remote", "add", "origin", "https://someone:token@example.org:8443/shop/web.git")

    repository = describe(made.folder)

    assert repository.remote_url == "https://example.org:8443/shop/web.git"
    assert repository.web_url == "https://example.org:8443/shop/web"


@pytest.mark.parametrize(
    ("url", "shown", "web"),
    [
        ("git@example.org:shop/web.git", "git@example.org:shop/web.git", "https://example.org/shop/web"),
        (
            "ssh://git:pass@example.org:2222/shop/web",
            "ssh://git@example.org:2222/shop/web",
            "https://example.org/shop/web",
        ),
        ("https://token@example.org/shop/web/", "https://example.org/shop/web/", "https://example.org/shop/web"),
        (
            "https://example.org/shop/web?private_token=x",
            "https://example.org/shop/web",
            "https://example.org/shop/web",
        ),
        ("/srv/git/web.git", "/srv/git/web.git", ""),
        ("../web", "../web", ""),
        ("file:///srv/web.git", "file:///srv/web.git", ""),
        ("ext::sh -c evil", "", ""),
        ("https://exa mple.org/x", "https://exa mple.org/x", ""),
        ("https://[broken/x", "", ""),
        ('https://example.org/"><script>', 'https://example.org/"><script>', ""),
        ("", "", ""),
    ],
)
def test_addresses_of_remotes(url: str, shown: str, web: str) -> None:
    assert without_credentials(url) == shown
    assert website(url) == web


def test_a_shallow_clone_says_where_it_ends(made: Made, tmp_path: Path) -> None:
    made.commit(files={"a": "1\n"})
    head = made.commit(files={"b": "1\n"})
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{made.folder}", "short")

    repository = describe(tmp_path / "short")

    assert repository.shallow
    assert repository.horizon == {head}
