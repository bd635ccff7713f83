"""The authors of one repository as its history has them: names with addresses, and which of these are one."""

from dataclasses import dataclass, field
from datetime import datetime

from alongside.accounts.models import Member
from alongside.knowledge.authors.namesakes import namesakes, of_one
from alongside.search.folding import fold
from alongside.sources.models import Author, Repository


@dataclass(frozen=True, slots=True)
class Somebody:
    """`key` is the same for all names of one human being, as far as the viewer or a full name has said so."""

    key: str
    name: str
    address: str
    person: int = 0


@dataclass(frozen=True, slots=True)
class _Stamp:
    """As long as it is the same, so are the authors: .mailmap is read in a run, and new ones come with new commits."""

    repository: int
    collected_at: datetime | None
    through: int


@dataclass(frozen=True, slots=True)
class Authors:
    people: dict[int, Somebody]
    keys: dict[int, str]
    called: dict[str, list[int]]
    """@address or =name → keys of authors."""
    of_key: dict[str, list[int]] = field(default_factory=dict)
    """All of them: whoever has a namesake here may have none elsewhere."""
    namesakes: dict[str, list[str]] = field(default_factory=dict)
    of_one: list[str] = field(default_factory=list)
    """Those with several names."""

    def near(self, name: str) -> set[tuple[str, str, str]]:
        """Key, folded name and address of who bears this name or another name of theirs."""
        names = {folded(self.people[each].name) for author in self._called(name) for each in self.of_key[author.key]}
        return {(who.key, folded(who.name), who.address) for each in names for who in self._called(each)}

    def _called(self, name: str) -> list[Somebody]:
        return [self.people[author] for author in self.called.get(f"={name}", ())]


_KEPT: dict[int, tuple[_Stamp, Authors]] = {}
_MOST_KEPT = 50


def authors_of(viewer: Member, repository: Repository, through: int) -> Authors:
    """Asked for with every question, and the same for weeks: this process keeps them. `through`: the key of the last
    commit that is asked about."""
    stamp = _Stamp(repository.pk, repository.collected_at, through)
    kept = _KEPT.get(repository.pk)
    if kept and kept[0] == stamp:
        return kept[1]
    if len(_KEPT) >= _MOST_KEPT:
        _KEPT.clear()
    found = Authors({}, {}, {})
    rows = Author.objects.visible_to(viewer).filter(repository=repository)
    for pk, raw_name, raw_email, name, email in rows.values_list("pk", "raw_name", "raw_email", "name", "email"):
        if not name.endswith(_BOT):
            who = found.people[pk] = somebody(name, email)
            found.keys[pk] = who.key
            for text in {f"={folded(name)}", f"={folded(raw_name)}", f"@{folded(email)}", f"@{folded(raw_email)}"}:
                found.called.setdefault(text, []).append(pk)
    _find_namesakes(found)
    _KEPT[repository.pk] = (stamp, found)
    return found


def _find_namesakes(found: Authors) -> None:
    named = [(who.key, folded(who.name), who.address) for who in found.people.values()]
    found.namesakes.update(namesakes(named))
    found.of_one.extend(of_one(named))
    for author, key in found.keys.items():
        found.of_key.setdefault(key, []).append(author)


_BOT = "[bot]"


def somebody(name: str, address: str) -> Somebody:
    return Somebody(f"author:{folded(address or name)}", name or address, address)


def folded(text: str) -> str:
    text = " ".join(text.split())
    return text.casefold() if text.isascii() else fold(text)
