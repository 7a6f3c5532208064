"""Settings for trusted proxies and request limits."""

from config.environment import env
from web import proxies

# The proxies whose X-Forwarded-For, -Proto and -Host are trusted: IP addresses or networks, or “unix” for a proxy that
# connects to a socket. From all others these headers are dropped.
TRUSTED_PROXIES = proxies.read(env.list("TRUSTED_PROXIES", default=[]))
USE_X_FORWARDED_HOST = bool(TRUSTED_PROXIES)

# Requests per client and minute, and forms per minute from all clients together; 0 turns a limit off.
API_REQUESTS_A_MINUTE = env.int("API_REQUESTS_A_MINUTE", default=120)
SEARCHES_A_MINUTE = env.int("SEARCHES_A_MINUTE", default=120)
EXPORTS_A_MINUTE = env.int("EXPORTS_A_MINUTE", default=20)
PDFS_A_MINUTE = env.int("PDFS_A_MINUTE", default=60)
FORMS_A_MINUTE = env.int("FORMS_A_MINUTE", default=10)
SIGN_INS_A_MINUTE = env.int("SIGN_INS_A_MINUTE", default=10)
SIGN_INS_A_MINUTE_IN_ALL = env.int("SIGN_INS_A_MINUTE_IN_ALL", default=60)
FORMS_A_MINUTE_IN_ALL = env.int("FORMS_A_MINUTE_IN_ALL", default=120)
EXPENSIVE_AT_ONCE = env.int("EXPENSIVE_AT_ONCE", default=2)  # searches, exports and the like per process
QUERY_SECONDS = env.float("QUERY_SECONDS", default=5.0)  # PostgreSQL: limit for queries of expensive pages

# The number of waiting processes per CPU at which pages with many combined filters are refused; others follow later.
OVERLOAD_PER_CPU = env.float("OVERLOAD_PER_CPU", default=8.0)
