"""A made-up history with two states: some years ago, with work that was thrown away since, and now."""

import subprocess
from pathlib import Path

from tests.histories import ENGINEER, TEAM, realistic

_YEARS = 10
_THROWN_AWAY = 60


class Rewritten:
    def __init__(self, path: Path, commits: int) -> None:
        self.path = realistic(path, years=_YEARS, commits_per_week=commits / (52 * _YEARS), bare=True)
        self.states = {"now": self._refs()}
        line = self._git("rev-list", "--first-parent", "main").split()
        old = line[len(line) // 3]
        self.states["before"] = {"refs/heads/main": old, "refs/heads/thrown-away": self._thrown_away(old)}

    def go_to(self, state: str) -> None:
        gone = [f"delete {name}" for name in self._refs()]
        self._git("update-ref", "--stdin", given="\n".join([*gone, ""]))
        there = [f"create {name} {tip}" for name, tip in self.states[state].items()]
        self._git("update-ref", "--stdin", given="\n".join([*there, ""]))

    def _refs(self) -> dict[str, str]:
        lines = self._git("for-each-ref", "--format=%(refname) %(objectname)").splitlines()
        return dict(line.split(" ") for line in lines)

    def _thrown_away(self, tip: str) -> str:
        orders = ["reset refs/heads/thrown-away", f"from {tip}", ""]
        at = int(self._git("show", "--no-patch", "--format=%ct", tip))
        for number in range(_THROWN_AWAY):
            person = ENGINEER if number % 2 else TEAM[2 + number % 5]
            by = f"{person} {at + number * 600} {person.zone}"
            text = f"checkout: Try another way, step {number}"
            orders += ["commit refs/heads/thrown-away", f"author {by}", f"committer {by}", f"data {len(text)}", text]
            orders += [f"M 644 inline src/try-{number}.py", "data 2", "1", ""]
        self._git("fast-import", "--quiet", "--force", given="\n".join(orders) + "\n")
        return self._git("rev-parse", "thrown-away").strip()

    def _git(self, *arguments: str, given: str = "") -> str:
        done = subprocess.run(
            ("git", "-C", str(self.path.absolute()), *arguments),
            input=given,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout
