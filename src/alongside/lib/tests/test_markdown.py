import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.lib.markdown import to_html


def test_what_people_write_is_shown() -> None:
    html = to_html("# Plan\n\n**Ship** it:\n- one\n- `two`\n\n> said\n\n~~old~~")

    for part in (
        "<h3>Plan</h3>",
        "<strong>Ship</strong>",
        "<li>one</li>",
        "<code>two</code>",
        "<blockquote>",
        "<s>old</s>",
    ):
        assert part in html


def test_a_line_break_stays() -> None:
    assert "<br>" in to_html("one\ntwo")


def test_links_lead_out_without_leaking_where_from() -> None:
    html = to_html("[doc](https://example.org/a?b=1&c=2)")

    assert 'href="https://example.org/a?b=1&amp;c=2"' in html
    assert 'rel="noopener noreferrer"' in html


def test_an_image_becomes_a_link() -> None:
    html = to_html("![a *chart*](https://example.org/x.png)")

    assert "<img" not in html
    assert 'href="https://example.org/x.png"' in html
    assert "a chart</a>" in html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](javascript:alert(1))",
        '![" onload="alert(1)](https://example.org/"onerror="x)',
        "[x](vbscript:msgbox)",
        "<javascript:alert(1)>",
        "<svg/onload=alert(1)>",
        "```\n</code></pre><script>alert(1)</script>\n```",
        "```html onclick=alert(1)\nx\n```",
        '<a href="https://example.org" style="position:fixed">x</a>',
        "<style>@import url(//example.org)</style>",
        '[x](https://example.org "\\" onmouseover=alert(1) x=\\"")',
        "| a |\n|---|\n| <script>alert(1)</script> |",
        "[" * 5000,
        "> " * 2000 + "x",
    ],
)
def test_hostile_text_is_only_text(hostile: str) -> None:
    assert_harmless(to_html(hostile))


@given(st.text(alphabet="<>\"'`[]()!*_~|-# \n&;:/=aonscriptjv\0\u202e", max_size=80))
def test_no_text_at_all_makes_unsafe_html(text: str) -> None:
    assert_harmless(to_html(text))


def assert_harmless(html: str) -> None:
    tags = re.findall(r"<[^>]*>", html)
    for tag in tags:
        assert re.match(
            r"</?(p|br|hr|strong|em|s|code|pre|blockquote|ul|ol|li|a|h[3-6]|table|thead|tbody|tr|th|td)\b",
            tag,
        )
        attributes = set(re.findall(r'\s([\w-]+)="', re.sub(r'="[^"]*"', '=""', tag)))
        assert attributes <= {"href", "title", "rel", "start"}
        assert not re.search(r'href="\s*(?!https?:|mailto:|[#/?]|[^":]*")', tag, re.IGNORECASE)
