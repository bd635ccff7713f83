"""What people write into a column that says what a row is."""

from alongside.sources.collectors.contract import folded
from alongside.sources.collectors.plain import one_line

_KINDS = """
commit: commit
merge: merge
pull request: pull request, pull-request, pull_request, pr
merge request: merge request, merge-request, merge_request, mr
change: change, gerrit change
patch: patch
review: review, code review, code-review, codereview
comment: comment, kommentar
issue: issue, bug, defect, fehler
ticket: ticket, task, story, user story, aufgabe, sub-task, subtask, epic, incident, störung
release: release, deployment, veröffentlichung
project: project, projekt
meeting: meeting, event, termin, besprechung, workshop, interview, one-on-one, 1:1, 1-1
message: message, nachricht, mail, e-mail, email
thanks: thanks, kudos, praise, lob, dank
note: note, notiz, entry
"""
_MEETINGS = {"interview": "interview", "one-on-one": "one-on-one", "1:1": "one-on-one", "1-1": "one-on-one"}
_KIND = {
    name.strip(): kind
    for kind, _, names in (line.partition(":") for line in _KINDS.strip().splitlines())
    for name in names.split(", ")
}


def kind_of(written: str) -> tuple[str, dict[str, str]]:
    """The kind, and what else the word tells; a note keeps a word that is not known."""
    word = folded(written)
    if word in _MEETINGS:
        return "meeting", {"meeting": _MEETINGS[word]}
    if word and word not in _KIND:
        return "note", {"kind": one_line(written, 60)}
    return _KIND.get(word, "note"), {}
