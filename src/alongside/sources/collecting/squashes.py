"""Commits that were squashed into one of the default branch and still stand beside it, on a branch or pull request."""

from alongside.sources.collecting.differing import Difference, activities, knowing_less, leave_out
from alongside.sources.collecting.mine import AUTHOR, Mine
from alongside.sources.collecting.run import Run
from alongside.sources.collectors.git.copies import Candidate, Squash, squashed_into, subjects_in


def without_squashed(run: Run, found: Difference) -> list[Mine]:
    """Leaves out what stands aside and is in a commit of the default branch, as copies of that. To be asked when the
    activities of the default branch are kept, since their messages tell it. Given are those to be told again, with
    copies they do not name yet."""
    besides = [each for each in found.standing if each.hash in found.aside and each.role == AUTHOR]
    squashed = squashed_into(map(_candidate, besides), _squashes(run, found, besides)) if besides else {}
    for id_, into in squashed.items():
        found.copies[into] = sorted({*found.copies.get(into, ()), id_})
    leave_out(found, squashed)
    return knowing_less(run, found)


def _candidate(each: Mine) -> Candidate:
    return Candidate(each.id, each.hash, AUTHOR, each.authored_at, each.subject, each.committed_at, aside=True)


def _squashes(run: Run, found: Difference, besides: list[Mine]) -> list[Squash]:
    """Those that could hold any of them: of tens of thousands it is a few."""
    subjects = {each.subject for each in besides}
    at = {each.id: each.authored_at for each in found.standing if each.hash not in found.aside and each.role == AUTHOR}
    rows = activities(run).filter(kind="commit", vanished_at=None).values_list("external_id", "title", "body")
    return [
        Squash(id_, title, body, at[id_])
        for id_, title, body in rows.iterator()
        if id_ in at and not subjects.isdisjoint(subjects_in(title, body))
    ]
