"""How often a name came, for a million of them, without holding them in memory."""

import sqlite3
from hashlib import blake2b


class Occurrences:
    def __init__(self) -> None:
        # No name: SQLite keeps it in a file of its own that nobody sees, and removes it.
        self._seen = sqlite3.connect("", isolation_level=None)
        self._seen.execute("PRAGMA journal_mode = OFF")
        self._seen.execute("CREATE TABLE seen (name BLOB PRIMARY KEY, times INTEGER) WITHOUT ROWID")
        self._seen.execute("BEGIN")

    def count(self, name: str) -> int:
        """1 for the first time."""
        key = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        counted = self._seen.execute(
            "INSERT INTO seen VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET times = times + 1 RETURNING times", (key,)
        )
        return int(counted.fetchone()[0])

    def close(self) -> None:
        self._seen.close()
