"""Bytes of a repository as text, by one rule: what the commit declares, else UTF-8, else Windows-1252.

What a commit declares is converted by git log already; `declared` is for bytes taken from the object itself.
No surrogate and no NUL leaves this file, so that every text can be stored. The five bytes that Windows-1252
leaves open become the control characters that Latin-1 has there.
"""


def decoded(raw: bytes, declared: str = "") -> str:
    if declared:
        text = _as_declared(raw, declared)
        if text is not None:
            return text
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return _western(raw)


def _as_declared(raw: bytes, declared: str) -> str | None:
    try:
        text = raw.decode(declared)
        text.encode()  # some codecs (utf-7, unicode_escape) can make surrogates
    except (LookupError, ValueError):
        return None
    return text.replace("\0", "\ufffd")


def _western(raw: bytes) -> str:
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_character(byte) for byte in raw)


def _character(byte: int) -> str:
    return bytes((byte,)).decode("cp1252" if byte not in _OPEN else "latin-1")


_OPEN = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))
