def word_set(words: str) -> frozenset[str]:
    """The words of a text, to look them up."""
    return frozenset(words.split())
