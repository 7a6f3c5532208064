"""Settings of logs and metrics."""

import os
from pathlib import Path

from config.environment import env

# “json”: one JSON object per line, with the request id, and without email addresses. “text”: for people.
LOG_FORMAT = env.str("LOG_FORMAT", default="text")
SLOW_QUERY_MS = env.int("SLOW_QUERY_MS", default=500)  # slower queries are logged, without their values
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"one_line": {"()": "web.refusals.OneLine"}},
    "formatters": {
        "json": {"()": "monitoring.logs.JsonLines"},
        "text": {"format": "%(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["one_line"],
            "formatter": "json" if LOG_FORMAT == "json" else "text",
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    # Without Django's own handlers, which do not know the format. (runserver keeps its line per request.)
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "psycopg.pool": {"level": "ERROR"},  # it warns at every attempt; requests already log the outage
    },
}

# /metrics responds to loopback, or to requests with this token as “Authorization: Bearer …”.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
# A folder in memory (/run/…) where all server processes share their metrics; without it, each reports only its own.
METRICS_DIR = env.str("METRICS_DIR", default="")
if METRICS_DIR:
    Path(METRICS_DIR).mkdir(parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = METRICS_DIR  # read by prometheus_client at import
