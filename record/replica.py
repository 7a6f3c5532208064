"""A database replica for readers (REPLICA_URL): when and for whom it is read, and which changes wait for it.

A reader's request reads only one database. The replica is not read while it is down, or more than LAG_SECONDS behind
the primary.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from threading import Lock, Thread, Timer
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections, transaction

PRIMARY, REPLICA = "default", "replica"
LAG_SECONDS = 2.0
REFRESH_SECONDS = 1.0
WAIT_AT_MOST_SECONDS = 10.0  # for the standby; after that, the change is only on the primary

log = logging.getLogger(__name__)
_chosen: ContextVar[str] = ContextVar("database of this request", default=PRIMARY)


class Watch:
    """The replica's state as known to this process; checked at most once a second, in a thread."""

    def __init__(self):
        self.is_usable = False
        self.lag = 0.0  # seconds, a lower bound; infinite if the replica does not answer
        self.looked = 0.0
        self._written: deque[tuple[float, int]] = deque(maxlen=10)  # (time, position of the primary's log at that time)
        self._lock = Lock()

    def usable(self) -> bool:
        """Return whether readers may read the replica now. Never waits, except for the first check in a process."""
        now = time.monotonic()
        if now - self.looked >= REFRESH_SECONDS and self._lock.acquire(blocking=False):
            is_first, self.looked = not self.looked, now
            looking = Thread(target=self._look, daemon=True)
            looking.start()
            if is_first:
                looking.join(timeout=LAG_SECONDS)
        return self.is_usable

    def leave_out(self) -> None:
        """Stop reading the replica until a check finds it usable."""
        self.is_usable, self.lag = False, float("inf")

    def forget(self) -> None:
        """Reset to the state in a new process."""
        self.is_usable, self.lag, self.looked = False, 0.0, 0.0
        self._written.clear()

    def _look(self) -> None:
        try:
            was, (self.is_usable, self.lag) = self.is_usable, self._judge()
            if was != self.is_usable:
                log.warning("The replica is %s.", "read" if self.is_usable else "left out: it is behind or away")
        finally:
            self._lock.release()

    def _judge(self) -> tuple[bool, float]:
        """Return whether the replica may be read, and a lower bound for its lag in seconds."""
        now = time.monotonic()
        written, shown = _position(PRIMARY), _position(REPLICA)
        if shown is None:
            return False, float("inf")
        if written is None:  # the primary is down, so nothing newer is available
            return True, 0.0
        self._written.append((now, written))
        missing = [at for at, position in self._written if position > shown]
        lag = now - missing[0] if missing else 0.0
        knows_enough = len(self._written) > 1 or not missing
        return knows_enough and lag <= LAG_SECONDS, lag


watch = Watch()


def _position(alias: str) -> int | None:
    """Return the end of the server's log in bytes, or how far a standby has applied it; None if unavailable."""
    try:
        with _asking(alias) as asking:
            is_standby = asking.execute("SELECT pg_is_in_recovery()").fetchone()[0]
            sql = "pg_last_wal_replay_lsn()" if is_standby else "pg_current_wal_lsn()"
            return int(asking.execute(f"SELECT {sql} - '0/0'::pg_lsn").fetchone()[0])
    except psycopg.Error:
        return None


def _asking(alias: str) -> psycopg.Connection:
    """Return a separate connection with short timeouts."""
    parameters = connections[alias].get_connection_params()
    keys = ("dbname", "host", "port", "user", "password", "service")
    given = {key: parameters[key] for key in keys if parameters.get(key)}
    patience = {"connect_timeout": 2, "tcp_user_timeout": 2000, "options": "-c statement_timeout=1000"}
    return psycopg.connect(**given, **patience, autocommit=True)


def for_readers() -> AbstractContextManager:
    """Read from the replica inside the block, if there is one and it is usable."""
    return read_from(REPLICA if REPLICA in settings.DATABASES and watch.usable() else PRIMARY)


@contextmanager
def read_from(name: str) -> Iterator[None]:
    """Read from this database inside the block."""
    token = _chosen.set(name)
    try:
        yield
    finally:
        _chosen.reset(token)


def alias() -> str:
    """Return the name of the database to read: never the replica inside a transaction."""
    chosen = _chosen.get()
    if chosen == REPLICA and connections[PRIMARY].in_atomic_block:
        return PRIMARY
    return chosen


class ByDatabase:
    """A dictionary with separate values for each database that is read."""

    def __init__(self, new: Callable[[], dict[str, Any]]):
        self._new, self._of = new, {}

    def __getitem__(self, name: str) -> Any:
        return self._now()[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self._now()[name] = value

    def update(self, **values: Any) -> None:
        self._now().update(values)

    def _now(self) -> dict[str, Any]:
        name = alias()
        found = self._of.get(name)
        return self._of.setdefault(name, self._new()) if found is None else found


class Router:
    """Sends reads to `alias` and writes to the primary. Listed in DATABASE_ROUTERS."""

    def db_for_read(self, model, **hints) -> str:
        return alias()

    def db_for_write(self, model, **hints) -> str:
        return PRIMARY

    def allow_relation(self, first, second, **hints) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints) -> bool:
        return db == PRIMARY


class _Connection:
    """Like `django.db.connection`, but for the database that this request reads; for raw SQL."""

    def __getattr__(self, name: str):
        return getattr(connections[alias()], name)


connection = _Connection()


def wait_for_standby() -> None:
    """Make the commit of this transaction wait until the standby shows it (WAIT_FOR_STANDBY), for a limited time."""
    primary = connections[PRIMARY]
    if not settings.WAIT_FOR_STANDBY or primary.vendor != "postgresql":
        return
    with primary.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = remote_apply")
    patience = Timer(WAIT_AT_MOST_SECONDS, _wait_no_longer, [primary.connection.info.backend_pid])
    patience.daemon = True
    patience.start()
    transaction.on_commit(patience.cancel)


def _wait_no_longer(backend: int) -> None:
    """Stop a commit from waiting for the standby any longer. It is on the primary already."""
    with _asking(PRIMARY) as asking:
        waits = "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE pid = %s AND wait_event = 'SyncRep'"
        if asking.execute(waits, [backend]).fetchone():
            log.warning("The standby did not show a change within %d seconds.", WAIT_AT_MOST_SECONDS)
