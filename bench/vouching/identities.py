"""Who is the same: one address under whatever name, and one full name under whatever address. Told as pseudonyms."""

import re
from hashlib import sha256

_BOT = re.compile(
    r"\b(bot|ci|jenkins|buildbot|patchwork|coverity|syzbot|noreply|no-reply|test robot|dependabot)\b", re.I
)
_FEWEST_WORDS = 2


class Identities:
    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def see(self, who: tuple[str, str]) -> None:
        """Full names join addresses; a single word does not."""
        name, address = _plain(who[0]), who[1].casefold()
        if len(name.split()) >= _FEWEST_WORDS:
            first, second = sorted((self._top(address), self._top(name)))
            if first != second:
                self._above[second] = first

    def of(self, who: tuple[str, str]) -> str:
        """A pseudonym; empty for programs."""
        name, address = _plain(who[0]), who[1].casefold()
        if _BOT.search(f"{who[0]} {address.split('@')[0]}"):
            return ""
        key = address if "@" in address else name
        return sha256(self._top(key).encode()).hexdigest()[:12]

    def _top(self, key: str) -> str:
        while (above := self._above.get(key)) is not None:
            key = above
        return key


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", name.casefold()).split())
