"""Settings of the databases and the cache."""

from config.environment import BASE_DIR, env

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a writer waits at BEGIN instead of failing later. FULL: a power failure loses nothing.
    _database.setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    )

# Public pages, and nothing else, read this replica while it is less than two seconds behind.
REPLICA_URL = env.str("REPLICA_URL", default="")
if REPLICA_URL:
    DATABASES["replica"] = env.db_url("REPLICA_URL") | {"TEST": {"MIRROR": "default"}}

DATABASE_ROUTERS = ["record.replica.Router"] if REPLICA_URL else []

# Withdrawals and corrections wait until the standby listed in the server's synchronous_standby_names has applied them.
WAIT_FOR_STANDBY = env.bool("WAIT_FOR_STANDBY", default=False)
DATABASE_WAIT_SECONDS = 2  # for a connection, new or from the pool; after that, readers get a 503 page

for _database in DATABASES.values():
    if not _database["ENGINE"].endswith("postgresql"):
        continue
    # The pool is per process and replaces persistent connections.
    _database["CONN_MAX_AGE"] = 0
    _database["CONN_HEALTH_CHECKS"] = True  # no request gets a dead connection after a server restart
    _database["OPTIONS"] = {
        "connect_timeout": DATABASE_WAIT_SECONDS,
        "tcp_user_timeout": 5000,  # milliseconds, for a server that disappears during a query
        **({"options": "-c synchronous_commit=local"} if WAIT_FOR_STANDBY else {}),
        **_database.get("OPTIONS", {}),
    }
    if env.bool("DATABASE_POOL", default=True):
        _database["OPTIONS"]["pool"] = {
            "min_size": 1,
            "max_size": env.int("DATABASE_POOL_SIZE", default=4),
            "timeout": DATABASE_WAIT_SECONDS,
            "reconnect_timeout": 5,  # seconds of growing pauses, after which each request tries again
        }

REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},  # seconds
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 10_000}}
}
