"""The items of a Markdown document with the headings above them."""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from alongside.lib.heading_dates import order_in
from alongside.sources.collectors.brag.inline import words
from alongside.sources.collectors.brag.spans import Calendar, Span, When
from alongside.sources.collectors.contract import Defect, Given

_BOX = re.compile(r"\[(?P<mark>[ xX])\]\s+")
_FRONT = re.compile(r"(?P<name>[A-Za-z_-]{1,40})\s*:\s*(?P<value>.{1,200})$")
_FRONT_NAMES = ("year", "jahr", "period", "zeitraum", "date", "datum", "title", "titel")
_LISTS = ("bullet_list", "ordered_list")
_DEEPEST_HEADING = 7
"""A line of its own that is nothing but a date stands below all headings, and an item that is one below that."""


@dataclass(frozen=True, slots=True)
class Listed:
    line: int
    text: str
    """Markdown, of one paragraph."""
    body: str
    span: Span | None
    headings: tuple[str, ...]
    """Those that say more than a time."""
    done: bool


@dataclass(slots=True)
class _Place:
    """The headings above, by level: the time of each, or that of the one above it, and what else it says."""

    levels: dict[int, tuple[Span | None, str]] = field(default_factory=dict)

    def enter(self, level: int, when: When) -> None:
        self.levels = {each: said for each, said in self.levels.items() if each < level}
        self.levels[level] = (when.span or self.span, when.rest)

    @property
    def span(self) -> Span | None:
        return self.levels[max(self.levels)][0] if self.levels else None

    def above(self, level: int) -> Span | None:
        """The time of the heading below which one of this level stands."""
        higher = [each for each in self.levels if each < level]
        return self.levels[max(higher)][0] if higher else None

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(rest for level, (_, rest) in sorted(self.levels.items()) if rest and level > 0)


def items_of(text: str, name: str, given: Given) -> Iterator[Listed | Defect]:
    """`name` is that of the file: it may say the year."""
    front, lines = _front(text.split("\n"))
    tree = SyntaxTreeNode(_blocks().parse("\n".join(lines)))
    order = order_in(_content(node) for node in tree.children if node.type == "heading")
    calendar = Calendar(order, given.today, fiscal_month(given))
    yield from _Walk(calendar, lines, _first_place(calendar, front, name)).below(tree)


def fiscal_month(given: Given) -> int:
    """In which the fiscal year begins; 0 where nobody said."""
    return int(given.settings.get("fiscal", "") or 0)


def _blocks() -> MarkdownIt:
    """Without the inside of paragraphs, which is read where it is needed."""
    return MarkdownIt("commonmark", {"html": False}).disable("inline")


def _front(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """Front matter becomes empty lines, so that lines keep their numbers."""
    if not lines or lines[0].strip() != "---":
        return {}, lines
    end = next((number for number, line in enumerate(lines[1:100], 1) if line.strip() in ("---", "...")), None)
    if end is None:
        return {}, lines
    told = [found for line in lines[1:end] if (found := _FRONT.match(line.strip()))]
    front = {found["name"].casefold(): found["value"].strip(" \"'") for found in told}
    return front, [""] * (end + 1) + lines[end + 1 :]


def _first_place(calendar: Calendar, front: dict[str, str], name: str) -> _Place:
    place = _Place()
    for text in (*(front.get(each, "") for each in _FRONT_NAMES), re.sub(r"[_.]+", " ", PurePath(name).stem)):
        when = calendar.when(text, None)
        if when.span:
            place.enter(0, when)
            break
    return place


def _content(node: SyntaxTreeNode) -> str:
    """Of a heading or paragraph."""
    return node.children[0].content if node.children else ""


@dataclass(frozen=True, slots=True)
class _Walk:
    calendar: Calendar
    lines: list[str]
    place: _Place

    def below(self, tree: SyntaxTreeNode) -> Iterator[Listed | Defect]:
        for node in tree.children:
            if node.type == "heading":
                yield from self._enter(int(node.tag[1]), node)
            elif node.type == "paragraph":
                when = self.calendar.when(words(_content(node)).text, self.place.span)
                if when.span and not when.rest:
                    self.place.enter(_DEEPEST_HEADING, when)
            elif node.type in _LISTS:
                yield from self._list(node, _DEEPEST_HEADING + 1)

    def _enter(self, level: int, node: SyntaxTreeNode) -> Iterator[Defect]:
        above = self.place.above(level)
        around = above if above and self.calendar.is_fiscal(above) else self.place.span
        when = self.calendar.when(words(_content(node)).text, around)
        self.place.enter(level, when)
        if when.problem:
            yield Defect(f"line {_first_line(node)}", when.problem)

    def _list(self, node: SyntaxTreeNode, level: int) -> Iterator[Listed | Defect]:
        before = dict(self.place.levels)
        for item in node.children:
            inner = [child for child in item.children if child.type in _LISTS]
            first = item.children[0] if item.children and item.children[0].type == "paragraph" else None
            when = self.calendar.when(words(_content(first)).text, self.place.span) if first and inner else None
            if when and when.span and not when.rest:
                self.place.enter(level, when)
                for each in inner:
                    yield from self._list(each, level + 1)
                self.place.levels = dict(before)
            elif first:
                yield self._listed(item, first)

    def _listed(self, item: SyntaxTreeNode, first: SyntaxTreeNode) -> Listed:
        text = _content(first)
        box = _BOX.match(text)
        body = "\n".join(self.lines[_end(first) : _end(item)])
        return Listed(
            line=_first_line(item),
            text=text[box.end() :] if box else text,
            body=textwrap.dedent(body).strip(),
            span=self.place.span,
            headings=self.place.headings,
            done=not box or box["mark"] != " ",
        )


def _first_line(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 0


def _end(node: SyntaxTreeNode) -> int:
    return node.map[1] if node.map else 0
