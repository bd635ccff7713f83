"""Records of an export in the form of the REST API, so that both are read by the same rules."""

from collections.abc import Iterator
from datetime import date

from alongside.sources.collectors.fields import Record, at, line, moment, number, records, text
from alongside.sources.collectors.gitlab.findings import Reading, Reviewing

from .people import People

_REACHED = {"approved", "merged"}


def merge_request(record: Record, people: People) -> Record:
    metrics = at(record, "metrics")
    merger = number(metrics, "merged_by_id") or number(record, "merge_user_id")
    return _common(record, people) | {
        "merge_user": people.person(merger),
        "merged_at": line(metrics, "merged_at") or _told_at(record, "merged"),
        "reviewers": _each(record, "merge_request_reviewers", people),
    }


def issue(record: Record, people: People) -> Record:
    return _common(record, people) | {"assignees": _each(record, "issue_assignees", people)}


def release(record: Record, people: People) -> Record:
    return record | {"author": people.person(number(record, "author_id"))}


def commits(record: Record) -> list[Record]:
    """Oldest first."""
    return [
        {
            "id": commit.get("sha"),
            "message": commit.get("message"),
            "author_name": line(commit, "commit_author", "name") or line(commit, "author_name"),
            "author_email": line(commit, "commit_author", "email") or line(commit, "author_email"),
        }
        for commit in reversed(records(record, "merge_request_diff", "merge_request_diff_commits"))
    ]


def approvals(record: Record, people: People) -> Record:
    ids = [number(approval, "user_id") for approval in records(record, "approvals")]
    ids += [number(note, "author_id") for note in records(record, "notes") if _action(note) == "approved"]
    return {"approved_by": [{"user": people.person(id_)} for id_ in dict.fromkeys(ids) if people.person(id_)]}


def reviews(record: Record, reading: Reading) -> Iterator[Reviewing]:
    """What the member did for it, a day at a time."""
    days: dict[date, Reviewing] = {}
    for done in sorted(_done(record, reading), key=lambda each: each.at):
        so_far = days.setdefault(done.at.date(), done)
        if so_far is not done:
            so_far.add(done)
    yield from days.values()


def _done(record: Record, reading: Reading) -> Iterator[Reviewing]:
    mine = reading.myself.ids
    for note in records(record, "notes"):
        when, action = moment(note, "created_at", zone=reading.zone), _action(note)
        if when is None or number(note, "author_id") not in mine:
            continue
        if note.get("system") is not True and text(note, "note"):
            yield Reviewing(when, notes=[text(note, "note")], first_note=number(note, "id"))
        elif action in _REACHED:
            yield Reviewing(when, approved=action == "approved", merged=action == "merged")
    for approval in records(record, "approvals"):
        when = moment(approval, "created_at", zone=reading.zone)
        if when and number(approval, "user_id") in mine:
            yield Reviewing(when, approved=True)
    when = moment(record, "metrics", "merged_at", zone=reading.zone)
    if when and number(record, "metrics", "merged_by_id") in mine:
        yield Reviewing(when, merged=True)


def _common(record: Record, people: People) -> Record:
    labels = [line(link, "label", "title") for link in records(record, "label_links")]
    return record | {
        "author": people.person(number(record, "author_id")),
        "labels": [label for label in labels if label],
        "user_notes_count": sum(note.get("system") is not True for note in records(record, "notes")),
        "web_url": "",
    }


def _each(record: Record, name: str, people: People) -> list[Record]:
    found = (people.person(number(each, "user_id")) for each in records(record, name))
    return [person for person in found if person]


def _told_at(record: Record, action: str) -> str:
    """When GitLab noted it itself; older versions told it in no other way."""
    notes = records(record, "notes")
    return next((line(note, "created_at") for note in notes if _action(note) == action), "")


def _action(note: Record) -> str:
    """What GitLab noted itself; nothing for what people wrote."""
    if note.get("system") is not True:
        return ""
    said = text(note, "note")
    return line(note, "system_note_metadata", "action") or ("approved" if said == "approved this merge request" else "")
