"""A real repository with a year of the team's commits, collected by the real collector."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from alongside.desk.demo.cast import Cast
from alongside.desk.demo.history import History, Work
from alongside.desk.demo.past import Past, text_of
from alongside.evidence import actions as evidence
from alongside.evidence.findings import Finding
from alongside.sources import actions as sources
from alongside.sources.models import Collection
from alongside.sources.tasks import read_changed_paths, run_collection


def collect(cast: Cast, past: Past, folder: Path) -> None:
    done = works()
    History(past).write(folder, done)
    evidence.keep(cast.anna, source="reviews", origin="payments", findings=_reviews(done, past))
    repository = sources.add_repository(cast.anna, path=str(folder))
    run = Collection(owner=cast.anna, workspace=cast.anna.workspace, repository=repository)
    run.save()
    # Not by sources.collect: the server is a copy of this process, and a copy has no thread in the background.
    run_collection.func(cast.anna.pk, run.pk)
    read_changed_paths.func(cast.anna.pk)


def works() -> list[Work]:
    return [_work(row) for row in tomllib.loads(text_of("work.toml"))["work"]]


def _work(row: dict[str, object]) -> Work:
    return Work(**{{"with": "together", "open": "unmerged"}.get(name, name): value for name, value in row.items()})  # type: ignore[arg-type]


def _reviews(done: list[Work], past: Past) -> Iterator[Finding]:
    """What Anna said to the work of others."""
    for work in done:
        if work.review == "Anna":
            for number, day in enumerate((work.ago + 3, work.ago + 1, work.ago)):
                yield Finding(
                    id=f"{work.ticket}/{number}",
                    kind="review",
                    title=f"Review of {work.ticket}: {work.title}",
                    at=past.at(past.working_day(day), 14 + number, 5),
                    tickets=(work.ticket,),
                    credits=(("helped", work.author.name, work.author.email),),
                )
