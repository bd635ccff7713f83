"""What the database knows of its own size."""

from django.db import connection

_ROWS_LOOKED_AT = 1000


def learn_table_sizes() -> None:
    """After much was added, let SQLite look at its tables, so that it begins a join at the small end. Takes some
    50 ms whatever the size. PostgreSQL does this by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # noqa: TID251
            cursor.execute(f"PRAGMA analysis_limit={_ROWS_LOOKED_AT}")
            cursor.execute("ANALYZE")
