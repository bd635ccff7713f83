"""Which repositories are read."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.people import actions as people
from alongside.people.queries import my_identities
from alongside.sharing.guard import action
from alongside.sources import tasks
from alongside.sources.actions.runs import cancel_all, start
from alongside.sources.collectors.git.problems import GitProblem
from alongside.sources.collectors.git.repository import Repository as Described
from alongside.sources.collectors.git.repository import describe
from alongside.sources.folders import served_here
from alongside.sources.models import ADDRESS, Collection, Repository


@action()
def add_repository(actor: Member, *, path: str) -> Repository:
    """The repository that lies at the path; adding it again finds it again, also where it was moved to.

    Somebody without any identity is who commits there, as git is set up. Raises ValidationError when it cannot be read.
    """
    found = _described(path)
    repository = _known(actor, found) or Repository(owner=actor, workspace=actor.workspace, git_dir=str(found.git_dir))
    added = repository._state.adding or repository.forgotten_at is not None
    repository.path, repository.name, repository.web_url = str(found.path), found.name[:200], found.web_url[:500]
    repository.user_email, repository.forgotten_at = found.user_email[:ADDRESS], None
    repository.clean_fields(exclude=["workspace", "owner", "tips", "horizon", "collected_at", "forgotten_at"])
    repository.save()
    if repository.user_email and not my_identities(actor).exists():
        people.add_identity(actor, kind="email", value=repository.user_email)
    if added:
        record(actor, verb="added", thing=repository)
    return repository


@action()
def collect(actor: Member, *, path: str) -> Collection:
    """Start a run over the repository at the path. One that is under way already is the answer, and goes on."""
    return start(actor, over=add_repository(actor, path=path))


@action(edits="repository")
def forget_repository(actor: Member, *, repository: Repository) -> None:
    """It is not read or shown any more. What was found in it stays; remembering it goes on where it was."""
    cancel_all(actor, over=repository)
    repository.forgotten_at = timezone.now()
    repository.save(update_fields=["forgotten_at"])
    record(actor, verb="forgotten", thing=repository)
    transaction.on_commit(partial(tasks.read_changed_paths.enqueue, actor.pk))


@action(edits="repository")
def remember_repository(actor: Member, *, repository: Repository) -> None:
    repository.forgotten_at = None
    repository.save(update_fields=["forgotten_at"])
    record(actor, verb="remembered", thing=repository)
    transaction.on_commit(partial(tasks.read_changed_paths.enqueue, actor.pk))


def _described(path: str) -> Described:
    if not served_here():
        raise ValidationError({"path": "Others use this server too: collect on your own machine."})
    if not path.strip() or "\x00" in path:
        raise ValidationError({"path": "Give the folder of a git repository."})
    try:
        return describe(path.strip())
    except GitProblem as problem:
        raise ValidationError({"path": str(problem)}) from problem
    except OSError as problem:
        raise ValidationError({"path": f"{path} cannot be opened: {problem.strerror or problem}."}) from problem


def _known(actor: Member, found: Described) -> Repository | None:
    mine = Repository.objects.editable_by(actor)
    return mine.filter(git_dir=str(found.git_dir)).first()
