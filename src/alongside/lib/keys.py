"""Keys of rows, as they come back in forms, addresses and names such as `story:12`."""


def key_in(text: str) -> int:
    """0, which no row has, where this is no key or one too long for a database."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def last_key_in(name: str) -> int:
    """The 12 of `story:12`."""
    return key_in(name.rpartition(":")[2])
