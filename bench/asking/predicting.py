"""Plays the history in the order of landing, and answers each case with what had landed before its moment."""

import json
from pathlib import Path
from typing import Any

from bench.asking.folder import Folder

from alongside.knowledge.asking import Answer, Memory, Question, ask


def predicted(folder: Folder, *, static: bool) -> dict[str, list[str]]:
    return {commit: [each.person for each in answer.suggestions] for commit, answer in answers(folder, static=static)}


def answers(folder: Folder, *, static: bool) -> list[tuple[str, Answer]]:
    changes = [change for change, trained in folder.history if trained or not static]
    memory, landed, found = Memory(), 0, []
    for case in sorted(folder.cases, key=lambda case: float(case["cutoff"])):
        while landed < len(changes) and changes[landed].at < case["cutoff"]:
            memory.remember(changes[landed])
            landed += 1
        found.append((case["commit"], ask(memory, _question(case))))
    return found


def _question(case: dict[str, Any]) -> Question:
    return Question(tuple(case["files"]), case["author"], case["cutoff"])


def written(path: Path, ranked: dict[str, list[str]]) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({"commit": commit, "ranked": people}) + "\n" for commit, people in ranked.items())
