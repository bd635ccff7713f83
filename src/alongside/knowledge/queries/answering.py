"""Turns the ranking's answer into what is shown."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from alongside.accounts.models import Member
from alongside.knowledge import proving, telling
from alongside.knowledge.asking import Answer, Signal, Suggestion
from alongside.knowledge.asking import Reason as Counted
from alongside.knowledge.authors.history import Somebody
from alongside.knowledge.proving import Proof
from alongside.knowledge.queries.answers import Asked, Met, Progress, Reason, Suggested
from alongside.knowledge.queries.seeking import Sought
from alongside.knowledge.remembering import Indexed, Remembered
from alongside.people.models import Person


class Telling:
    """Turns the ranking's answer into what is shown."""

    def __init__(self, viewer: Member, all_indexed: list[Indexed], there: Remembered, now: datetime) -> None:
        self._viewer, self._indexed, self._there = viewer, all_indexed, there
        self._zone = ZoneInfo(viewer.timezone)
        self._today = now.astimezone(self._zone).date()
        self._who: dict[str, Somebody] = {}
        self._led: dict[str, tuple[str, ...]] = {}
        several = len(all_indexed) > 1
        self._roots = {each.root: f"{each.repository.name}/" if several else "" for each in all_indexed}

    def told(self, answer: Answer, paths: list[str], sought: Sought, said: dict[int, Proof]) -> Asked:
        self._led = sought.led
        shown = {each.person for each in answer.suggestions}
        self._who = self._there.who([*shown, answer.knew, answer.spared])
        authors = {pk: who.key for pk, who in self._there.authors.items() if who.key in shown}
        there = proving.paths_of(self._viewer, self._indexed, paths, sought.keys)
        proofs = proving.commits_of(self._viewer, self._indexed, there, authors, self._today)
        persons = {who.person for key in shown if (who := self._who[key]).person}
        people = tuple(self._suggested(each, proofs, said) for each in answer.suggestions)
        spared = self._name(answer.spared)
        return Asked(
            paths=tuple(map(self._place, paths)),
            people=people,
            words=words_met(sought),
            words_told=words_told(sought),
            lately=answer.lately,
            knew="" if answer.lately else self._name(answer.knew),
            knew_on=self._day(answer.knew_at) if answer.knew and not answer.lately else None,
            spared=spared,
            spared_why=telling.spared(spared) if spared else "",
            discussed=others(self._viewer, said, persons),
            progress=progress(self._indexed),
        )

    def _suggested(
        self,
        each: Suggestion,
        proofs: dict[str, list[Proof]],
        said: dict[int, Proof],
    ) -> Suggested:
        who = self._who[each.person]
        last_on = self._day(self._there.seen[each.person])
        mine = [said[who.person]] if who.person in said else []
        return Suggested(
            name=who.name,
            address=who.address,
            person=who.person,
            sure=telling.sure(each.chance),
            chance=each.chance,
            around=telling.around(last_on, self._today),
            is_around=telling.is_around(last_on, self._today),
            last_on=last_on,
            reasons=tuple(self._reasons(each.reasons)),
            proofs=(*proofs.get(each.person, ()), *mine),
        )

    def _reasons(self, counted: tuple[Counted, ...]) -> Iterator[Reason]:
        """When somebody was last there is said once for each day, by the first reason that is shown in any case."""
        said: set[date] = set()
        for each in counted:
            reason = self._reason(each, said)
            yield reason
            if reason.points > 0 and each.signal is not Signal.LATELY and not reason.is_of_all:
                said.add(reason.last_on)

    def _reason(self, counted: Counted, said: set[date]) -> Reason:
        place, last_on, words = self._place(counted.place), self._day(counted.latest), self._words(counted.place)
        last = telling.day(last_on, self._today)
        text = telling.sentence(counted.signal, place, counted.times, last, words)
        again = last_on in said and counted.signal is not Signal.LATELY
        brief = telling.sentence(counted.signal, place, counted.times, "", words) if again else text
        return Reason(counted.signal.value, text, counted.points, place, counted.times, last_on, words, brief)

    def _words(self, place: str) -> tuple[str, ...]:
        """Those that led to this file, or to some in this folder; anywhere says nothing."""
        if place.count("/") == 1 and place.endswith("/"):
            return ()
        inside = (
            words
            for path, words in self._led.items()
            if path == place or (place.endswith("/") and path.startswith(place))
        )
        return tuple(dict.fromkeys(word for words in inside for word in words))

    def _place(self, place: str) -> str:
        root, slash, rest = place.partition("/")
        return self._roots.get(root + slash, root + slash) + rest

    def _name(self, key: str) -> str:
        return self._who[key].name if key in self._who else ""

    def _day(self, at: float) -> date:
        return datetime.fromtimestamp(at, UTC).astimezone(self._zone).date()


def words_met(sought: Sought) -> tuple[Met, ...]:
    heard = sought.heard
    return (
        tuple(Met(typed, heard.changes(word), heard.is_common(word)) for word, typed in sought.words.items())
        if heard
        else ()
    )


def words_told(sought: Sought) -> str:
    heard = sought.heard
    if heard is None:
        return ""
    common = [(sought.words[word], heard.changes(word)) for word in heard.met if heard.is_common(word)]
    rare = [sought.words[word] for word in heard.met if not heard.is_common(word)]
    unsaid = [typed for word, typed in sought.words.items() if word not in heard.met]
    return telling.of_words(rare, common, unsaid if sought.were_typed else [], heard.whole)


def others(viewer: Member, said: dict[int, Proof], shown: Iterable[int]) -> tuple[tuple[Person, Proof], ...]:
    keys = [key for key in said if key not in set(shown)]
    persons = Person.objects.visible_to(viewer).filter(pk__in=keys) if keys else ()
    return tuple(sorted(((each, said[each.pk]) for each in persons), key=lambda pair: pair[1].on, reverse=True))


def progress(all_indexed: list[Indexed]) -> Progress:
    """The index follows the paths."""
    done = sum(
        each.repository.paths_read for each in all_indexed if each.index.through >= each.repository.paths_through
    )
    return Progress(done, sum(each.repository.commits for each in all_indexed))
