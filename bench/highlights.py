"""Predicts which pieces of work are worth telling first, by the code the app uses: cases in, predictions out.

    bench/highlights < cases.jsonl > predictions.jsonl

Each line is a case of the benchmark `highlights` (its README describes the form): the commits of a period or of one
author in it. Each answer is `{"case_id": ..., "ranked": [[hash, ...], ...]}`: pieces of work, best first.
To score, in the folder of the benchmark:

    python run.py --cmd /path/to/bench/highlights --repo curl=GITDIR ... --split open --out P.jsonl --cache TMP
    python score.py P.jsonl --split open

    bench/highlights --time < cases.jsonl      milliseconds for each 1,000 commits grouped and ranked
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from alongside.evidence.work.grouping import group
from alongside.evidence.work.material import Credit, Deed, FileChange, Group
from alongside.evidence.work.ranking import rank
from alongside.evidence.work.reading import branch_of
from alongside.lib.memory import settle
from alongside.sources.collectors.git.tickets import tickets_in
from alongside.sources.collectors.git.trailers import credits_in

FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--time", action="store_true", help="measure instead of answering")
    cases = (json.loads(line) for line in sys.stdin if line.strip())
    if options.parse_args().time:
        _measure(cases)
        return
    for case in cases:
        ranked = rank(groups_of(case), until=FOR_EVER)
        answer = [[deed.id for deed in one.group.deeds] for one in ranked]
        print(json.dumps({"case_id": case.get("case_id"), "ranked": answer}), flush=True)


def groups_of(case: dict[str, Any]) -> tuple[Group, ...]:
    return group(deeds_of(case))


def deeds_of(case: dict[str, Any]) -> list[Deed]:
    return [_deed(commit, case.get("project", "")) for commit in case["commits"]]


def _deed(commit: dict[str, Any], project: str) -> Deed:
    """As the collector for git finds it, with the merge that brought it in."""
    merge, body = commit.get("merge") or {}, commit["body"]
    author = Credit("author", commit["author"])
    return Deed(
        id=commit["hash"],
        kind="commit",
        title=commit["subject"],
        on=datetime.fromisoformat(commit["date"]),
        body=body,
        files=tuple(FileChange(file["path"], file["insertions"], file["deletions"]) for file in commit["files"]),
        tickets=tuple(ticket.name for ticket in tickets_in(f"{commit['subject']}\n\n{body}")),
        credits=(author, *(Credit(credit.role, credit.name or credit.email) for credit in credits_in(body))),
        branch=branch_of(merge.get("subject", "")),
        merge=merge.get("hash"),
        merge_title=merge.get("title", ""),
        source=project,
    )


def _measure(cases: Iterable[dict[str, Any]]) -> None:
    figures = [_milliseconds(thousand) for thousand in _thousands(cases)]
    if not figures:
        sys.exit("Give cases with at least 1,000 different commits in all.")
    middle, worst = statistics.median(figures), max(figures)
    print(f"{len(figures)} times 1,000 commits: median {middle:.0f} ms, at most {worst:.0f} ms")


def _thousands(cases: Iterable[dict[str, Any]]) -> Iterator[list[Deed]]:
    """Different commits of one project, in the order of the cases."""
    waiting: dict[str, dict[str, Deed]] = {}
    for case in cases:
        mine = waiting.setdefault(case["project"], {})
        mine.update((deed.id, deed) for deed in deeds_of(case))
        if len(mine) >= 1000:
            yield list(mine.values())[:1000]
            mine.clear()


def _milliseconds(deeds: list[Deed]) -> float:
    """Of the processor: neither other work on the machine counts nor the cases read so far. Settled as served."""
    settle()
    start = time.process_time()
    rank(group(deeds), until=FOR_EVER)
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    main()
