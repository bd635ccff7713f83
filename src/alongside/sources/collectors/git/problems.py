"""What can stand between us and a history. Every message is a sentence that says what to do."""

import re
from pathlib import Path


class GitProblem(Exception):
    """The history cannot be read; the message tells the person what to do."""


class GitMissing(GitProblem):
    def __init__(self) -> None:
        super().__init__("Git is not installed or not on the PATH; install git and collect again.")


class NotARepository(GitProblem):
    pass


class BrokenRepository(GitProblem):
    pass


class UnsafeRepository(GitProblem):
    pass


class GitStopped(GitProblem):
    pass


def problem(root: Path, code: int, complaint: str) -> GitProblem:
    """The problem behind a git that ended with this code after saying this on standard error."""
    if code < 0:
        return GitStopped(f"Git was stopped while it read {root}; collect again, what was read is kept.")
    if "dubious ownership" in complaint or "unsafe repository" in complaint:
        return UnsafeRepository(
            f"{root} belongs to another user, so git does not open it; if you trust it, run "
            f"git config --global --add safe.directory '{root}' and collect again."
        )
    if "not a git repository" in complaint:
        return _no_repository(root)
    return BrokenRepository(
        f"Git cannot read {root} (it says: {_first_words(complaint)}); run git fsck there, or clone it again."
    )


def _no_repository(root: Path) -> GitProblem:
    if (root / ".git").exists() or (root / "objects").is_dir():
        return BrokenRepository(
            f"{root} looks like a git repository, but parts of it are missing; run git fsck there, or clone it again."
        )
    return NotARepository(f"{root} is not a git repository; give the folder of a clone, or run git init in it.")


def _first_words(complaint: str) -> str:
    lines = [line.strip() for line in complaint.splitlines() if line.strip()]
    told = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "nothing")
    return re.sub(r"^(fatal|error): ", "", told)[:200]
