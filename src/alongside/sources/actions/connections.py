"""Sources beside repositories: connected with the answers that their collector asks for."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.evidence import actions as evidence
from alongside.evidence import queries as evidence_queries
from alongside.lib.sealing import seal
from alongside.people import actions as people
from alongside.sharing.guard import action, held
from alongside.sources import tasks
from alongside.sources.actions.runs import cancel_all, start
from alongside.sources.brought import brought_alone
from alongside.sources.collecting.connected import answers_of, asked, secrets_of
from alongside.sources.collectors.contract import Collector, Refused, Setting
from alongside.sources.collectors.registry import collectors
from alongside.sources.folders import served_here
from alongside.sources.imports import Answers, forget_imports, is_import, kept_imports, uploads_of
from alongside.sources.models import Collection, Connection

_LONGEST = 20_000
_NAME = 200


@action()
def connect(actor: Member, *, collector: str, answers: Answers) -> Connection:
    """Keep the answers for this source; the same answers again find the same connection, with the secrets given now.

    Raises ValidationError, by the name of the setting.
    """
    with kept_imports(answers) as told:
        return _connected(actor, draft_connection(actor, collector=collector, answers=told))


def _connected(actor: Member, new: Connection) -> Connection:
    like_it = Connection.objects.editable_by(actor).filter(collector=new.collector, settings=new.settings)
    there = next((each for each in like_it.order_by("pk") if _place(each) == _place(new)), None)
    connection = there or new
    connection.sealed, connection.forgotten_at = new.sealed, None
    connection.save()
    if there is None:
        record(actor, verb="added", thing=connection)
    return connection


@action()
def draft_connection(actor: Member, *, collector: str, answers: Mapping[str, str]) -> Connection:
    """A connection that is not kept, to try it. Raises ValidationError, by the name of the setting."""
    kind = _collector(collector)
    connection = Connection(owner=actor, workspace=actor.workspace, collector=kind.name)
    _fill(connection, kind, _with_guesses(actor, kind, _clean(kind, answers)))
    return connection


@action(edits="connection")
def change_connection(actor: Member, *, connection: Connection, answers: Answers) -> Connection:
    """Answers that are not given stay, secrets too. Other answers mean another place: a run over the
    old one is cancelled, its uploaded file is gone, and the new one is read from the beginning."""
    uploads = uploads_of(held(actor, connection))
    with kept_imports(answers) as told:
        _change(actor, connection, told)
    transaction.on_commit(partial(forget_imports, uploads))
    return connection


def _change(actor: Member, connection: Connection, answers: Mapping[str, str]) -> None:
    kind = _collector(connection.collector)
    before = _place(connection)
    kept = {**_known(connection), **{name: value for name, value in answers.items() if _is_told(kind, name, value)}}
    _fill(connection, kind, _clean(kind, kept))
    if _place(connection) != before:
        cancel_all(actor, over=connection)
        connection.state = {}
    connection.save(update_fields=["name", "settings", "sealed", "state"])
    record(actor, verb="changed", thing=connection)


@action(edits="connection")
def collect_connection(actor: Member, *, connection: Connection) -> Collection:
    """Start a run over it. One that is under way already is the answer, and goes on."""
    _collector(connection.collector)
    return start(actor, over=connection)


@action(edits="connection")
def forget_connection(actor: Member, *, connection: Connection, take_back: bool = False) -> None:
    """It is not read any more; its secrets and the file that was uploaded for it are gone, and do not come back when
    it is remembered. What came from it stays, unless that is taken back, too: then only what was corrected by hand or
    told of stays, and collecting again brings all of it again."""
    cancel_all(actor, over=held(actor, connection))
    connection.forgotten_at, connection.sealed = timezone.now(), ""
    connection.save(update_fields=["forgotten_at", "sealed"])
    record(actor, verb="forgotten", thing=connection)
    transaction.on_commit(partial(forget_imports, uploads_of(connection)))
    if take_back:
        _take_back(actor, connection)
        transaction.on_commit(partial(tasks.read_changed_paths.enqueue, actor.pk))


def _take_back(actor: Member, connection: Connection) -> None:
    going = evidence_queries.not_said_of(actor, brought_alone(actor, connection))
    ids = list(going.values_list("external_id", flat=True))
    named = evidence_queries.addresses_in(actor, going)
    evidence.forget_activities(actor, source=connection.collector, ids=ids)
    people.unlearn_addresses(actor, addresses=named - evidence_queries.addresses_in(actor))
    evidence.find_touchpoints(actor)
    connection.state, connection.kept, connection.collected_at = {}, brought_alone(actor, connection).count(), None
    connection.save(update_fields=["state", "kept", "collected_at"])


@action(edits="connection")
def remember_connection(actor: Member, *, connection: Connection) -> None:
    connection.forgotten_at = None
    connection.save(update_fields=["forgotten_at"])
    record(actor, verb="remembered", thing=connection)


def _collector(name: str) -> Collector:
    try:
        return collectors()[name]
    except KeyError:
        known = ", ".join(collectors())
        raise ValidationError({"collector": f"There is no source called {name}. There are: git, {known}."}) from None


def _known(connection: Connection) -> dict[str, str]:
    try:
        return answers_of(connection)
    except Refused:
        return dict(connection.settings)


def _place(connection: Connection) -> dict[str, str]:
    """What says which place is read: a token is only the key to it. Without its secrets that may not be known."""
    kind = _collector(connection.collector)
    keys = {setting.name for setting in kind.settings if setting.kind == "secret" and not setting.tells_place}
    return {name: value for name, value in _known(connection).items() if name not in keys}


def _fill(connection: Connection, kind: Collector, clean: dict[str, str]) -> None:
    secret = secrets_of(kind)
    connection.settings = {name: value for name, value in clean.items() if name not in secret}
    kept = {name: value for name, value in clean.items() if name in secret}
    connection.sealed = seal(kept, with_secret=settings.SECRET_KEY)
    connection.name = _name(kind, connection.settings)


def _name(kind: Collector, answers: Mapping[str, str]) -> str:
    """The source with the first answer that tells which."""
    for setting in kind.settings:
        if (answer := answers.get(setting.name)) and setting.kind in ("file", "address", "lines", "text"):
            told = Path(answer).name if setting.kind == "file" else answer.partition("\n")[0]
            return f"{kind.title}: {told}"[:_NAME] if answer != setting.default else kind.title
    return kind.title


def _clean(kind: Collector, answers: Mapping[str, str]) -> dict[str, str]:
    """What was answered, by setting; raises ValidationError with every problem."""
    problems = {name: f"{kind.title} does not ask for this." for name in answers if name not in _names(kind)}
    clean: dict[str, str] = {}
    for setting in kind.settings:
        value = answers.get(setting.name, "").strip() or setting.default
        if problem := _problem(setting, value):
            problems[setting.name] = problem
        elif value:
            clean[setting.name] = value
    if problems:
        raise ValidationError(problems)
    return clean


def _with_guesses(actor: Member, kind: Collector, clean: dict[str, str]) -> dict[str, str]:
    """A file whose columns speak for themselves needs no mapping by hand."""
    try:
        guessed = kind.guess(asked(actor, clean)) if kind.guess else {}
    except Refused:
        guessed = {}
    return {**{name: value for name, value in guessed.items() if value}, **clean}


def _problem(setting: Setting, value: str) -> str:
    if not value:
        return "This is needed." if setting.required and setting.kind != "column" else ""
    if len(value) > _LONGEST or "\0" in value:
        return "This is too long." if "\0" not in value else "This holds a character that no answer has."
    if setting.kind == "choice" and value not in dict(setting.choices):
        return f"Choose one of: {', '.join(dict(setting.choices))}."
    if setting.kind == "address" and not value.startswith(("https://", "http://")):
        return "Give an address that begins with https://."
    if setting.kind == "file":
        return _file_problem(value)
    return ""


def _file_problem(path: str) -> str:
    if not (is_import(path) or served_here()):
        return "Others use this server too: upload the file, or collect on your own machine."
    if Path(path).is_dir():
        return f"{path} is a folder. Give a file in it."
    return "" if Path(path).is_file() else f"There is no file {path}."


def _is_told(kind: Collector, name: str, value: str) -> bool:
    """An empty secret or file in a form means: as it was."""
    stays = {setting.name for setting in kind.settings if setting.kind in ("secret", "file")}
    return bool(value.strip()) or name not in stays


def _names(kind: Collector) -> set[str]:
    return {setting.name for setting in kind.settings}
