"""Secrets of others as they are stored: tokens and passwords, unreadable without the installation's own secret."""

import base64
import hashlib
import json
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken


class Unreadable(Exception):
    """Sealed with another secret, or damaged."""


def seal(secrets: Mapping[str, str], *, with_secret: str) -> str:
    """Encrypted and authenticated (Fernet: AES-128-CBC with HMAC-SHA-256); "" for nothing to seal."""
    return _box(with_secret).encrypt(json.dumps(dict(secrets)).encode()).decode() if secrets else ""


def unseal(sealed: str, *, with_secret: str) -> dict[str, str]:
    """Raises Unreadable."""
    try:
        return {} if not sealed else json.loads(_box(with_secret).decrypt(sealed.encode()))
    except InvalidToken as problem:
        raise Unreadable from problem


def _box(secret: str) -> Fernet:
    # The installation's secret is random, so one round of hashing apart from its other uses is enough.
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"alongside sealing\0" + secret.encode()).digest()))
