"""The words of a line of Markdown, without its marks, and where it links."""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt

_LONGEST = 5_000
_BARE = re.compile(r"https?://[^\s<>\"')\]]{1,2000}[^\s<>\"')\].,;:!?]")
_PERSON = re.compile(r"(?<![\w@/.:])@(?P<name>[A-Za-z0-9](?:[\w.-]{0,60}\w)?)")
_CODE = re.compile(r"`[^`]*`")
_parser = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True, slots=True)
class Words:
    text: str
    url: str
    """The first web address, "" without one."""
    people: tuple[str, ...]
    """Written as @name, code left aside."""


def words(markdown: str) -> Words:
    text, plain, links = [], [], []
    for token in _parser.parseInline(markdown[:_LONGEST])[0].children or []:
        if token.type in ("text", "code_inline", "image"):
            text.append(token.content)
            plain.append(token.content if token.type == "text" else " ")
        elif token.type in ("softbreak", "hardbreak"):
            text.append(" ")
            plain.append(" ")
        elif token.type == "link_open":
            links.append(str(token.attrGet("href") or ""))
    joined = "".join(text)
    links = [link for link in links if _BARE.fullmatch(link)] or _BARE.findall(joined)
    return Words(" ".join(joined.split()), links[0] if links else "", people_in("".join(plain)))


def people_in(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found["name"] for found in _PERSON.finditer(_CODE.sub(" ", text))))


def first_url(text: str) -> str:
    found = _BARE.search(text)
    return found[0] if found else ""
