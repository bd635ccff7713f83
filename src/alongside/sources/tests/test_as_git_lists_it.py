"""Whatever was done to a repository between runs, what is kept of it is what git lists: commits, authors, credits,
paths, and of one's own every change once."""

from collections.abc import Callable, Iterable
from itertools import groupby
from operator import attrgetter
from pathlib import Path as Folder
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from alongside.accounts.models import Member
from alongside.evidence.models import Activity
from alongside.sources import tasks
from alongside.sources.collectors.git.tests.repositories import Made
from alongside.sources.collectors.git.touches import ADDED, CHANGED, REMOVED
from alongside.sources.models import Commit, Credit, Path, Repository
from alongside.sources.tests import told_by_git
from alongside.sources.tests.conftest import collected
from alongside.sources.tests.told_by_git import Told
from alongside.sources.touching import touches

ME, ALIAS, OTHER = ("Engineer", "engineer@example.org"), ("E.", "old@example.org"), ("Cleo", "cleo@example.org")
PEOPLE = (ME, ALIAS, OTHER)
PATHS = ("a.py", "tab\there", 'qu"ote', b"caf\xe9.txt", "größe/日本.txt", "two\nlines", " spaces ", "1\t2\tx", "M")
STATUS = {ADDED: "A", CHANGED: "M", REMOVED: "D"}

paths = st.sampled_from(PATHS)
people = st.sampled_from(PEOPLE)
branches = st.sampled_from(("one", "two"))
steps = st.one_of(
    st.tuples(st.just("write"), paths, people, st.booleans()),
    st.tuples(st.just("rename"), paths, paths),
    st.tuples(st.just("copy"), paths, paths),
    st.tuples(st.just("remove"), paths),
    st.tuples(st.just("empty"), people),
    st.tuples(st.just("branch"), branches),
    st.tuples(st.just("switch"), branches),
    st.tuples(st.just("home")),
    st.tuples(st.just("merge"), branches),
    st.tuples(st.just("pick"), branches),
    st.tuples(st.just("rebase"), branches),
    st.tuples(st.just("amend")),
    st.tuples(st.just("reset")),
    st.tuples(st.just("map")),
    st.tuples(st.just("collect")),
)
EVERY_WAY = [
    ("write", "a.py", ME, False), ("write", b"caf\xe9.txt", ALIAS, False), ("write", 'qu"ote', OTHER, True),
    ("collect",), ("branch", "one"), ("write", "tab\there", ME, False), ("write", "M", OTHER, True), ("collect",),
    ("home",), ("rename", "a.py", "1\t2\tx"), ("copy", b"caf\xe9.txt", " spaces "), ("pick", "one"), ("collect",),
    ("merge", "one"), ("map",), ("collect",), ("branch", "two"), ("write", "two\nlines", ME, False), ("home",),
    ("empty", ME), ("rebase", "two"), ("collect",), ("amend",), ("collect",), ("reset",), ("reset",), ("collect",),
]  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(done=st.lists(steps, min_size=3, max_size=16))
@example(done=EVERY_WAY)
def test_what_is_kept_is_what_git_lists(engineer: Member, done: list[tuple[Any, ...]]) -> None:
    with transaction.atomic(), TemporaryDirectory() as folder:
        made = Made(Folder(folder) / "shop")
        made.commit("Begin", {"begun.py": "1\n"})
        for number, step in enumerate([*done, ("collect",)]):
            if step[0] == "collect":
                collected(engineer, made)
                tasks.read_changed_paths.func(engineer.pk)
                _compare(engineer, made)
            else:
                _do(made, number, *step)
        transaction.set_rollback(True)


def _compare(engineer: Member, made: Made) -> None:
    listed = told_by_git.history(made)
    commits = {bytes(row.hash).hex(): row for row in _standing(engineer)}

    assert {hash_: (str(row.author), _raw(row), row.authored_at, row.subject) for hash_, row in commits.items()} == {
        each.hash: (each.author, each.raw_author, each.at, each.subject) for each in listed
    }
    assert _credits(engineer) == {(each.hash, who) for each in listed for who in each.reviewers}
    assert _touched(engineer) == told_by_git.touched(made)
    mine = {"Engineer <engineer@example.org>"}
    own = [each for each in listed if mine & {each.author, each.raw_author}]
    named = [each for each in listed if each not in own and mine & set(each.reviewers)]
    _compare_activities(engineer, made, own, named)


def _compare_activities(engineer: Member, made: Made, own: list[Told], named: list[Told]) -> None:
    kept = {each.external_id: each for each in Activity.objects.visible_to(engineer).filter(vanished_at=None)}
    written = {id_: each for id_, each in kept.items() if "/" not in id_}
    reviews = {id_.removesuffix("/review"): each for id_, each in kept.items() if "/" in id_}

    assert _once(written.values()) == _copies(own)
    assert {id_ for ids in _copies(named) for id_ in ids} >= set(reviews)
    assert len(reviews) == len(_copies(named))
    for each in own:
        if each.hash in written:
            files = told_by_git.counted(made, each.hash) if len(each.parents) < 2 else []
            assert written[each.hash].details.get("files", []) == files
            assert written[each.hash].kind == ("merge" if len(each.parents) > 1 else "commit")


def _standing(engineer: Member) -> Iterable[Commit]:
    return Commit.objects.visible_to(engineer).filter(vanished_at=None).select_related("author")


def _raw(row: Commit) -> str:
    return f"{row.author.raw_name} <{row.author.raw_email}>"


def _credits(engineer: Member) -> set[tuple[str, str]]:
    rows = Credit.objects.visible_to(engineer).filter(commit__vanished_at=None, role="reviewer")
    told = rows.values_list("commit__hash", "person__raw_name", "person__raw_email")
    return {(bytes(hash_).hex(), f"{name} <{email}>") for hash_, name, email in told}


def _touched(engineer: Member) -> set[tuple[str, str, str]]:
    repository = Repository.objects.visible_to(engineer).get()
    hashes = {row.pk: bytes(row.hash).hex() for row in _standing(engineer)}
    known = Path.objects.visible_to(engineer).values_list("path", flat=True)
    return {
        (hashes[touch.commit], STATUS[touch.status], path)
        for path in known
        for touch in touches(engineer, repository, path)
    }


def _once(written: Iterable[Activity]) -> set[frozenset[str]]:
    """Each change with its copies, as the activities name them."""
    return {frozenset((each.external_id, *each.details.get("parts", ()))) for each in written}


def _copies(listed: list[Told]) -> set[frozenset[str]]:
    """Each change with its copies, as they were made: no two changes were written in one second."""
    by_moment = groupby(sorted(listed, key=attrgetter("at")), key=attrgetter("at"))
    return {frozenset(each.hash for each in some) for _, some in by_moment}


def _do(made: Made, number: int, what: str, *how: Any) -> None:
    made.clock += 60
    try:
        _STEPS[what](made, number, *how)
    except RuntimeError:  # git refuses, as it would anybody
        _give_up(made)


def _give_up(made: Made) -> None:
    for begun in ("merge", "cherry-pick", "rebase"):
        try:
            made.git(begun, "--abort")
        except RuntimeError:
            continue
    made.git("reset", "-q", "--hard")


def _write(made: Made, number: int, path: str | bytes, person: tuple[str, str], reviewed: bool) -> None:
    review = f"\n\nReviewed-by: {ME[0]} <{ME[1]}>" if reviewed else ""
    text = "".join(f"{number} {line}\n" for line in range(5))
    made.commit(f"Write {number}{review}", {path: text}, person=person)


def _rename(made: Made, number: int, old: str | bytes, new: str | bytes) -> None:
    content = _content(made, old)
    if content and old != new:
        made.commit(f"Rename {number}", {old: None, new: content})


def _copy(made: Made, number: int, old: str | bytes, new: str | bytes) -> None:
    content = _content(made, old)
    if content and old != new:
        made.commit(f"Copy {number}", {new: content})


def _remove(made: Made, number: int, path: str | bytes) -> None:
    if _content(made, path):
        made.commit(f"Remove {number}", {path: None})


def _content(made: Made, name: str | bytes) -> bytes:
    raw = name if isinstance(name, bytes) else name.encode()
    path = Folder(bytes(made.folder).decode(), raw.decode(errors="surrogateescape"))
    return path.read_bytes() if path.exists() else b""


def _rebase(made: Made, _: int, branch: str) -> None:
    made.git("switch", "-q", branch)
    made.git("rebase", "-q", "-X", "ours", "main")


def _amend(made: Made, number: int) -> None:
    made.write(f"amended-{number}.py", "1\n")
    made.git("add", "-A")
    made.git("commit", "-q", "--amend", "--no-edit")


def _map(made: Made, number: int) -> None:
    made.commit(f"Map {number}", {".mailmap": f"{ME[0]} <{ME[1]}> <{ALIAS[1]}>\n"}, person=OTHER)


_STEPS: dict[str, Callable[..., object]] = {
    "write": _write,
    "rename": _rename,
    "copy": _copy,
    "remove": _remove,
    "empty": lambda made, number, person: made.commit(f"Nothing {number}", person=person),
    "branch": lambda made, _, name: made.git("checkout", "-q", "-B", name),
    "switch": lambda made, _, name: made.git("switch", "-q", name),
    "home": lambda made, _: made.git("switch", "-q", "main"),
    "merge": lambda made, number, name: made.git("merge", "-q", "--no-ff", "-X", "ours", "-m", f"M {number}", name),
    "pick": lambda made, _, name: made.git("cherry-pick", "-X", "ours", name),
    "rebase": _rebase,
    "amend": _amend,
    "reset": lambda made, _: made.git("reset", "-q", "--hard", "HEAD~1"),
    "map": _map,
}
