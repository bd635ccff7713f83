"""SIGKILL of `alongside collect git`: over a new history, and over one that was rewritten since the last run."""

import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.killing.home import Home
from bench.killing.process import killed_after, started
from bench.killing.rewriting import Rewritten
from bench.killing.verdict import Verdict

from alongside.cli.running import main as alongside

type Rows = frozenset[tuple[Any, ...]]

_KNOWN = {
    "commits": "SELECT hex(c.hash), a.raw_name, a.raw_email, c.committed_at, c.subject, c.vanished_at IS NULL"
    " FROM sources_commit c JOIN sources_author a ON a.id = c.author_id",
    "activities": "SELECT external_id, kind, title, body, day, details, vanished_at IS NULL FROM evidence_activity",
}
_FOUND = {
    "pieces": "SELECT p.key, p.title, p.kind, p.circle, p.first_on, p.last_on, p.score, p.why, p.because, a.external_id"
    " FROM evidence_piece p LEFT JOIN evidence_activity a ON a.piece_id = p.id",
    "repositories": "SELECT name, commits, mine, fingerprint, tips FROM sources_repository",
}
_COUNTED = {
    "commits": "SELECT hex(hash) FROM sources_commit GROUP BY repository_id, hash HAVING count(*) > 1",
    "activities": "SELECT external_id FROM evidence_activity GROUP BY owner_id, external_id HAVING count(*) > 1",
    "pieces": "SELECT key FROM evidence_piece GROUP BY owner_id, key HAVING count(*) > 1",
    "authors": "SELECT raw_name FROM sources_author GROUP BY repository_id, raw_name, raw_email HAVING count(*) > 1",
    "repositories": "SELECT name FROM sources_repository GROUP BY git_dir HAVING count(*) > 1",
    "runs under way": "SELECT repository_id FROM sources_collection WHERE done_at IS NULL AND failed_at IS NULL"
    " AND cancelled_at IS NULL GROUP BY repository_id HAVING count(*) > 1",
}
_RUN = "SELECT stage, process, read, total, done_at FROM sources_collection ORDER BY id DESC LIMIT 1"

_LET_GO_ON = 0.4
"""How often a killed run is brought to its end at once, and how often the next one is killed too."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a run begins, and what it finds when nothing disturbs it."""

    name: str
    seconds: float
    result: dict[str, Rows]


def killed(home: Home, folder: Path, kills: int, commits: int, dice: random.Random, hit: Counter[str]) -> Verdict:
    history = Rewritten(folder / "repository", commits)
    collect = ["collect", "git", str(history.path), "--json"]
    states = [_rewritten(home, history, collect), _begun(home, collect)]
    verdict, finished = Verdict("`alongside collect git`"), 0
    while verdict.kills < kills:
        state = states[finished % 2]
        home.put_back(state.name)
        while verdict.kills < kills and _disturbed(home, verdict, state, collect, dice, hit):
            if dice.random() < _LET_GO_ON:
                break
        home.run(collect)
        _compare(home, verdict, state)
        finished += 1
    sizes = ", ".join(f"{len(states[0].result[what]):,} {what}" for what in _KNOWN)
    verdict.looked_at = f"{sizes}; {finished} runs brought to their end"
    return verdict


def _rewritten(home: Home, history: Rewritten, collect: list[str]) -> State:
    history.go_to("before")
    home.put_back("begun")
    home.run(collect)
    home.keep("before")
    history.go_to("now")
    return State("before", home.run(collect), _result(home))


def _begun(home: Home, collect: list[str]) -> State:
    home.put_back("begun")
    return State("begun", home.run(collect), _result(home))


def _disturbed(
    home: Home, verdict: Verdict, state: State, collect: list[str], dice: random.Random, hit: Counter[str]
) -> bool:
    """Whether it was killed before it came to its end."""
    before = {what: _rows(home, question) for what, question in _KNOWN.items()}
    pid = started(lambda: alongside(collect), said=home.said)
    killed = killed_after(dice.uniform(0, state.seconds * 1.05), pid)
    verdict.kills += killed
    if killed:
        hit[_where(home, state)] += 1
    verdict.breaks(home.wrong())
    for what, question in _COUNTED.items():
        verdict.double((what, row) for row in home.rows(question))
    verdict.breaks(home.rows("SELECT p.key FROM evidence_piece p WHERE NOT EXISTS"
                             " (SELECT 1 FROM evidence_activity a WHERE a.piece_id = p.id)"))  # fmt: skip
    for what, question in _KNOWN.items():
        # Whatever was there stays as it was, or is as it is going to be.
        verdict.lose(before[what] - _rows(home, question) - _changing(before[what], state.result[what]))
        verdict.breaks(_rows(home, question) - before[what] - state.result[what])
    return killed


def _changing(before: Rows, after: Rows) -> Rows:
    """Rows that say something else in the end: their commit vanished, or came back."""
    ends = {row[0]: row for row in after}
    return frozenset(row for row in before if row[0] in ends and ends[row[0]] != row)


def _where(home: Home, state: State) -> str:
    history = "a new history" if state.name == "begun" else "a rewritten one"
    rows = home.rows(_RUN)
    stage, process, read, total, done_at = rows[0] if rows else ("", "", 0, 0, None)
    if not rows or (done_at and state.name == "before") or not process:
        return f"{history}: 1 before it began"
    elif done_at:
        return f"{history}: 6 after its end"
    elif not stage:
        return f"{history}: 2 describing the repository"
    elif stage == "commits":
        return f"{history}: 3 everybody's commits"
    elif read < total:
        return f"{history}: 4 one's own commits"
    else:
        return f"{history}: 5 settling, and finding pieces of work"


def _compare(home: Home, verdict: Verdict, state: State) -> None:
    now = _result(home)
    for what, expected in state.result.items():
        verdict.lose((what, row) for row in expected - now[what])
        verdict.breaks((what, row) for row in now[what] - expected)
    verdict.breaks(home.rows(f"{_RUN.partition(' ORDER')[0]} WHERE done_at IS NULL"))
    verdict.double(
        home.rows("SELECT noun_id FROM events_event WHERE noun = 'repository' GROUP BY 1 HAVING count(*) > 1")
    )


def _result(home: Home) -> dict[str, Rows]:
    return {what: _rows(home, question) for what, question in {**_KNOWN, **_FOUND}.items()}


def _rows(home: Home, question: str) -> Rows:
    return frozenset(home.rows(question))
