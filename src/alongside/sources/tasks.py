"""Collecting, in the background. Each task takes ids and can be run twice or cut off at any point."""

import logging
from contextlib import suppress
from functools import partial

from django.db import DatabaseError, transaction
from django.tasks import task
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.lib.background import is_ending
from alongside.sources.announcing import LISTENERS
from alongside.sources.collecting.commits import read_everybody
from alongside.sources.collecting.connected import keep_found
from alongside.sources.collecting.identities import settle_identities
from alongside.sources.collecting.own import keep_first, keep_mine
from alongside.sources.collecting.paths import read_paths, unread
from alongside.sources.collecting.run import Cancelled, Run, TakenOver, claim
from alongside.sources.collectors.contract import Refused
from alongside.sources.collectors.git.problems import GitProblem
from alongside.sources.collectors.git.repository import describe
from alongside.sources.models import UNDER_WAY, Collection

_log = logging.getLogger(__name__)


@task()
def run_collection(member_id: int, collection_id: int) -> None:
    """The task acts as its member: it sees what they see."""
    member = Member.objects.select_related("workspace").get(pk=member_id)
    collection = Collection.objects.visible_to(member).filter(pk=collection_id).first()
    if collection is None:
        return
    run = Run(member, collection)
    if claim(run):
        _run(run)


@task()
def read_changed_paths(member_id: int) -> None:
    """What everybody changed in the member's repositories. It gives way to a run, at whose end it is asked for again,
    and ends with the program: the next run goes on. Upper rooms that build on it hear of it then."""
    member = Member.objects.select_related("workspace").get(pk=member_id)
    for repository in unread(member):
        try:
            read_paths(member, repository, describe(repository.path), go_on=partial(_is_quiet, member))
        except (GitProblem, DatabaseError) as problem:
            _log.info("Paths of %s were not read: %s", repository.pk, problem)
    for listener in LISTENERS:
        listener(member, partial(_is_quiet, member))


def _is_quiet(member: Member) -> bool:
    runs = Collection.objects.visible_to(member).filter(UNDER_WAY)
    return not is_ending() and not any(run.goes_on for run in runs)


def _run(run: Run) -> None:
    try:
        _collect(run)
    except TakenOver:
        pass
    except Cancelled:
        run.end(how="cancelled", message="Cancelled. What was read is kept; the next run goes on from there.")
    except (GitProblem, Refused) as problem:
        run.end(how="failed", message=str(problem))
    except DatabaseError as problem:
        _log.error("Collection %s was not stored: %s", run.collection.pk, problem)
        advice = "Make room on the disk" if "full" in str(problem) else "Run `alongside doctor`"
        kept = "What was stored before is kept."
        run.end(how="failed", message=f"It could not be stored ({problem}). {kept} {advice}, then collect again.")
    except Exception as problem:
        _log.exception("Collection %s failed", run.collection.pk)
        what = f"{type(problem).__name__}: {problem}"
        run.end(how="failed", message=f"It stopped at something unexpected ({what}). What was read is kept.")


def _collect(run: Run) -> None:
    if run.collection.connection:
        _collect_connection(run)
    else:
        _collect_repository(run)


def _collect_connection(run: Run) -> None:
    settle_identities(run)
    keep_found(run)
    if settle_identities(run):  # one came or went meanwhile
        keep_found(run)
    with transaction.atomic():
        run.hold_connection().collected_at = timezone.now()
        run.connection.save(update_fields=["collected_at"])
        run.go_on()
    run.end(how="done", message="")
    transaction.on_commit(partial(_read_paths_next, run.member.pk))


def _collect_repository(run: Run) -> None:
    described = describe(run.repository.path)
    read_everybody(run, described, after_first=partial(keep_first, run, described))
    keep_mine(run, described)
    run.repository.collected_at = timezone.now()
    run.repository.paths_stopped_at = None
    run.repository.save(update_fields=["collected_at", "paths_stopped_at"])
    run.end(how="done", message="" if described.refs else "This repository has no commits yet.")
    transaction.on_commit(partial(_read_paths_next, run.member.pk))


def _read_paths_next(member_id: int) -> None:
    with suppress(RuntimeError):  # the program is ending: the next run asks for it
        read_changed_paths.enqueue(member_id)
