"""Which paths of the one tree are meant by what somebody typed: a file or folder, here or there, or one that is new."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from alongside.accounts.models import Member
from alongside.knowledge.remembering import Indexed
from alongside.sharing.door import SharedQuerySet
from alongside.sources.models import Path

_MOST = 8


def resolve(viewer: Member, all_indexed: list[Indexed], typed: str) -> list[str]:
    """Exactly there first; then what ends so; then as a file that is not there yet, where its folder is."""
    return resolve_all(viewer, all_indexed, [typed])[typed]


def resolve_all(viewer: Member, all_indexed: list[Indexed], typed: Iterable[str]) -> dict[str, list[str]]:
    """The same for many: files that are there cost one look together."""
    asked = {each: list(_named(all_indexed, _plain(each))) for each in typed}
    files = files_there(viewer, [pair for pairs in asked.values() for pair in pairs])
    return {each: _resolved(viewer, all_indexed, _plain(each), pairs, files) for each, pairs in asked.items()}


def _plain(typed: str) -> str:
    return typed.strip().replace("\\", "/").removeprefix("./")


def files_there(viewer: Member, pairs: Iterable[tuple[Indexed, str]]) -> set[str]:
    """Of these, each a repository with a path in it, the files that some commit changed."""
    asked = {(each.repository.pk, path) for each, path in pairs if path and not path.endswith("/")}
    keys, paths = {key for key, _ in asked}, {path for _, path in asked}
    rows = Path.objects.visible_to(viewer).filter(repository__in=keys, path__in=paths) if paths else ()
    return {f"{row.repository_id}/{row.path}" for row in rows}


def _resolved(
    viewer: Member, all_indexed: list[Indexed], text: str, pairs: list[tuple[Indexed, str]], files: set[str]
) -> list[str]:
    if not text:
        return []
    exact = [each.root + rest for each, rest in pairs if each.root + rest in files]
    exact += (
        [folder for each, rest in pairs if (folder := _folder(viewer, each, rest)) is not None] if not exact else []
    )
    return list(dict.fromkeys(exact)) or _ending(viewer, all_indexed, text) or _new(viewer, pairs)


def _named(all_indexed: list[Indexed], text: str) -> Iterator[tuple[Indexed, str]]:
    """The repositories that the text can lie in, with what is left of it there."""
    for each in all_indexed:
        folder = each.repository.path.rstrip("/")
        if text == folder or text.startswith(f"{folder}/"):
            yield each, text.removeprefix(folder).strip("/")
        elif not text.startswith("/"):
            if text.rstrip("/") == each.repository.name or text.startswith(f"{each.repository.name}/"):
                yield each, text.removeprefix(each.repository.name).strip("/")
            yield each, text


def _folder(viewer: Member, each: Indexed, rest: str) -> str | None:
    """The folder of that name, if something is in it."""
    folder = rest.rstrip("/")
    if not folder:
        return each.root
    inside = _paths(viewer, each).filter(path__gte=f"{folder}/", path__lt=f"{folder}0")
    return f"{each.root}{folder}/" if inside.exists() else None


def _ending(viewer: Member, all_indexed: list[Indexed], text: str) -> list[str]:
    """`pool.py`, or `db/pool.py`, wherever it lies. A bare word is more likely to be a word."""
    if text.endswith("/") or text.startswith("/") or not ("/" in text or "." in text):
        return []
    found = []
    for each in all_indexed:
        rows = _paths(viewer, each).filter(path__endswith=f"/{text}").order_by("pk")
        found += [each.root + path for path in rows.values_list("path", flat=True)[:_MOST]]
    return found[:_MOST]


def _new(viewer: Member, found: Iterable[tuple[Indexed, str]]) -> list[str]:
    """Where the deepest of its folders is there already."""
    best, depth = "", 0
    for each, rest in found:
        folders = [str(parent) for parent in PurePosixPath(rest).parents if str(parent) != "."]
        for number, folder in enumerate(folders):
            if len(folders) - number > depth and _folder(viewer, each, folder) is not None:
                best, depth = each.root + rest, len(folders) - number
    return [best] if best else []


def _paths(viewer: Member, each: Indexed) -> SharedQuerySet[Path]:
    return Path.objects.visible_to(viewer).filter(repository=each.repository)
