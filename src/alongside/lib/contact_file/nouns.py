from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """One contact as the file has it."""

    line: int
    """Where it begins."""
    name: str = ""
    emails: tuple[str, ...] = ()
    role: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    line: int
    message: str


class NoContacts(ValueError):
    """The file holds none. The sentence says what it is, and what to do on a page.

    `kind` is "calendar" or "columns" where something else is to be done elsewhere."""

    def __init__(self, what: str, then: str, kind: str = "") -> None:
        super().__init__(f"{what} {then}")
        self.what = what
        self.kind = kind
