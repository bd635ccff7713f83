"""Which paths of the one tree are meant by what somebody typed: a file or folder, here or there, or one that is new."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from django.db.models import Q

from alongside.accounts.models import Member
from alongside.knowledge.remembering import Known
from alongside.sharing.door import SharedQuerySet
from alongside.sources.models import Path

_MOST = 8


def resolve(viewer: Member, all_known: list[Known], typed: str) -> list[str]:
    """Exactly there first; then what ends so; then as a file that is not there yet, where its folder is."""
    text = typed.strip().replace("\\", "/").removeprefix("./")
    found = list(_named(all_known, text)) if text else []
    exact = [path for each, rest in found if (path := _there(viewer, each, rest)) is not None]
    if exact or not text:
        return exact
    return _ending(viewer, all_known, text) or _new(viewer, found)


def _named(all_known: list[Known], text: str) -> Iterator[tuple[Known, str]]:
    """The repositories that the text can lie in, with what is left of it there."""
    for each in all_known:
        folder = each.repository.path.rstrip("/")
        if text == folder or text.startswith(f"{folder}/"):
            yield each, text.removeprefix(folder).strip("/")
        elif not text.startswith("/"):
            if text.rstrip("/") == each.repository.name or text.startswith(f"{each.repository.name}/"):
                yield each, text.removeprefix(each.repository.name).strip("/")
            yield each, text


def _there(viewer: Member, each: Known, rest: str) -> str | None:
    paths = _paths(viewer, each)
    file = rest.rstrip("/")
    if not file:
        return each.root
    inside = Q(path__gte=f"{file}/", path__lt=f"{file}0")
    first = (
        paths.filter(inside | Q(path=file) if file == rest else inside).order_by("path").values_list("path", flat=True)
    )
    found = first[:1]
    return next((each.root + (file if path == file else f"{file}/") for path in found), None)


def _ending(viewer: Member, all_known: list[Known], text: str) -> list[str]:
    """`pool.py`, or `db/pool.py`, wherever it lies. A bare word is more likely to be a word."""
    if text.endswith("/") or text.startswith("/") or not ("/" in text or "." in text):
        return []
    found = []
    for each in all_known:
        rows = _paths(viewer, each).filter(path__endswith=f"/{text}").order_by("pk")
        found += [each.root + path for path in rows.values_list("path", flat=True)[:_MOST]]
    return found[:_MOST]


def _new(viewer: Member, found: Iterable[tuple[Known, str]]) -> list[str]:
    """Where the deepest of its folders is there already."""
    best, depth = "", 0
    for each, rest in found:
        folders = [str(parent) for parent in PurePosixPath(rest).parents if str(parent) != "."]
        for number, folder in enumerate(folders):
            if len(folders) - number > depth and _there(viewer, each, f"{folder}/") is not None:
                best, depth = each.root + rest, len(folders) - number
    return [best] if best else []


def _paths(viewer: Member, each: Known) -> SharedQuerySet[Path]:
    return Path.objects.visible_to(viewer).filter(repository=each.repository)
