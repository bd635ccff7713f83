"""Makes odd repositories for tests, with git itself; identity and dates come from the environment."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

ENGINEER = ("Engineer", "engineer@example.org")
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


class Made:
    """A repository under construction."""

    def __init__(self, folder: Path, *init: str) -> None:
        self.folder = folder
        self.clock = 1_700_000_000
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "-b", "main", *init)

    def git(self, *arguments: str, feed: bytes = b"", person: tuple[str, str] = ENGINEER, date: str = "") -> str:
        return git(self.folder, *arguments, feed=feed, person=person, date=date or f"{self.clock} +0100")

    def commit(
        self,
        message: str | bytes = "A step",
        files: dict[str | bytes, bytes | str | None] | None = None,
        *,
        person: tuple[str, str] = ENGINEER,
        date: str = "",
    ) -> str:
        """A commit on the branch checked out; a file that is None goes."""
        for name, content in (files or {}).items():
            self.write(name, content)
        self.clock += 60
        if files:
            self.git("add", "-A")
        raw = message.encode() if isinstance(message, str) else message
        arguments = ("commit", "--quiet", "--allow-empty", "--allow-empty-message", "--cleanup=verbatim", "-F", "-")
        self.git(*arguments, feed=raw, person=person, date=date)
        return self.head()

    def write(self, name: str | bytes, content: bytes | str | None) -> None:
        path = self.folder / os.fsdecode(name)
        if content is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def raw_commit(
        self,
        *,
        author: bytes = b"Engineer <engineer@example.org> 1700000000 +0100",
        committer: bytes = b"Engineer <engineer@example.org> 1700000000 +0100",
        extra: bytes = b"",
        message: bytes = b"Odd\n",
        parents: Sequence[str] = (),
    ) -> str:
        """A commit of the empty tree written byte by byte, main set to it."""
        tree = self.git("mktree")
        lines = [b"tree " + tree.encode(), *(b"parent " + parent.encode() for parent in parents)]
        lines += [b"author " + author, b"committer " + committer, *([extra] if extra else [])]
        whole = b"\n".join(lines) + b"\n\n" + message
        made = self.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", feed=whole)
        # Not update-ref: it refuses what it cannot parse.
        head = self.folder / ".git" / "refs" / "heads" / "main"
        head.parent.mkdir(parents=True, exist_ok=True)
        head.write_text(made + "\n")
        return made

    def head(self) -> str:
        return self.git("rev-parse", "HEAD")


def git(
    folder: Path, *arguments: str, feed: bytes = b"", person: tuple[str, str] = ENGINEER, date: str = "1700000000 +0100"
) -> str:
    done = subprocess.run(
        ("git", "-C", str(folder), "-c", "protocol.file.allow=always", *arguments),
        input=feed,
        capture_output=True,
        check=False,
        env=_environment(person, date),
    )
    if done.returncode:
        raise RuntimeError(f"git {arguments}: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode(errors="surrogateescape").strip()


def _environment(person: tuple[str, str], date: str) -> dict[str, str]:
    name, email = person
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return ours | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": name,
        "GIT_AUTHOR_EMAIL": email,
        "GIT_AUTHOR_DATE": date,
        "GIT_COMMITTER_NAME": name,
        "GIT_COMMITTER_EMAIL": email,
        "GIT_COMMITTER_DATE": date,
        "LC_ALL": "C",
    }


def gits_at_work() -> list[int]:
    """The processes of git that this process has started and that go on."""
    tasks = Path(f"/proc/{os.getpid()}/task")
    if not tasks.exists():
        pytest.skip("needs /proc")
    listed = " ".join((task / "children").read_text() for task in tasks.iterdir()).split()
    return [int(child) for child in listed if b"git" in Path(f"/proc/{child}/cmdline").read_bytes()]
