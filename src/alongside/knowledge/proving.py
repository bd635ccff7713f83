"""What can be shown for an answer: the last commits of a person at the paths, and what the viewer wrote with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.accounts.models import Member
from alongside.evidence.models import Entry
from alongside.evidence.work.words import kind_in
from alongside.knowledge.remembering import Indexed
from alongside.people.models import Person
from alongside.search.index import matching
from alongside.sources.collectors.git.touches import unpacked
from alongside.sources.models import Commit, Path, Touches

_PATHS, _EACH, _ENTRIES = 300, 2, 20
_EPOCH = date(1970, 1, 1)
_LATELY = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Proof:
    """`what`: wrote, fixed (lately), or discussed. `url` is empty where nothing can be opened."""

    what: str
    text: str
    on: date
    name: str = ""
    url: str = ""
    entry: int = 0

    @property
    def told(self) -> str:
        what = {"fixed": "fixed lately", "discussed": "in your log"}.get(self.what, self.what)
        return f"{what}, {self.on.day} {self.on:%b %Y}"


def commits_of(
    viewer: Member, all_indexed: list[Indexed], paths: list[int], authors: Mapping[int, str], today: date
) -> dict[str, list[Proof]]:
    """Person → their last commits there, of these two years. `authors`: key of an author → the person."""
    rows = Touches.objects.visible_to(viewer).filter(path__in=paths, year__gte=today.year - 1)
    found: dict[str, dict[int, int]] = {}
    for raw in rows.values_list("packed", flat=True):
        for touch in unpacked(bytes(raw)):
            if person := authors.get(touch.author):
                found.setdefault(person, {})[touch.commit] = touch.day
    best = {person: sorted(days, key=lambda each: (-days[each], each))[:_EACH] for person, days in found.items()}
    told = _told(viewer, all_indexed, [key for some in best.values() for key in some], today)
    return {person: [told[key] for key in some if key in told] for person, some in best.items()}


def discussed(viewer: Member, words: str) -> dict[int, Proof]:
    """Person → the last line of the viewer's log with these words that names them."""
    if not words.strip():
        return {}
    mine = matching(Entry.objects.visible_to(viewer).filter(owner=viewer, archived_at=None), words)
    last = mine.order_by("-happened_on", "-pk").values("pk")[:_ENTRIES]
    named = Person.objects.visible_to(viewer).filter(entries__in=last).order_by("-entries__happened_on", "-entries")
    found: dict[int, Proof] = {}
    for person, entry, text, on in named.values_list("pk", "entries", "entries__text", "entries__happened_on"):
        found.setdefault(person, Proof("discussed", text, on, entry=entry))
    return found


def paths_of(
    viewer: Member, all_indexed: list[Indexed], paths: Iterable[str], known_keys: Mapping[str, int]
) -> list[int]:
    """Keys of the files, and of the newest in the folders."""
    found = list(known_keys.values())
    for each in all_indexed:
        here = [path.removeprefix(each.root) for path in paths if path not in known_keys and path.startswith(each.root)]
        rows = Path.objects.visible_to(viewer).filter(repository=each.repository)
        files = [path for path in here if path and not path.endswith("/")]
        found += rows.filter(path__in=files).values_list("pk", flat=True) if files else []
        for folder in [path for path in here if path.endswith("/")]:
            inside = rows.filter(path__gte=folder, path__lt=f"{folder[:-1]}0")
            found += inside.order_by("-pk").values_list("pk", flat=True)[:_PATHS]
    return found[:_PATHS]


def _told(viewer: Member, all_indexed: list[Indexed], keys: list[int], today: date) -> dict[int, Proof]:
    webs = {each.repository.pk: each.repository.web_url for each in all_indexed}
    rows = Commit.objects.visible_to(viewer).filter(pk__in=keys, vanished_at=None) if keys else ()
    return {commit.pk: _proof(commit, webs.get(commit.repository_id, ""), today) for commit in rows}


def _proof(commit: Commit, web: str, today: date) -> Proof:
    on = _EPOCH + timedelta(days=max(commit.authored_at + commit.author_offset * 60, 0) // 86_400)
    is_fix = kind_in(commit.subject) in ("fix", "incident") and today - on <= _LATELY
    name = bytes(commit.hash).hex()
    url = f"{web}/commit/{name}" if web else ""
    return Proof("fixed" if is_fix else "wrote", commit.subject, on, name[:7], url)
