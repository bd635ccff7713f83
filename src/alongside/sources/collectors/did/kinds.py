"""What the sections of did's plug-ins hold, by the words in their names."""

import re
from typing import NamedTuple


class Manner(NamedTuple):
    kind: str
    state: str = ""
    """What happened to it: created, merged, closed."""
    suffix: str = ""
    """A review of a pull request is another activity than the pull request."""
    meeting: str = ""


def manner_of(section: str) -> Manner:
    """A note where nothing tells."""
    name = " ".join(section.split()).casefold()
    state = next((word for word in _STATES if re.search(rf"\b{word}\b", name)), "")
    if "comment" in name:
        return Manner("comment", state, "comment")
    if "review" in name or "approved" in name or "changes were requested" in name:
        return (
            Manner("review", state, "review") if not re.search(r"for review\b", name) else Manner("change", "submitted")
        )
    if name.startswith("differentials accepted"):
        return Manner("review", state, "review")
    if name.startswith("events"):
        return Manner("meeting", meeting="led" if "organized" in name else "attended")
    return next((Manner(kind, state) for begin, kind in _KINDS if re.match(begin, name)), Manner("note", state))


_STATES = (
    "created started filed accepted updated transitioned resolved tested fixed posted patched returned verified "
    "merged closed abandoned submitted requested approved reviewed commented completed reported finished"
).split()
_KINDS = (
    (r"work on\b", "commit"),
    (r"pull requests\b", "pull request"),
    (r"merge requests\b", "merge request"),
    (r"differentials\b", "change"),
    (r"changes (abandoned|successfully merged)\b|work in progress changes\b|additional patches\b", "change"),
    (r"issues\b|bugs\b", "issue"),
    (r"tickets\b|trello cards\b|cards\b|tasks\b", "ticket"),
    (r"mail threads\b", "message"),
    (r"updates created\b|(completed |finished )?(koji )?builds\b", "release"),
)
