"""What the title of a meeting tells about its kind."""

import re

_INTERVIEW = re.compile(
    r"\binterviews?\b|\binterviewing\b|vorstellungsgespräch|bewerbungsgespräch|entretien d[’']embauche"
    r"|\bphone screen\b|\bhiring panel\b|\bentrevista de trabajo\b|\bsollicitatiegesprek\b",
    re.IGNORECASE,
)
_OTHER_INTERVIEW = re.compile(r"\b(?:user|customer|client|research|exit|press|podcast)[- ]interview", re.IGNORECASE)
_ON_CALL = re.compile(
    r"\bon[- ]?call\b(?! with\b)"
    r"|\b(?:ruf)?bereitschaft(?:sdienst)?\b|\bpager(?:[- ]?duty)?\b|\bastreinte\b",
    re.IGNORECASE,
)
_ABOUT_ON_CALL = re.compile(
    r"\b(?:hand-?over|hand[- ]?off|übergabe|retro\w*|review|training|planning|planung|sync|meeting|intro\w*)\b",
    re.IGNORECASE,
)


def kind_by(title: str) -> str:
    """interview, on-call, or nothing. A meeting about on-call is none."""
    if _INTERVIEW.search(_OTHER_INTERVIEW.sub(" ", title)):
        return "interview"
    return "on-call" if _ON_CALL.search(title) and not _ABOUT_ON_CALL.search(title) else ""
