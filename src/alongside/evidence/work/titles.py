"""A title for a piece of work, in the words of its material and no others."""

import re
from collections.abc import Iterable
from itertools import chain

from alongside.evidence.work.files import part_of
from alongside.evidence.work.kinds import WEIGHT, kind_of_deed
from alongside.evidence.work.material import HEADINGS, HELPING, Deed, Group
from alongside.evidence.work.reading import is_afterwork, is_pull_request
from alongside.evidence.work.words import CONVENTIONAL, TYPES, is_trivial

_BEFORE = re.compile(
    r"^(?:\s+|\[[^\]]{1,30}\]:?\s*(?=\S)|(?:fixup|squash|amend)!\s*|(?:[A-Z][A-Z0-9]{1,9}-\d+|#\d+)\s*[:–-]?\s+"
    r"|:\w+:\s*|[^\w\s\"'`<(\[{/$@.*+=~|\\&%^-]+\s*)"
)
_AFTER = re.compile(r"(?:\s*\((?:PR )?#\d+\)|\s*\[[A-Z][A-Z0-9]{1,9}-\d+\]|\s*\[(?:skip ci|ci skip)\]|\s+|(?<!\.)\.)$")
_ENDINGS = (")", "]", ".", " ", "\n")
_AREA = re.compile(r"^[\w/.+-]+(?:, ?[\w/.+-]+)*(?:\([^)]*\))?!?: ")
_PLAIN_WORD = re.compile(r"^[^\W\d_]+(?:'\w+)?(?=[\s:,;!?-]|$)")


def title_of(group: Group) -> str:
    """Of the pull request or merge, else of the ticket, else the subject that tells most."""
    return next((title for raw in _candidates(group) if (title := cleaned(raw))), group.key)


def cleaned(title: str) -> str:
    """Without `fix(payments): `, `PAY-123`, `[PATCH 2/5]`, `(#12)`; first letter upper, but `lib: ` as it is called."""
    text = " ".join(title.split())
    while (shorter := _shorter(text)) != text:
        text = shorter
    plain = None if _AREA.match(text) else _PLAIN_WORD.match(text)
    first = text[:1].upper()
    return first + text[1:] if plain and plain[0].islower() and len(first) == 1 else text


def _shorter(text: str) -> str:
    """One step of cleaning; never down to nothing."""
    prefix = CONVENTIONAL.match(text)
    if prefix and prefix[1].lower() in TYPES:
        return text[prefix.end() :] or text
    shorter = _BEFORE.sub("", text, count=1)
    return (_AFTER.sub("", shorter, count=1) if shorter.endswith(_ENDINGS) else shorter) or text


def _candidates(group: Group) -> Iterable[str]:
    headings = [deed.title for kind in HEADINGS for deed in group.deeds if deed.kind == kind]
    merged = [title for deed in group.deeds if (title := _merge_title(deed))]
    several = len(group.deeds) > 1
    told = sorted(group.deeds, key=_telling, reverse=True) if several else group.deeds
    subjects = [deed.title for deed in told]
    return chain(headings, merged, subjects, (file.path for file in group.files))


def _merge_title(deed: Deed) -> str:
    """A merge of a pull request has its title in the first line of the body."""
    if deed.merge_title and not is_trivial(deed.merge_title):
        return deed.merge_title
    return deed.body.strip().partition("\n")[0] if is_pull_request(deed.title) else ""


def _telling(deed: Deed) -> tuple[bool, bool, bool, bool, float, int]:
    """Own work before reviews and merges, code before what was written about it, then what matters most."""
    lines = sum(file.added + file.removed for file in deed.files)
    plain = not (is_trivial(deed.title) or is_afterwork(deed))
    code = any(part_of(file.path) == "code" for file in deed.files)
    return plain, not deed.is_merge, deed.kind not in HELPING, code, WEIGHT[kind_of_deed(deed)], lines
