"""Which database errors are an outage. Logging uses this before the models are loaded."""

from django.db import DatabaseError, InterfaceError, OperationalError

READ_ONLY = "25006"  # PostgreSQL: read_only_sql_transaction
TOO_SLOW = "57014"  # query_canceled
NOT_AN_OUTAGE = ("no such table", "no such column", "syntax error")  # SQLite reports these as operational errors, too


def is_away(error: BaseException | None) -> bool:
    """Return whether the database could not be used: unreachable, busy, out of connections, read-only or too slow."""
    if not isinstance(error, DatabaseError | InterfaceError):
        return False
    if getattr(error.__cause__, "sqlstate", None) == READ_ONLY:
        return True
    return isinstance(error, OperationalError | InterfaceError) and not any(
        words in str(error) for words in NOT_AN_OUTAGE
    )


def is_unreachable(error: BaseException) -> bool:
    """Return whether the connection failed, so that other requests would fail, too."""
    cause = error.__cause__
    state = getattr(cause, "sqlstate", None) or ""
    if not type(cause).__module__.startswith("psycopg") or state == TOO_SLOW:
        return False
    return not state or state[:2] in ("08", "57")  # connection exceptions, operator intervention
