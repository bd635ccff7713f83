"""Who is who in an export: it names people by their numbers, and tells elsewhere whose they are."""

from collections import defaultdict
from dataclasses import dataclass, field

from alongside.sources.collectors.contract import Defect, Me, Refused
from alongside.sources.collectors.fields import Record, line, number, records
from alongside.sources.collectors.gitlab.people import Myself, is_me

from .archive import lines

_WITH_NOTES = ("merge_requests", "issues")


@dataclass(slots=True)
class People:
    known: dict[int, Record] = field(default_factory=dict)

    def person(self, id_: int) -> Record | None:
        return self.known.get(id_)

    def note(self, id_: int, **told: str) -> None:
        if id_:
            so_far = self.known.setdefault(id_, {"id": id_})
            so_far.update({name: said for name, said in told.items() if said and name not in so_far})

    def myself(self, me: Me) -> Myself:
        """By login and address; by name only where just one person has it. Raises Refused."""
        ids = {id_ for id_, person in self.known.items() if is_me(person, me)}
        ids = ids or self._by_name(me)
        if not ids:
            raise Refused(
                "Nobody in this export is you: no member has one of your logins or addresses, and nobody who wrote a "
                "note has your name. Add the login that you have in GitLab to your names."
            )
        return Myself(me, frozenset(ids))

    def _by_name(self, me: Me) -> set[int]:
        bearers = defaultdict[str, set[int]](set)
        for id_, person in self.known.items():
            if me.is_among(names=[line(person, "name")] if line(person, "name") else ()):
                bearers[line(person, "name").casefold()].add(id_)
        return {id_ for ids in bearers.values() if len(ids) == 1 for id_ in ids}


def people(path: str) -> People:
    """From the members, and from the authors of notes. Raises Refused."""
    found = People()
    for read in lines(path, ("project_members", *_WITH_NOTES)):
        if isinstance(read, Defect):
            continue
        name, _, record = read
        if name in _WITH_NOTES:
            for note in records(record, "notes"):
                found.note(number(note, "author_id"), name=line(note, "author", "name"))
        else:
            user = record.get("user")
            email = line(user, "public_email") or line(user, "email")
            found.note(number(user, "id"), username=line(user, "username"), public_email=email, name=line(user, "name"))
    return found
