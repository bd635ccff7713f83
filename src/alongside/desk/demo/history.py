"""Writes the works of the demo as a bare git repository, through git fast-import."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path

from alongside.desk.demo.cast import ANNA, AROUND, EMAIL, LAPTOP
from alongside.desk.demo.past import Past


@dataclass(frozen=True)
class Author:
    name: str
    email: str

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"


AUTHORS = {each.name.partition(" ")[0]: Author(each.name, each.email) for each in AROUND}
AUTHORS |= {"Anna": Author(ANNA, EMAIL), "laptop": Author(ANNA, LAPTOP)}


@dataclass(frozen=True)
class Work:
    """What one person did on one branch. `ago`: how many days before today it was merged."""

    ago: int
    title: str
    commits: list[str]
    ticket: str = ""
    by: str = "Anna"
    together: str = ""
    review: str = ""
    reported: str = ""
    why: str = ""
    unmerged: bool = False
    files: list[str] = field(default_factory=list)
    tests: list[str] = field(default_factory=list)
    docs: list[str] = field(default_factory=list)

    @property
    def author(self) -> Author:
        return AUTHORS[self.by]

    @property
    def branch(self) -> str:
        return "-".join([self.ticket, *re.findall(r"[a-z0-9]+", self.title.lower())[:4]])


class History:
    def __init__(self, past: Past) -> None:
        self._past = past
        self._marks = count(1)
        self._numbers = count(903, 3)
        self._contents: dict[str, list[str]] = {}
        self._main = 0

    def write(self, folder: Path, works: list[Work]) -> None:
        """In place of a repository that was left half written."""
        shutil.rmtree(folder, ignore_errors=True)
        stream = "".join(part for work in works for part in self._work(work))
        _git("init", "--quiet", "--bare", "-b", "main", str(folder))
        _git("-C", str(folder), "config", "user.email", EMAIL)
        _git("-C", str(folder), "fast-import", "--quiet", feed=stream.encode())

    def _work(self, work: Work) -> Iterator[str]:
        tip, changed = self._main, set[str]()
        for subject, moment in zip(work.commits, self._moments(work), strict=True):
            paths = _paths(work, subject)
            self._change(paths, subject)
            changed |= set(paths)
            message = self._message(work, subject)
            ref = work.branch if work.ticket else "main"
            tip, told = self._commit(ref, work, moment, message, [tip], paths)
            yield told
        if work.ticket and not work.unmerged:
            yield self._merge(work, tip, sorted(changed))
        elif not work.ticket:
            self._main = tip

    def _merge(self, work: Work, tip: int, paths: list[str]) -> str:
        message = f"Merge pull request #{next(self._numbers)} from payments/{work.branch}\n\n{work.title}\n\n{work.why}"
        message += _trailers(("Reviewed-by", work.review), ("Reported-by", work.reported))
        moment = self._past.at(self._past.working_day(work.ago), 17, 20)
        self._main, told = self._commit("main", work, moment, message, [self._main, tip], paths)
        return f"{told}reset refs/heads/{work.branch}\nfrom {'0' * 40}\n\n"

    def _moments(self, work: Work) -> Iterator[datetime]:
        """Two commits a day, up to the day of the merge."""
        last = self._past.working_day(work.ago)
        for left in range(len(work.commits) - 1, -1, -1):
            day = self._past.working_days_before(last, left // 2)
            yield self._past.at(day, 15 if left % 2 == 0 else 10, (7 * left + work.ago) % 60)

    def _message(self, work: Work, subject: str) -> str:
        told = f"{work.ticket}: {subject}" if work.ticket else subject
        return told + (_trailers(("Co-authored-by", work.together)) if len(subject) % 2 else "")

    def _change(self, paths: list[str], subject: str) -> None:
        """Lines that say what they are for are enough of a program to count."""
        for path in paths:
            lines = self._contents.setdefault(path, [f"# {path}"])
            del lines[3 : 3 + len(lines) // 5]
            lines += [f"# {subject}: {number}" for number in range(6 + len(subject) * len(path) % 41)]

    def _commit(
        self, ref: str, work: Work, moment: datetime, message: str, parents: list[int], paths: list[str]
    ) -> tuple[int, str]:
        mark = next(self._marks)
        when = f"{int(moment.timestamp())} {moment:%z}"
        head = f"commit refs/heads/{ref}\nmark :{mark}\nauthor {work.author} {when}\ncommitter {work.author} {when}\n"
        before = [f"{word} :{parent}\n" for word, parent in zip(("from", "merge"), parents, strict=False) if parent]
        files = [f"M 100644 inline {path}\n{_data('\n'.join([*self._contents[path], '']))}" for path in paths]
        return mark, "".join([head, _data(message), *before, *files, "\n"])


def _paths(work: Work, subject: str) -> list[str]:
    """What a commit touches, by what it says it does."""
    if not (work.files or work.tests or work.docs):
        return ["requirements.lock"] if not work.ticket else ["docs/on-call.md"]
    turn = work.commits.index(subject)
    code = [f"src/payments/{name}.py" for name in work.files]
    tests = [f"tests/{name.partition('/')[0]}/test_{name.rpartition('/')[2]}.py" for name in [*work.tests, *work.files]]
    docs = [f"docs/{name}.md" for name in work.docs] or [f"docs/{tests[0].split('/')[1]}.md"]
    word = subject.partition(" ")[0]
    if word in ("Test", "Prove", "Show", "Run", "Play") and tests:
        return [tests[turn % len(tests)], *code[:1]] if word == "Show" else [tests[turn % len(tests)]]
    if word in ("Document", "Explain", "Say", "Write", "Tell") or not (code or tests):
        return [docs[turn % len(docs)]]
    return list(dict.fromkeys([(code or tests)[turn % len(code or tests)], *tests[: turn % 2], *code[: turn % 3 // 2]]))


def _trailers(*named: tuple[str, str]) -> str:
    lines = [f"{key}: {AUTHORS[name]}" for key, name in named if name]
    return "\n\n" + "\n".join(lines) if lines else ""


def _data(text: str) -> str:
    return f"data {len(text.encode())}\n{text}\n"


def _git(*arguments: str, feed: bytes = b"") -> None:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(("git", *arguments), input=feed, check=True, capture_output=True, env=ours | quiet)
