"""Texts of Jira Cloud, which come as trees (the Atlassian Document Format), as plain text."""

from typing import Any

from alongside.sources.collectors.fields import at, line
from alongside.sources.collectors.plain import LONGEST_BODY, plain

_DEEPEST = 60
_BLOCKS = frozenset(
    """
    paragraph heading codeBlock blockquote listItem tableRow rule panel mediaSingle taskItem decisionItem
    blockCard expand
    """.split()
)
_SAID = {
    "mention": "text",
    "emoji": "text",
    "status": "text",
    "inlineCard": "url",
    "blockCard": "url",
    "embedCard": "url",
}


def text_of(document: Any) -> str:
    """A text of Server is one already."""
    if isinstance(document, str):
        return plain(document)
    pieces: list[str] = []
    _gather(document, pieces, 0)
    lines = "".join(pieces).splitlines()
    return plain("\n".join(row for row in (each.strip() for each in lines) if row))


def _gather(node: Any, pieces: list[str], depth: int) -> None:
    if not isinstance(node, dict) or depth > _DEEPEST or len(pieces) > LONGEST_BODY:
        return
    kind = line(node, "type")
    if kind in _BLOCKS:
        pieces.append("\n- " if kind == "listItem" else "\n")
    pieces.append(_said(kind, node))
    children = node.get("content")
    for child in children if isinstance(children, list) else []:
        first = kind == "listItem" and child is children[0]  # type: ignore[index]
        _gather_inside(child, pieces, depth, inline=first)
    if kind in {"tableCell", "tableHeader"}:
        pieces.append(" ")


def _gather_inside(child: Any, pieces: list[str], depth: int, *, inline: bool) -> None:
    """The first paragraph of an item of a list stands behind its dash."""
    if inline and at(child, "type") == "paragraph":
        child = {**child, "type": ""}
    _gather(child, pieces, depth + 1)


def _said(kind: str, node: dict[str, Any]) -> str:
    if kind == "text":
        text = node.get("text")
        return text[:LONGEST_BODY] if isinstance(text, str) else ""
    if kind == "hardBreak":
        return "\n"
    return line(node, "attrs", _SAID[kind], most=500) if kind in _SAID else ""
