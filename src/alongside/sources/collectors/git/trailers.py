"""Who is named in a commit message, and for what.

Git reads trailers in the last paragraph only, and drops them when other text stands there. People are not so
tidy, so every line counts that begins like a trailer of a known kind and names somebody; other keys count only in
a last paragraph made of nothing but trailers.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

ROLES = {
    "co-authored-by": "co-author",
    "co-developed-by": "co-author",
    "pair-programmed-with": "co-author",
    "reviewed-by": "reviewer",
    "reviewers": "reviewer",
    "reviewer": "reviewer",
    "acked-by": "reviewer",
    "approved-by": "reviewer",
    "tested-by": "tester",
    "reported-by": "reporter",
    "reported-and-tested-by": "reporter",
    "bug-reported-by": "reporter",
    "noticed-by": "reporter",
    "spotted-by": "reporter",
    "helped-by": "helper",
    "assisted-by": "helper",
    "mentored-by": "helper",
    "thanks-to": "helper",
    "suggested-by": "suggester",
    "requested-by": "suggester",
    "inspired-by": "suggester",
    "signed-off-by": "signer",
}
_MANY = frozenset(("reviewers", "reviewer"))
_KNOWN = re.compile(
    rf"^[ \t]{{0,4}}(?P<key>{'|'.join(sorted(ROLES, key=len, reverse=True))})[ \t]*:[ \t]*(?P<value>\S[^\n]*)",
    re.IGNORECASE | re.MULTILINE,
)
_ANY = re.compile(r"(?P<key>[A-Za-z0-9][A-Za-z0-9-]*)[ \t]*:[ \t]*(?P<value>.*)")
_PERSON = re.compile(r"(?P<name>[^<]*)<(?P<email>[^<>]*)>")
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody named for a part in a commit; a name without e-mail is kept, a login stands in the name."""

    role: str
    name: str
    email: str


def trailers_in(body: str) -> list[tuple[str, str]]:
    """Keys and values in the order of the message; a folded value on one line."""
    last = _last_paragraph(body)
    before = body[: len(body) - len(last)] if last else body
    tidy = _paragraph_of_trailers(last)
    return _known(before) + (_known(last) if tidy is None else tidy)


def may_credit(message: bytes) -> bool:
    """Whether somebody may be named besides who signed it off; quick, since every message of a history is asked."""
    text = message.lower()
    by = text.count(b"-by") > text.count(b"signed-off-by")
    return by or b"reviewer" in text or b"thanks-to" in text or b"-programmed-with" in text


def credits_in(body: str) -> list[Credit]:
    """Everybody named with a role, each once per role."""
    if not _may_hold_a_key(body):
        return []
    found = (
        credit for key, value in trailers_in(body) if key.lower() in ROLES for credit in _credits(key.lower(), value)
    )
    return list(dict.fromkeys(found))


def _known(text: str) -> list[tuple[str, str]]:
    if not _may_hold_a_key(text):
        return []
    return [(found["key"], found["value"].strip()) for found in _KNOWN.finditer(text)]


def _may_hold_a_key(text: str) -> bool:
    lowered = text.lower()
    return "-by" in lowered or "-with" in lowered or "thanks-to" in lowered or "reviewer" in lowered


def _last_paragraph(body: str) -> str:
    text = body.rstrip()
    cut = text.rfind("\n\n")
    return body[cut + 2 :] if cut >= 0 else body


def _paragraph_of_trailers(paragraph: str) -> list[tuple[str, str]] | None:
    """The trailers when every line is one or goes on with one, else nothing."""
    found: list[tuple[str, str]] = []
    for line in paragraph.rstrip().split("\n"):
        trailer = _ANY.fullmatch(line)
        if trailer and not trailer["value"].startswith("//"):
            found.append((trailer["key"], trailer["value"].strip()))
        elif found and line[:1] in (" ", "\t") and line.strip():
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}".strip())
        else:
            return None
    return found


@lru_cache(maxsize=4096)
def _credits(key: str, value: str) -> tuple[Credit, ...]:
    """Most lines sign off, and for the same few people."""
    value = value[:_LONGEST]
    parts = re.split(r"[,;]|\s+and\s+", value) if key in _MANY else [value]
    people = [credit for part in parts for credit in _named(ROLES[key], part)]
    return tuple(credit for credit in people if credit.name or credit.email)


def _named(role: str, part: str) -> list[Credit]:
    people = [_credit(role, found["name"], found["email"]) for found in _PERSON.finditer(part)]
    # A group of reviewers (#team) is nobody.
    return people or ([] if part.lstrip().startswith("#") else [_credit(role, part, "")])


def _credit(role: str, name: str, email: str) -> Credit:
    name = re.sub(r"^(?:\W*\band\b)?[\s,;&+]+", "", f" {name}").strip().strip('"').strip()
    if not email and re.fullmatch(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+", name):
        name, email = "", name
    return Credit(role, name.removeprefix("@") if not email else name, email.strip())
