"""Verbs over areas: found ones are corrected, new ones made, and what anybody may know of one is shared by choice."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.knowledge.models import Area, Look
from alongside.knowledge.paths.folders import at, bare, folders_named, is_inside
from alongside.knowledge.surveying import tell
from alongside.lib.cleaning import lines, one_line
from alongside.search.index import index
from alongside.sharing.guard import action, in_turn
from alongside.sharing.models import Audience

UNCHANGED: Any = object()
_TEXTS = ("problem", "abilities", "limits", "users")


@action()
def add_area(
    actor: Member,
    *,
    name: str,
    paths: Iterable[str] = (),
    problem: str = "",
    abilities: str = "",
    limits: str = "",
    users: str = "",
) -> Area:
    """A part of the system by these folders, as `repository/folder` or from anywhere in it."""
    area = Area(owner=actor, workspace=actor.workspace, name=_name(name), folders=folders_named(actor, paths))
    area.problem, area.abilities, area.limits, area.users = map(lines, (problem, abilities, limits, users))
    _save(area)
    record(actor, verb="added", thing=area)
    return area


@action(edits="area")
def edit_area(
    actor: Member,
    *,
    area: Area,
    name: str = UNCHANGED,
    paths: Iterable[str] = UNCHANGED,
    problem: str = UNCHANGED,
    abilities: str = UNCHANGED,
    limits: str = UNCHANGED,
    users: str = UNCHANGED,
) -> Area:
    in_turn(actor, area)
    if name is not UNCHANGED:
        area.name = _name(name)
    if paths is not UNCHANGED:
        area.folders = folders_named(actor, paths, there=area.folders)
    for field, text in zip(_TEXTS, (problem, abilities, limits, users), strict=True):
        if text is not UNCHANGED:
            setattr(area, field, lines(text))
    _save(area)
    record(actor, verb="edited", thing=area)
    return area


@action(edits="area")
def merge_area(actor: Member, *, area: Area, into: Area) -> Area:
    """Its folders belong to the other from now on. Unmerging gives them back."""
    if area.pk == into.pk:
        raise ValidationError("Choose two different areas to merge.")
    in_turn(actor, area, into)
    if into.owner_id != actor.pk or into.into_id:
        raise ValidationError(f"“{into.name}” cannot take another area in.")
    if area.into_id:
        raise ValidationError(f"“{area.name}” is a part of another area already. Take it out there first.")
    _refuse_to_show(area, into)
    there = {at(each) for each in into.folders}
    into.folders = [*into.folders, *({**each, "of": area.pk} for each in area.folders if at(each) not in there)]
    area.into = into
    area.save(update_fields=["into"])
    _save(into)
    record(actor, verb="merged", thing=area)
    return into


@action(edits="area")
def unmerge_area(actor: Member, *, area: Area) -> Area:
    """What came with it goes, also from where the other was merged into since."""
    in_turn(actor, area)
    if into := Area.objects.editable_by(actor).filter(pk=area.into_id or 0).first():
        _take_out(actor, into, area.pk, {at(each) for each in area.folders})
        area.into = None
        _save(area)
        record(actor, verb="unmerged", thing=area)
    return area


@action(edits="area")
def split_area(actor: Member, *, area: Area, paths: Iterable[str], name: str = "") -> Area:
    """A new area with these of its folders, or folders inside of them; whoever saw them sees it."""
    in_turn(actor, area)
    folders = folders_named(actor, paths, there=area.folders)
    if not folders or not all(is_inside(each, area.folders) for each in folders):
        raise ValidationError({"paths": f"Name a folder inside “{area.name}”: {', '.join(area.paths)}."})
    rest = [each for each in area.folders if at(each) not in set(map(at, folders))]
    if not rest:
        raise ValidationError({"paths": "That would leave nothing here. Rename the area instead."})
    new = Area(
        owner=actor,
        workspace=actor.workspace,
        folders=list(map(bare, folders)),
        split_from=area,
        audience=area.audience,
    )
    new.taken = [[position, each] for position, each in enumerate(area.folders) if each not in rest]
    area.folders = rest
    _save(area)
    new.name = _name(name or folders[0]["path"].rstrip("/").rpartition("/")[2])
    _save(new)
    record(actor, verb="split", thing=area)
    return new


@action(edits="area")
def unsplit_area(actor: Member, *, area: Area) -> Area:
    """What it took stands where it was, and it is gone. Only as long as nothing else has become of it."""
    in_turn(actor, area)
    whole = Area.objects.editable_by(actor).filter(pk=area.split_from_id or 0).first()
    if whole is None or whole.into_id:
        raise ValidationError(f"“{area.name}” cannot go back: it was not split off, or from what is gone since.")
    if _has_grown(area):
        raise ValidationError(f"“{area.name}” has become more since. Merge it into “{whole.name}” instead.")
    _refuse_to_show(area, whole)
    for position, folder in area.taken:
        if at(folder) not in set(map(at, whole.folders)):
            whole.folders = [*whole.folders[:position], folder, *whole.folders[position:]]
    Area.objects.editable_by(actor).filter(pk=area.pk).delete()
    _save(whole)
    record(actor, verb="unsplit", thing=whole)
    return whole


@action(edits="area")
def hide_area(actor: Member, *, area: Area) -> None:
    """It is not found again."""
    area.hidden_at = timezone.now()
    area.save(update_fields=["hidden_at"])
    record(actor, verb="hidden", thing=area)


@action(edits="area")
def show_area(actor: Member, *, area: Area) -> None:
    area.hidden_at = None
    area.save(update_fields=["hidden_at"])
    record(actor, verb="shown", thing=area)


@action(edits="area")
def share_area(actor: Member, *, area: Area, audience: str) -> Area:
    """With the workspace, or with nobody. What is shared says how many know it, never who."""
    if audience not in (Audience.ME, Audience.WORKSPACE):
        raise ValidationError("An area is yours alone (me), or everybody's (workspace).")
    in_turn(actor, area)
    area.audience = audience
    area.save(update_fields=["audience"])
    record(actor, verb="shared" if audience == Audience.WORKSPACE else "withdrawn", thing=area)
    return area


@action()
def look_at(actor: Member, *, area: Area, on: date | None = None) -> Look:
    """The actor looked at it that day, without leaving a trace in its history."""
    on = on or timezone.localdate()
    if on > timezone.localdate():
        raise ValidationError({"on": "That day has not come yet."})
    in_turn(actor)
    known_look = Look.objects.visible_to(actor).filter(area=area, on=on).first()
    look = known_look or Look(owner=actor, workspace=actor.workspace, area=area, on=on)
    if not known_look:
        look.save()
        record(actor, verb="looked", thing=area)
    return look


@action()
def take_look_back(actor: Member, *, area: Area, on: date | None = None) -> None:
    Look.objects.editable_by(actor).filter(area=area, on=on or timezone.localdate()).delete()


def _take_out(actor: Member, into: Area, came_with: int, folders: set[tuple[int, str]]) -> None:
    into.folders = [each for each in into.folders if each.get("of") != came_with or at(each) not in folders]
    _save(into)
    if above := Area.objects.editable_by(actor).filter(pk=into.into_id or 0).first():
        _take_out(actor, above, into.pk, folders - {at(each) for each in into.folders})


def _refuse_to_show(area: Area, into: Area) -> None:
    if into.audience != Audience.ME and area.audience == Audience.ME:
        raise ValidationError(
            f"“{into.name}” is shared and would show the folders of “{area.name}”, which is yours alone. "
            f"Share “{area.name}” first, or make “{into.name}” yours alone."
        )


def _has_grown(area: Area) -> bool:
    """Beyond what it was when it was split off."""
    inside = {at(each) for _, each in area.taken}
    others = Area.objects.editable_by(area.owner).filter(Q(into=area) | Q(split_from=area, audience=area.audience))
    folders = {at(each) for each in area.folders}
    return (
        area.into_id is not None
        or not inside <= folders
        or any(getattr(area, text) for text in _TEXTS)
        or others.exists()
    )


def _save(area: Area) -> None:
    area.full_clean(
        exclude=[
            "workspace",
            "owner",
            "named",
            "folders",
            "into",
            "mine_on",
            "last_on",
            "told_on",
            "split_from",
            "taken",
            "hidden_at",
        ]
    )
    area.save()
    index(area, area.name, *area.paths, *(getattr(area, field) for field in _TEXTS))
    tell(area.owner, [area])


def _name(name: str) -> str:
    cleaned = one_line(name)
    if not cleaned:
        raise ValidationError({"name": "Write a name."})
    return cleaned[: Area._meta.get_field("name").max_length]
