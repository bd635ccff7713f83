"""Verbs over sources: which repositories are read, when, and which names in them are the actor's own."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.people import actions as people
from alongside.people.models import Identity, IdentityKind
from alongside.people.queries import my_identities
from alongside.sharing.guard import action
from alongside.sources import tasks
from alongside.sources.collectors.git.problems import GitProblem
from alongside.sources.collectors.git.repository import Repository as Described
from alongside.sources.collectors.git.repository import describe
from alongside.sources.folders import served_here
from alongside.sources.models import ADDRESS, UNDER_WAY, UNWRITTEN, Collection, NotMine, Repository
from alongside.sources.queries import folded, repositories


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
    return _start(actor, add_repository(actor, path=path))


@action(edits="collection")
def cancel(actor: Member, *, collection: Collection) -> Collection:
    """What was read is kept. A run that has begun stops after the batch that it is reading."""
    now = timezone.now()
    mine = Collection.objects.editable_by(actor).filter(UNDER_WAY, pk=collection.pk)
    if mine.update(cancel_asked_at=now):
        mine.filter(started_at=None).update(cancelled_at=now, message="Cancelled before it began.")
        record(actor, verb="cancelled", thing=collection)
    return Collection.objects.visible_to(actor).select_related("repository").get(pk=collection.pk)


@action(edits="repository")
def forget_repository(actor: Member, *, repository: Repository) -> None:
    """It is not read or shown any more. What was found in it stays; remembering it goes on where it was."""
    for run in Collection.objects.editable_by(actor).filter(UNDER_WAY, repository=repository):
        cancel(actor, collection=run)
    repository.forgotten_at = timezone.now()
    repository.save(update_fields=["forgotten_at"])
    record(actor, verb="forgotten", thing=repository)


@action(edits="repository")
def remember_repository(actor: Member, *, repository: Repository) -> None:
    repository.forgotten_at = None
    repository.save(update_fields=["forgotten_at"])
    record(actor, verb="remembered", thing=repository)


@action()
def recount_mine(actor: Member) -> list[Collection]:
    """After an identity came or went. Nothing that is known is read again, only one's own commits that are new."""
    return [_start(actor, repository) for repository in repositories(actor)]


@action()
def merge_identity(actor: Member, *, value: str, kind: str = IdentityKind.EMAIL) -> Identity:
    """This address is the actor's too; its commits become their evidence."""
    NotMine.objects.editable_by(actor).filter(email=folded(value)).delete()
    identity = people.add_identity(actor, kind=kind, value=value)
    recount_mine(actor)
    return identity


@action(edits="identity")
def split_identity(actor: Member, *, identity: Identity) -> None:
    """The address is not the actor's after all; its commits leave their evidence."""
    people.remove_identity(actor, identity=identity)
    recount_mine(actor)


@action()
def refuse_identity(actor: Member, *, email: str) -> NotMine:
    """The address is somebody else's and is not proposed again."""
    if not (0 < len(folded(email)) <= ADDRESS):
        raise ValidationError({"email": "Give the address that is not yours."})
    there = NotMine.objects.visible_to(actor).filter(email=folded(email)).first()
    refusal = there or NotMine(owner=actor, workspace=actor.workspace, email=folded(email))
    refusal.save()
    return refusal


@action()
def propose_identity_again(actor: Member, *, email: str) -> None:
    NotMine.objects.editable_by(actor).filter(email=folded(email)).delete()


@action()
def go_on_collecting(actor: Member) -> list[Collection]:
    """Take up the runs that a stopped process left behind; for the start of a server."""
    left = list(Collection.objects.editable_by(actor).filter(UNDER_WAY).select_related("repository"))
    for collection in left:
        _enqueue(actor, collection)
    return left


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


def _start(actor: Member, repository: Repository) -> Collection:
    mine = Collection.objects.editable_by(actor).select_related("repository")
    collection = mine.filter(UNDER_WAY, repository=repository).first()
    if collection is None:
        collection = Collection(owner=actor, workspace=actor.workspace, repository=repository)
        collection.save()
        record(actor, verb="asked", thing=collection)
    elif collection.pk in UNWRITTEN:
        mine.filter(pk=collection.pk).update(process="")
        transaction.on_commit(partial(UNWRITTEN.pop, collection.pk))
    _enqueue(actor, collection)
    return collection


def _enqueue(actor: Member, collection: Collection) -> None:
    # Also one that is under way: its process may be gone. The task sees to it that only one runs.
    transaction.on_commit(partial(_hand_over, actor.pk, collection.pk))


def _hand_over(member_id: int, collection_id: int) -> None:
    tasks.run_collection.enqueue(member_id, collection_id)
