from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence.models import Entry, Piece
from alongside.knowledge import proving
from alongside.knowledge.asking import Answer, Question, Signal, ask, mixed
from alongside.knowledge.authors.whom import ME
from alongside.knowledge.models import Area
from alongside.knowledge.paths.resolving import resolve, resolve_all
from alongside.knowledge.queries.answering import Telling, others, progress
from alongside.knowledge.queries.answers import Asked, Progress
from alongside.knowledge.queries.seeking import Sought, by_words, sought
from alongside.knowledge.remembering import Indexed, Remembered, indexed, remembered
from alongside.sources.queries import repositories

_MOST_OF_EACH, _MOST_TYPED = 20, 60
_AT_PLACES = (Signal.REVIEWED, Signal.WROTE)


def whom_to_ask(
    viewer: Member,
    *,
    paths: Iterable[str] = (),
    words: str = "",
    text: str = "",
    area: Area | None = None,
    entry: Entry | None = None,
    piece: Piece | None = None,
    at: datetime | None = None,
    most: int = 5,
) -> Asked:
    """Who knows these files, folders, words, this area, entry or piece of work. The viewer is never an answer.
    `text` is a path when there is one of that name, or several, else words."""
    now, all_indexed = at or timezone.now(), indexed(viewer)
    if not all_indexed:
        return _nothing_yet(viewer)
    a_path = _paths_in(viewer, all_indexed, text.split())
    piece = piece or (entry.piece if entry else None)
    asked = sought(viewer, all_indexed, list(paths), words if a_path else f"{words} {text}", area, entry, piece)
    asked.paths += a_path
    roots = tuple(each.root for each in all_indexed)
    found = [path for path in by_words(viewer, all_indexed, asked, now) if path.startswith(roots)]
    said = proving.discussed(viewer, "" if entry else " ".join([*asked.words][:6]))
    if not found:
        return Asked(problem=_problem(asked), discussed=others(viewer, said, ()), progress=progress(all_indexed))
    there = remembered(viewer, all_indexed, found)
    answer = _answer(there, found, now, several=len(all_indexed) > 1, most=most)
    return Telling(viewer, all_indexed, there, now).told(answer, found, asked, said)


def _paths_in(viewer: Member, all_indexed: list[Indexed], typed: list[str]) -> list[str]:
    """Where something else stands beside them, all are words."""
    if len(typed) == 1:
        return resolve(viewer, all_indexed, typed[0])
    if not all("/" in each for each in typed):
        return []
    found = list(resolve_all(viewer, all_indexed, typed[:_MOST_TYPED]).values())
    return [path for paths in found for path in paths] if all(found) else []


def _answer(there: Remembered, paths: list[str], now: datetime, *, several: bool, most: int) -> Answer:
    """Each repository is asked for the paths in it."""
    answers = []
    for root, memory in there.memories.items():
        here = tuple(path for path in paths if path.startswith(root))
        answer = ask(memory, Question(here, ME, now.timestamp()), most=_MOST_OF_EACH)
        answers.append((len(here) / len(paths), _placed(answer, root) if several else answer))
    return mixed(answers, most=most)


def _placed(answer: Answer, root: str) -> Answer:
    """Where there are other repositories, all of this one is not anywhere."""
    return replace(answer, suggestions=tuple(
        replace(each, reasons=tuple(
            replace(reason, place=root) if reason.signal in _AT_PLACES and not reason.place else reason
            for reason in each.reasons
        ))
        for each in answer.suggestions
    ))  # fmt: skip


def _nothing_yet(viewer: Member) -> Asked:
    commits = sum(repositories(viewer).values_list("commits", flat=True))
    if commits:
        return Asked(
            problem="Your repositories are still being read. Ask again in a minute.", progress=Progress(0, commits)
        )
    return Asked(problem="Nothing is known yet: read a repository first, under Sources.")


def _problem(asked: Sought) -> str:
    if asked.unknown:
        return f"“{asked.unknown[0]}” is in none of your repositories, and neither is its folder. Check the spelling."
    elif asked.paths:
        return "These files are in a repository that is not read any more."
    elif asked.words:
        return f"Nothing in your repositories is about “{' '.join(asked.words.values())}”. Try other words, or a path."
    else:
        return "Name a file or folder, or write some words."
