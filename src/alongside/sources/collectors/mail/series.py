"""Patches of mine put together: the parts of a series, and its versions, are one thing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from .letters import Letter

_SENT_TOGETHER = timedelta(hours=12)
_SENT_AGAIN = timedelta(days=30)
_NEXT_VERSION = timedelta(days=400)


@dataclass
class Version:
    """The patches of one version, the cover letter or the first patch at their head."""

    head: Letter
    letters: list[Letter] = field(default_factory=list)

    @property
    def patches(self) -> list[Letter]:
        ordered = sorted(self.letters, key=lambda letter: letter.subject.number)
        return [letter for letter in ordered if letter.subject.number]


@dataclass
class Series:
    versions: list[Version]

    @property
    def first(self) -> Letter:
        return self.versions[0].head

    @property
    def last(self) -> Version:
        """The newest version; of one that was sent again the second time."""
        return max(self.versions, key=lambda version: (version.head.subject.version, version.head.at))

    @property
    def letters(self) -> list[Letter]:
        return [letter for version in self.versions for letter in version.letters]


def series_of(patches: Iterable[Letter]) -> list[Series]:
    ordered = sorted(patches, key=lambda letter: (letter.at, letter.subject.number, letter.id))
    found: list[Series] = []
    by_title: dict[str, list[Series]] = {}
    by_letter: dict[str, Series] = {}
    for version in _versions(ordered):
        series = _earlier(version.head, by_title, by_letter)
        if series:
            series.versions.append(version)
        else:
            series = Series([version])
            found.append(series)
        by_title.setdefault(version.head.subject.key, []).append(series)
        by_letter.update({letter.id: series for letter in version.letters})
    return found


def _versions(ordered: list[Letter]) -> list[Version]:
    versions: list[Version] = []
    by_letter: dict[str, Version] = {}
    latest: dict[tuple[int, int], Version] = {}
    for letter in sorted(ordered, key=lambda each: each.subject.number > 1):
        version = _begun(letter, by_letter, latest)
        if version is None:
            version = Version(letter)
            versions.append(version)
        version.letters.append(letter)
        by_letter[letter.id] = version
        if version.head is letter:
            latest[_size(letter)] = version
    return sorted(versions, key=lambda version: version.head.at)


def _begun(letter: Letter, by_letter: dict[str, Version], latest: dict[tuple[int, int], Version]) -> Version | None:
    """A part belongs to what it answers, or, where parts are sent without threads, to what was sent just before."""
    if letter.subject.total == 1 or letter.subject.number == 0:
        return None
    answered = (by_letter.get(parent) for parent in reversed(letter.parents))
    beside = latest.get(_size(letter))
    candidates = [*answered, beside if letter.subject.number > 1 or _covers(beside) else None]
    return next((each for each in candidates if each and _fits(letter, each)), None)


def _covers(version: Version | None) -> bool:
    return version is not None and version.head.subject.number == 0


def _fits(letter: Letter, version: Version) -> bool:
    head = version.head
    new = all(each.subject.number != letter.subject.number for each in version.letters)
    return new and _size(head) == _size(letter) and abs(letter.at - head.at) <= _SENT_TOGETHER


def _size(letter: Letter) -> tuple[int, int]:
    return letter.subject.version, letter.subject.total


def _earlier(head: Letter, by_title: dict[str, list[Series]], by_letter: dict[str, Series]) -> Series | None:
    for parent in reversed(head.parents):
        series = by_letter.get(parent)
        if series and head.subject.version > series.last.head.subject.version:
            return series
    same = by_title.get(head.subject.key, [])
    return next((series for series in reversed(same) if _goes_on(head, series.last.head)), None)


def _goes_on(head: Letter, before: Letter) -> bool:
    """Two patches “Fix a typo” years apart are two, a version or a second sending soon after is not."""
    later = head.at - before.at
    if head.subject.version > before.subject.version or head.subject.resent:
        return later <= _NEXT_VERSION
    return head.subject.version == before.subject.version and later <= _SENT_AGAIN
