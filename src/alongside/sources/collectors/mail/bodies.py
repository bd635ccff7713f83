"""The text of a mail: what its author wrote, what it answers, and the patch in it."""

import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser

from alongside.sources.collectors.git.text import decoded
from alongside.sources.collectors.plain import LONGEST_BODY, plain

_PARSER = BytesParser()
_QUOTED_FROM = re.compile(r"^>(>*From )", re.MULTILINE)
_ATTRIBUTION = re.compile(r"^.{0,300}\b(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|schreef)\b.{0,100}:\s*$")
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_DIFF = re.compile(r"^(?:diff --git |Index: |--- (?:a/|/dev/null))", re.MULTILINE)
_FILE = re.compile(r"^diff --git a/.{1,300}? b/(?P<path>.{1,300})$")
_QUOTED_PATCH = re.compile(r"^>[> ]*(?:diff --git |@@ -|[+-](?![+-]))", re.MULTILINE)
_BY = re.compile(
    r"^(?P<trailer>(?:Reviewed|Acked|Tested|Approved)(?:-and-[A-Za-z]+)?-by)\s*:.*?<?(?P<email>[^\s<>]+@[^\s<>]+?)>?\s*$"
)
_BODY_FROM = re.compile(r"\A\s*From: (?P<name>[^<\n]{0,200}?)\s*<(?P<email>[^<>\s]{1,300})>\s*$", re.MULTILINE)
_MOST_PARTS = 200
_MOST_FILES = 500


def text_of(mail: bytes) -> str:
    """Raises ValueError for a mail that cannot be taken apart."""
    try:
        message = _PARSER.parsebytes(mail)
        return plain(_QUOTED_FROM.sub(r"\1", "\n".join(_texts(message))))
    except (LookupError, AttributeError, TypeError, IndexError, RecursionError, AssertionError) as problem:
        raise ValueError("its parts cannot be taken apart") from problem


def own_words(text: str) -> str:
    """Without what it quotes, who wrote that, the signature and the patch."""
    text = _SIGNATURE.split(_DIFF.split(text)[0])[0]
    return "\n".join(_kept(text.splitlines())).strip()


def reviewed_by(text: str, addresses: frozenset[str]) -> list[str]:
    """The trailers that are given in this mail by one of the addresses: Reviewed-by, Tested-by."""
    found = (_BY.match(line.strip()) for line in text.splitlines())
    return list(dict.fromkeys(each["trailer"] for each in found if each and each["email"].casefold() in addresses))


def answers_inline(text: str) -> bool:
    """Lines of the patch are quoted, and something is said to them."""
    return _QUOTED_PATCH.search(text) is not None and bool(own_words(text))


def author_in(text: str) -> tuple[str, str] | None:
    """A patch of somebody else says so in its first line."""
    found = _BODY_FROM.match(text)
    return (found["name"].strip(' "'), found["email"]) if found else None


def files_in(text: str) -> list[tuple[str, int, int]]:
    """Paths with lines added and removed."""
    counts: dict[str, list[int]] = {}
    path, inside = "", False
    for line in text.splitlines():
        found = _FILE.match(line)
        if found:
            path, inside = found["path"].strip('"'), False
            counts.setdefault(path, [0, 0])
        elif line.startswith("@@"):
            inside = bool(path)
        elif line in ("-- ", "--"):
            path, inside = "", False
        elif inside and line[:1] in ("+", "-"):
            counts[path][line[0] == "-"] += 1
    return [(path, added, removed) for path, (added, removed) in list(counts.items())[:_MOST_FILES]]


def _texts(message: Message) -> Iterator[str]:
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            return
        kind = part.get_content_type()
        is_patch = kind in ("text/x-patch", "text/x-diff")
        if part.is_multipart() or not (kind == "text/plain" or is_patch):
            continue
        if part.get_content_disposition() != "attachment" or is_patch:
            raw = part.get_payload(decode=True)
            if isinstance(raw, bytes):
                yield decoded(raw[: 4 * LONGEST_BODY], _charset(part))


def _charset(part: Message) -> str:
    charset = part.get_content_charset() or ""
    return "" if charset in ("us-ascii", "unknown-8bit", "x-unknown") else charset


def _kept(lines: list[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        following = next((each for each in lines[number + 1 : number + 3] if each.strip()), "")
        if not line.startswith(">") and not (_ATTRIBUTION.match(line.strip()) and following.startswith(">")):
            yield line
