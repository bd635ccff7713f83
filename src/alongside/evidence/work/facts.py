"""What can be counted and read of a group without knowing the project."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from alongside.evidence.work import telling
from alongside.evidence.work.files import NOT_COUNTED, Part, part_of, place_of
from alongside.evidence.work.kinds import Kind, kind_of
from alongside.evidence.work.material import COMMIT, HEADINGS, HELPING, PATCH, TICKETS, Deed, FileChange, Group
from alongside.evidence.work.reading import is_afterwork, is_revert, picked_from
from alongside.evidence.work.telling import names_an_option
from alongside.evidence.work.words import is_trivial

_A_PAGE, _SOME_SIZE, _SHORT = 8, 20, 7
_HARD_LINES, _HARD_FOLDERS = 200, 4
_MEETINGS_TO_TELL = ("led", "interview", "on-call")
_UNBLOCKS = re.compile(r"\bunblock(?:s|ed|ing)?\b", re.I)
_MEASURE = r"[$€£]?\d[\d.,]*\s?(?:%|[a-zA-Zµ]{1,8}\b)?"
_MEASURED = re.compile(
    rf"[Ff]rom (?:about |over |around )?{_MEASURE} (?:down |up )?to (?:about |under |around )?{_MEASURE}"
)
_CLOSES = re.compile(
    r"\b(?:clos(?:e[sd]?|ing)|fix(?:e[sd])?|resolv(?:e[sd]?|ing))\b:?\s*((?:[\w.-]+/[\w.-]+)?#\d+|[A-Z][A-Z0-9]+-\d+)",
    re.I,
)


class Touched:
    """The files of a piece of work, gone through once."""

    def __init__(self) -> None:
        self.lines: dict[Part, int] = {}
        self.folders: set[str] = set()
        self.code_folders: set[str] = set()
        self.new_files = 0
        """Files of any kind that seem to be new (nothing was removed from them), and have some size."""
        self.new_docs = 0
        """Pages of documentation that seem to be new."""
        self.has_guides = False
        self.added_to_guides = 0


@dataclass(frozen=True)
class Facts:
    group: Group

    @cached_property
    def kind(self) -> Kind:
        return kind_of(self.group)

    @cached_property
    def touched(self) -> Touched:
        return _touched(file for deed in self.works for file in deed.files)

    @property
    def lines(self) -> dict[Part, int]:
        """Part of the work → lines added and removed in it."""
        return self.touched.lines

    @property
    def counted(self) -> int:
        """Lines added and removed, by the rule of `files.RULE`."""
        return sum(lines for part, lines in self.lines.items() if part not in NOT_COUNTED)

    @cached_property
    def headline(self) -> str:
        """What the work is called by its authors: the merged title, else the subject with the most code below it."""
        told = next((deed.merge_title for deed in self.group.deeds if deed.merge_title), "")
        headed = next((deed.title for kind in HEADINGS for deed in self.group.deeds if deed.kind == kind), "")
        if told or headed or not self.works:
            return told or headed
        return (max(self.works, key=_code_added) if len(self.works) > 1 else self.works[0]).title

    @cached_property
    def said(self) -> telling.Said:
        return telling.said_in(self.headline)

    @cached_property
    def naming_an_option(self) -> float:
        """Share of the work that names one."""
        naming = sum(names_an_option(deed.title) or names_an_option(deed.body) for deed in self.works)
        return naming / max(1, len(self.works))

    @cached_property
    def words_of_news(self) -> frozenset[str]:
        return frozenset[str]().union(*(telling.message_of(deed.body).news for deed in self.works))

    @cached_property
    def words_of_repair(self) -> frozenset[str]:
        return frozenset[str]().union(*(telling.message_of(deed.body).repair for deed in self.works))

    @property
    def parts(self) -> list[str]:
        return [part for part in ("code", "tests", "docs") if part in self.lines]

    @property
    def folders(self) -> set[str]:
        return self.touched.folders

    @property
    def code_folders(self) -> set[str]:
        return self.touched.code_folders

    @property
    def is_hard(self) -> bool:
        """Much code or many places at once."""
        return self.lines.get("code", 0) >= _HARD_LINES or len(self.code_folders) >= _HARD_FOLDERS

    @cached_property
    def unblocks(self) -> bool:
        return any(_UNBLOCKS.search(deed.title) for deed in self.group.deeds)

    @property
    def is_of_tickets(self) -> bool:
        """Nothing but tickets: no change of one's own is known for them."""
        return bool(self.works) and all(deed.kind in TICKETS for deed in self.works)

    @property
    def points(self) -> float:
        return sum(deed.points for deed in self.works)

    @property
    def reopened(self) -> int:
        return sum(deed.reopened for deed in self.works)

    @property
    def days_open(self) -> int:
        """Of the ticket that was open for longest."""
        return max(((deed.on.date() - deed.opened).days for deed in self.works if deed.opened), default=0)

    @property
    def comments(self) -> int:
        return max((deed.comments for deed in self.group.deeds), default=0)

    @property
    def changes_libraries(self) -> bool:
        """Carries another version of a library, or code together with what it newly depends on."""
        return "vendored" in self.lines or ("generated" in self.lines and "code" in self.lines)

    @property
    def renews_libraries(self) -> bool:
        return self.changes_libraries and self.said.renews

    @cached_property
    def works(self) -> list[Deed]:
        """Own work without merges; a rebased, picked or squashed copy is the same work."""
        own = [deed for deed in self.group.deeds if deed.kind not in HELPING and not deed.is_merge]
        if len(own) < 2:
            return own
        once = {(deed.title, deed.files): deed for deed in own}
        copies = {_written(deed): deed for deed in once.values()}
        ids = {deed.id[:_SHORT] for deed in copies.values()}
        return [deed for deed in copies.values() if not (picked_from(deed) & ids)]

    @cached_property
    def reverts(self) -> int:
        """Of its own work, not of older work."""
        found = sum(is_revert(deed) for deed in self.works)
        return found if found < len(self.works) else 0

    @cached_property
    def is_taken_back(self) -> bool:
        """The last word on it was a revert, and not of a part only."""
        if not self.reverts:
            return False
        first_hand = sum(not is_afterwork(deed) for deed in self.works)
        return self.reverts >= max(1, first_hand) and is_revert(self.works[-1])

    @cached_property
    def is_trivial(self) -> bool:
        if self.kind == "meeting":
            return not self.meetings_to_tell
        own = [deed for deed in self.group.deeds if deed.kind not in HELPING]
        return bool(own) and all(_is_upkeep(deed) for deed in own) and not self._is_told

    @property
    def meetings_to_tell(self) -> list[str]:
        """Kinds of meetings that are work of one's own; to have been in others is no news."""
        return [deed.meeting for deed in self.group.deeds if deed.meeting in _MEETINGS_TO_TELL]

    @cached_property
    def _is_told(self) -> bool:
        return any(deed.merge_title and not is_trivial(deed.merge_title) for deed in self.group.deeds)

    @cached_property
    def closed(self) -> list[str]:
        """Tickets that a message says are done with it."""
        messages = (f"{deed.title}\n{deed.body}" for deed in self.group.deeds if deed.tickets)
        return list(dict.fromkeys(ticket for message in messages for ticket in _CLOSES.findall(message)))

    @cached_property
    def measured(self) -> str:
        """A result with numbers, as the messages say it."""
        found = (_MEASURED.search(deed.body) for deed in self.works if "rom " in deed.body)
        return next((match[0].strip() for match in found if match and "." not in match[0][-1:]), "")

    @property
    def thanked_by(self) -> list[str]:
        """Of thanks the author is the giver."""
        return list(dict.fromkeys(deed.author for deed in self.group.deeds if deed.author))

    def people(self, *roles: str) -> list[str]:
        """Names with one of these roles, without the authors themselves."""
        return list(dict.fromkeys(name for role, name in self._named if role in roles)) if self._named else []

    @cached_property
    def _named(self) -> list[tuple[str, str]]:
        named = [credit for deed in self.group.deeds for credit in deed.credits if credit.role != "author"]
        authors = {deed.author for deed in self.group.deeds} if named else set()
        return [(credit.role, credit.name) for credit in named if credit.name not in authors]


def _written(deed: Deed) -> tuple[str, str, str]:
    """Kind, title and time of writing: what copies have in common. The time of other things is no such proof."""
    return deed.kind, deed.title, str(deed.on.timestamp()) if deed.kind in (COMMIT, PATCH) else deed.id


def _touched(files: Iterable[FileChange]) -> Touched:
    found = Touched()
    for path, added, removed in files:
        place = place_of(path)
        part = place.part
        found.lines[part] = found.lines.get(part, 0) + added + removed
        found.new_files += removed == 0 and added >= _SOME_SIZE
        if part == "docs":
            found.new_docs += removed == 0 and added >= _A_PAGE
            found.has_guides |= place.is_guide
            found.added_to_guides += added if place.is_guide else 0
        elif part == "code" and place.folder:
            found.code_folders.add(place.folder)
        if place.is_telling:
            found.folders.add(place.folder)
    return found


def _code_added(deed: Deed) -> tuple[int, int]:
    code = sum(file.added for file in deed.files if part_of(file.path) == "code")
    return code, sum(file.added for file in deed.files)


def _is_upkeep(deed: Deed) -> bool:
    """Also what touches nothing but listings that a tool wrote."""
    says_so = is_trivial(deed.title) and not telling.said_in(deed.title).gives
    by_tool = bool(deed.files) and all(part_of(file.path) in ("generated", "notes") for file in deed.files)
    return deed.is_merge or says_so or by_tool
