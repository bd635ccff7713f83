"""Markdown that people typed, as HTML that is safe to show: the one sanitiser of the house."""

from collections.abc import Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

_TAGS = {"p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a"}
_TAGS |= {"h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}
_SHALLOWEST_HEADING = 3
"""A note stands below the headings of the page, so its own first level becomes the third."""


def to_html(text: str, *, flowing: bool = False) -> str:
    """HTML without scripts, styles, raw HTML or images: an image becomes a link to it, so nothing is loaded from
    elsewhere. Links carry rel="noopener noreferrer". A line break stays a line break, unless the text is flowing.
    """
    return nh3.clean(
        (_flowing if flowing else _broken).render(text),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    )


def _image_as_link(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    image = tokens[index]
    shown = renderer.renderInlineAsText(image.children or [], options, env) or image.attrs["src"]
    return f'<a href="{nh3.clean_text(str(image.attrs["src"]))}">{nh3.clean_text(str(shown))}</a>'


def _lower_heading(_: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
    heading = tokens[index]
    level = min(int(heading.tag[1]) + _SHALLOWEST_HEADING - 1, 6)
    return f"</h{level}>\n" if heading.nesting < 0 else f"<h{level}>"


def _make_parser(*, breaks: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": breaks})
    parser.enable(["strikethrough", "table"])
    parser.add_render_rule("image", _image_as_link)
    parser.add_render_rule("heading_open", _lower_heading)
    parser.add_render_rule("heading_close", _lower_heading)
    return parser


_broken, _flowing = _make_parser(breaks=True), _make_parser(breaks=False)
