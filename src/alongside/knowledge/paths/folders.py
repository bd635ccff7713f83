"""The folders of an area, as they are kept: by repository and path."""

from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.knowledge.models import Folder
from alongside.knowledge.paths.resolving import resolve
from alongside.knowledge.remembering import indexed


def folders_named(actor: Member, paths: Iterable[str], there: Iterable[Folder] = ()) -> list[Folder]:
    """Those that are there already stay, also when their repository is gone, and all that are written so."""
    kept: defaultdict[str, list[Folder]] = defaultdict(list)
    for each in there:
        kept[f"{each['name']}/{each['path']}"].append(each)
    all_indexed = indexed(actor)
    names = {str(each.repository.pk): each.repository.name for each in all_indexed}
    found: list[Folder] = []
    for typed in dict.fromkeys(path.strip() for path in paths if path.strip()):
        if typed in kept:
            found += kept[typed]
        elif where := resolve(actor, all_indexed, typed):
            key, _, path = where[0].partition("/")
            found.append({"repository": int(key), "name": names[key], "path": path})
        else:
            raise ValidationError({"paths": f"“{typed}” is in none of your repositories."})
    return [each for index_, each in enumerate(found) if each not in found[:index_]]


def is_inside(folder: Folder, folders: Iterable[Folder]) -> bool:
    return any(each["repository"] == folder["repository"] and folder["path"].startswith(each["path"])
               for each in folders)  # fmt: skip


def bare(folder: Folder) -> Folder:
    return {key: folder[key] for key in ("repository", "name", "path")}


def at(folder: Folder) -> tuple[int, str]:
    return folder["repository"], folder["path"]
