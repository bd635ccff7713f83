"""Subjects as they are written on lists: [PATCH v2 3/7] of a series, Re: in many languages, names of lists."""

import re
from dataclasses import dataclass

_REPLY = re.compile(r"^\s*(?:(?:re|aw|antw|sv|vs|rép|ref|fwd?|wg)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_IS_REPLY = re.compile(r"^\s*(?:\[[^\]]{0,60}\]\s*)?(?:re|aw|antw|sv|vs|rép)(?:\[\d+\])?\s*:", re.IGNORECASE)
_TAG = re.compile(r"^\s*\[(?P<tag>[^\[\]]{1,120})\]\s*")
_PATCH = re.compile(r"\bPATCH", re.IGNORECASE)
_VERSION = re.compile(r"(?:\b|PATCH)v(?P<version>[1-9]\d{0,2})\b", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?P<number>\d{1,4})/(?P<total>\d{1,4})\b")


@dataclass(frozen=True, slots=True)
class Subject:
    title: str
    """Without Re: and what stands in brackets before it."""
    reply: bool
    patch: bool
    version: int = 1
    number: int = 1
    """0 is a cover letter."""
    total: int = 1
    resent: bool = False

    @property
    def key(self) -> str:
        return " ".join(self.title.split()).casefold().rstrip(".")

    @property
    def place(self) -> str:
        """As `v2 3/7`."""
        version = f"v{self.version}" if self.version > 1 else ""
        return f"{version} {self.number}/{self.total}".strip() if self.total > 1 or self.number == 0 else version


def read(subject: str) -> Subject:
    reply, tags, rest = _IS_REPLY.match(subject) is not None, [], _REPLY.sub("", subject)
    while found := _TAG.match(rest):
        tags.append(found["tag"])
        rest = _REPLY.sub("", rest[found.end() :])
    patch = next((tag for tag in tags if _PATCH.search(tag)), "")
    title = rest.strip() or subject.strip()
    if not patch:
        return Subject(title, reply, patch=False)
    version, number = _VERSION.search(patch), _NUMBER.search(patch)
    return Subject(
        title,
        reply,
        patch=True,
        version=int(version["version"]) if version else 1,
        number=int(number["number"]) if number else 1,
        total=int(number["total"]) if number else 1,
        resent="RESEND" in patch.upper(),
    )
