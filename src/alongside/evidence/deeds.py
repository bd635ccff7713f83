"""Activities as the plain values that grouping and ranking take."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from alongside.evidence.models import Activity, Piece
from alongside.evidence.work.material import Credit, Deed, FileChange, Group, in_order


def deed_id(activity: Activity) -> str:
    """A commit is named by others with its bare hash; of other sources the name alone would not be unique."""
    return activity.external_id if activity.source == "git" else f"{activity.source}:{activity.external_id}"


def deed_of(activity: Activity) -> Deed:
    details = activity.details
    extra = details.get("extra", {})
    return Deed(
        id=deed_id(activity),
        kind=activity.kind,
        title=activity.title,
        on=activity.local_time,
        body=activity.body,
        parents=tuple(details.get("parents", ())),
        files=tuple(FileChange(*file) for file in details.get("files", ())),
        tickets=tuple(details.get("tickets", ())),
        credits=tuple(Credit(role, name or address) for role, name, address in details.get("credits", ())),
        branch=details.get("branch") or None,
        merge=extra.get("merge"),
        merge_title=extra.get("merge_title", ""),
        source=activity.origin,
        parts=tuple(details.get("parts", ())),
        comments=_number(extra.get("comments")),
        labels=_labels(extra),
        meeting=str(extra.get("meeting", "")),
        points=_points(str(extra.get("points", ""))),
        opened=_day(str(extra.get("opened", ""))),
        reopened=_number(extra.get("reopened")),
    )


def _number(said: Any) -> int:
    return int(text) if (text := str(said or "")).isdecimal() else 0


def _points(said: str) -> float:
    return float(said) if re.fullmatch(r"\d{1,4}(\.\d{1,2})?", said, re.ASCII) else 0


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _labels(extra: Mapping[str, Any]) -> tuple[str, ...]:
    told = f"{extra.get('type', '')},{extra.get('labels', '')}"
    return tuple(label for each in told.lower().split(",") if (label := each.strip()))


def group_of(piece: Piece, activities: Iterable[Activity]) -> Group:
    """The piece with these of its activities, ready to be ranked by `evidence.work`."""
    deeds = in_order(deed_of(activity) for activity in activities)
    return Group(piece.key, tuple(deeds), (piece.because,) if piece.because else ())
