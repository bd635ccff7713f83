"""Where a path stands: itself, its folders up to the whole tree, and the words of its file's name."""

import re
from functools import lru_cache

TREE = ""
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@lru_cache(maxsize=200_000)
def places_of(path: str) -> tuple[str, ...]:
    """From the nearest to the widest; folders end in a slash, the whole tree is ""."""
    parts = [part for part in path.split("/")[:-1] if part]
    folders = ["/".join(parts[:depth]) + "/" for depth in range(len(parts), 0, -1)]
    return (*dict.fromkeys((path, *folders)), TREE)


@lru_cache(maxsize=200_000)
def words_of(path: str) -> tuple[str, ...]:
    """`RaftClientTest.java` → client, java, raft, test: a test and its subject share most of them."""
    name = path.rsplit("/", 1)[-1]
    return tuple(sorted({word.lower() for word in _WORD.findall(name) if len(word) > 2}))
