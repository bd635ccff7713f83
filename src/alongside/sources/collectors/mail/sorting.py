"""My mails to lists sorted into series of patches, reviews of others' patches, and threads that I wrote in."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from alongside.evidence.findings import Finding

from . import findings
from .bodies import answers_inline, reviewed_by, text_of
from .letters import Letter
from .mbox import mail_at
from .series import Series, series_of

type Pause = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Group:
    """What becomes one finding; its mails are read only when it is told."""

    letters: tuple[Letter, ...]
    series: Series | None = None
    trailers: tuple[str, ...] | None = None

    @property
    def newest(self) -> int:
        """Where in the file its last mail begins."""
        return max(letter.place.start for letter in self.letters)

    @property
    def order(self) -> tuple[float, str]:
        return self.letters[0].at.timestamp(), self.letters[0].id


@dataclass
class Sorter:
    mails: BinaryIO
    me: frozenset[str]
    archive: str
    pause: Pause

    def groups(self, letters: Iterable[Letter], authors: dict[str, tuple[str, str]]) -> list[Group]:
        """`authors` of those patches that are answered."""
        patches, groups = [], []
        threads: dict[str, list[Letter]] = defaultdict(list)
        for letter in letters:
            self.pause(0)
            trailers = self._review(letter, authors)
            if letter.subject.patch and not letter.subject.reply:
                patches.append(letter)
            elif trailers is not None:
                groups.append(Group((letter,), trailers=trailers))
            else:
                threads[letter.thread].append(letter)
        groups += [Group(tuple(series.letters), series=series) for series in series_of(patches)]
        groups += [Group(tuple(sorted(each, key=lambda one: (one.at, one.id)))) for each in threads.values()]
        return sorted(groups, key=lambda group: group.order)

    def finding(self, group: Group, authors: dict[str, tuple[str, str]]) -> Finding:
        first = group.letters[0]
        if group.series:
            newest = group.series.last
            texts = [self.text(letter) for letter in newest.patches[:200]]
            return findings.patch(group.series, texts, self.text(newest.head), me=self.me, archive=self.archive)
        if group.trailers is not None:
            author = patch_author(first, authors) or ("", "")
            return findings.review(first, self.text(first), group.trailers, author, archive=self.archive)
        return findings.message(group.letters, [self.text(each) for each in group.letters[:200]], archive=self.archive)

    def text(self, letter: Letter) -> str:
        """Empty for a mail that cannot be taken apart; `unreadable` names those."""
        try:
            return text_of(mail_at(self.mails, letter.place))
        except ValueError:
            return ""

    def unreadable(self, group: Group) -> Iterator[Letter]:
        for letter in group.letters:
            try:
                text_of(mail_at(self.mails, letter.place))
            except ValueError:
                yield letter

    def _review(self, letter: Letter, authors: dict[str, tuple[str, str]]) -> tuple[str, ...] | None:
        """The trailers given, maybe none; nothing at all when this is no review of a patch of somebody else."""
        if not (letter.subject.patch and letter.subject.reply):
            return None
        author = patch_author(letter, authors)
        if author and author[1].casefold() in self.me:
            return None
        text = self.text(letter)
        trailers = tuple(reviewed_by(text, self.me))
        return trailers if trailers or (author and answers_inline(text)) else None


def patch_author(letter: Letter, authors: dict[str, tuple[str, str]]) -> tuple[str, str] | None:
    """Of the nearest patch above it in its thread."""
    return next((authors[parent] for parent in reversed(letter.parents) if parent in authors), None)
