"""Tickets that a message names: #123, GH-123, ABC-123, owner/repo#123 and addresses of issues.

What looks like a key and is a standard, an encoding, a hash or a vulnerability is none (UTF-8, SHA-256, CVE-2024-1).
"""

import re
from dataclasses import dataclass

_VERBS = r"(?:fix(?:es|ed)?|clos(?:e|es|ed)|resolv(?:e|es|ed))"
_KEY = r"[A-Z][A-Z0-9_]{1,19}-[1-9]\d{0,6}"
_NUMBER = r"(?:[A-Za-z0-9][\w.-]{0,60}/[A-Za-z0-9_.][\w.-]{0,99})?#[1-9]\d{0,8}"
_ADDRESS = r"https?://[^\s<>()\"']{1,200}?/(?:(?:-/)?(?:issues|pull|merge_requests)/\d{1,9}|browse/[A-Z][A-Z0-9_]{1,19}-\d{1,7})"
_TICKET = re.compile(
    rf"(?P<address>{_ADDRESS})(?![\w])"
    rf"|(?<![\w/&#.:-])(?P<number>{_NUMBER})(?!\w)"
    rf"|(?<![\w/.#@-])(?P<key>{_KEY})(?![\w-]|\.\d)"
)
_NUMBER_OF_KEY = re.compile(r"-[1-9](?<=[A-Z0-9_]..)")
_NUMBER_ALONE = re.compile(r"#[1-9]")
_WAY = re.compile(r"/(?:issues|pull|merge_requests|browse)/")
_CLOSES = re.compile(rf"\b{_VERBS}\b(?:[ \t]+(?:bug|issue|ticket)s?)?[ \t]*:?[ \t]*\n?[ \t]*$", re.IGNORECASE)
_GOES_ON = re.compile(r"[ \t]*(?:,|&|\+|and|,[ \t]*and)[ \t]*\n?[ \t]*", re.IGNORECASE)
_WORDS = """
UTF UCS ISO SHA MD CVE CWE GHSA RFC PEP BEP EIP ERC JEP KEP ADR AES DES RSA DSA ECDSA ED HMAC CRC BASE ASCII ANSI ECMA
IEEE IEC DIN EN IPV HTTP TLS SSL SMTP TCP UDP OAUTH ES ARM WIN WINDOWS CP KOI8 KOI EUC BIG LATIN GB JIS GPL LGPL AGPL
MIT BSD APACHE MPL CC SPDX GPT LLAMA USB PCI DDR HDMI MP RC TOP STEP PART PHASE LEVEL VERSION UTC GMT COVID FIPS PKCS
BLAKE SIP XXH FNV FP INT UINT FLOAT BF IPV4 IPV6 RS UCS2 ISO8601 GCC CLANG LLVM MSVC
"""
_NO_TRACKER = frozenset(_WORDS.split())
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Ticket:
    name: str
    """As written: #12, PAY-7, owner/repo#3 or the address; GH-12 becomes #12."""
    closes: bool


def tickets_in(text: str) -> tuple[Ticket, ...]:
    """Each ticket once, in the order of the text; it closes when any mention says so."""
    if not _may_name_any(text):
        return ()
    found: dict[str, bool] = {}
    closing, end = False, -1
    for match in _TICKET.finditer(text):
        name = _name(match)
        if name:
            goes_on = closing and end >= 0 and _GOES_ON.fullmatch(text, end, match.start()) is not None
            closing = goes_on or _CLOSES.search(text, max(0, match.start() - _AROUND), match.start()) is not None
            end = match.end()
            found[name] = found.get(name, False) or closing
    return tuple(Ticket(name, closes) for name, closes in found.items())


def _may_name_any(text: str) -> bool:
    """Something in it, whatever stands around; most messages have nothing and are not looked at twice."""
    return bool(_NUMBER_ALONE.search(text) or _NUMBER_OF_KEY.search(text) or ("://" in text and _WAY.search(text)))


def _name(match: re.Match[str]) -> str:
    key = match["key"]
    if not key:
        return match[0]
    tracker, _, number = key.rpartition("-")
    if tracker == "GH":
        return f"#{number}"
    return "" if tracker in _NO_TRACKER else key
