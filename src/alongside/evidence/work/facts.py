"""What can be counted and read of a group without knowing the project."""

import re
from dataclasses import dataclass
from functools import cached_property

from alongside.evidence.work.files import folder_of, part_of
from alongside.evidence.work.kinds import Kind, kind_of
from alongside.evidence.work.material import HELPING, Deed, FileChange, Group
from alongside.evidence.work.reading import is_revert
from alongside.evidence.work.words import is_trivial

_TRAILER = re.compile(r"^[A-Z][\w-]*(?:-by|-to|-URL|-Id|-on|-from|id)?:\s.*$|^(?:Closes|Fixes|Refs?)\b.*#\d+.*$", re.M)
_MEASURE = r"[$€£]?\d[\d.,]*\s?(?:%|[a-zA-Zµ]{1,8}\b)?"
_MEASURED = re.compile(
    rf"\bfrom (?:about |over |around )?{_MEASURE} (?:down |up )?to (?:about |under |around )?{_MEASURE}", re.I
)
_CLOSES = re.compile(
    r"\b(?:clos(?:e[sd]?|ing)|fix(?:e[sd])?|resolv(?:e[sd]?|ing))\b:?\s*(#\d+|[A-Z][A-Z0-9]+-\d+)", re.I
)


@dataclass(frozen=True)
class Facts:
    group: Group

    @cached_property
    def kind(self) -> Kind:
        return kind_of(self.group)

    @cached_property
    def files(self) -> list[FileChange]:
        return [file for deed in self.works for file in deed.files]

    @cached_property
    def lines(self) -> dict[str, int]:
        """Part of the work → lines added and removed in it."""
        counted: dict[str, int] = {}
        for file in self.files:
            part = part_of(file.path)
            counted[part] = counted.get(part, 0) + file.added + file.removed
        return counted

    @cached_property
    def parts(self) -> list[str]:
        return [part for part in ("code", "tests", "docs") if part in self.lines]

    @cached_property
    def folders(self) -> set[str]:
        return {folder_of(file.path) for file in self.files if part_of(file.path) not in ("generated", "notes")}

    @cached_property
    def code_folders(self) -> set[str]:
        found = {folder_of(file.path) for file in self.files if part_of(file.path) == "code"}
        return found - {""}

    @cached_property
    def works(self) -> list[Deed]:
        """Own work without merges; a commit picked onto another branch is the same work."""
        own = [deed for deed in self.group.deeds if deed.kind not in HELPING and not deed.is_merge]
        return list({(deed.title, deed.files): deed for deed in own}.values())

    @cached_property
    def prose(self) -> int:
        """Characters of the longest explanation, without trailers."""
        return max((len(_TRAILER.sub("", deed.body).strip()) for deed in self.group.deeds), default=0)

    @cached_property
    def reverts(self) -> int:
        return sum(is_revert(deed) for deed in self.group.deeds)

    @cached_property
    def is_taken_back(self) -> bool:
        """The last word on it was a revert."""
        return bool(self.works) and is_revert(self.works[-1])

    @cached_property
    def is_trivial(self) -> bool:
        own = [deed for deed in self.group.deeds if deed.kind not in HELPING]
        return bool(own) and all(_is_upkeep(deed) for deed in own) and not self._is_told

    @cached_property
    def _is_told(self) -> bool:
        return any(deed.merge_title and not is_trivial(deed.merge_title) for deed in self.group.deeds)

    @cached_property
    def closed(self) -> list[str]:
        """Tickets that a message says are done with it."""
        messages = (f"{deed.title}\n{deed.body}" for deed in self.group.deeds)
        return list(dict.fromkeys(ticket for message in messages for ticket in _CLOSES.findall(message)))

    @cached_property
    def measured(self) -> str:
        """A result with numbers, as the messages say it."""
        found = (_MEASURED.search(deed.body) for deed in self.works if deed.body)
        return next((match[0].strip() for match in found if match and "." not in match[0][-1:]), "")

    def people(self, *roles: str) -> list[str]:
        """Names with one of these roles, without the authors themselves."""
        authors = {deed.author for deed in self.group.deeds}
        named = (credit for deed in self.group.deeds for credit in deed.credits if credit.role in roles)
        return list(dict.fromkeys(credit.name for credit in named if credit.name not in authors))


def _is_upkeep(deed: Deed) -> bool:
    """Also what touches nothing but listings that a tool wrote."""
    parts = {part_of(file.path) for file in deed.files}
    return deed.is_merge or is_trivial(deed.title) or (bool(parts) and parts <= {"generated", "notes"})
