from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence.models import Entry, Piece
from alongside.knowledge import proving
from alongside.knowledge.asking import Question, ask
from alongside.knowledge.models import Area
from alongside.knowledge.queries.answering import Telling, others, progress
from alongside.knowledge.queries.answers import Asked, Progress
from alongside.knowledge.queries.seeking import Sought, by_words, sought
from alongside.knowledge.remembering import known, remembered
from alongside.knowledge.resolving import resolve
from alongside.knowledge.whom import ME
from alongside.sources.queries import repositories


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
    `text` is a path when there is one of that name, else words."""
    now, all_known = at or timezone.now(), known(viewer)
    if not all_known:
        return _nothing_yet(viewer)
    a_path = resolve(viewer, all_known, text) if text and " " not in text.strip() else []
    piece = piece or (entry.piece if entry else None)
    asked = sought(viewer, all_known, list(paths), words if a_path else f"{words} {text}", area, entry, piece)
    asked.paths += a_path
    found = by_words(viewer, all_known, asked, now)
    said = proving.discussed(viewer, "" if entry else " ".join([*asked.words][:6]))
    if not found:
        return Asked(problem=_problem(asked), discussed=others(viewer, said, ()), progress=progress(all_known))
    there = remembered(viewer, all_known, found)
    answer = ask(there.memory, Question(tuple(found), ME, now.timestamp()), most=most)
    return Telling(viewer, all_known, there, now).told(answer, found, asked, said)


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
    elif asked.words:
        return f"Nothing in your repositories is about “{' '.join(asked.words.values())}”. Try other words, or a path."
    else:
        return "Name a file or folder, or write some words."
