"""The WSGI application: config.wsgi:application."""

import gc
import os
from contextlib import suppress

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from monitoring.watched import Watched  # noqa: E402 - models are loaded only now
from web.bodies import Bodies  # noqa: E402 - as above
from web.page_store import PageStore  # noqa: E402 - as above

application = Bodies(application)
if settings.PAGE_STORE_MB:
    application = PageStore(application, settings.PAGE_STORE_MB * 2**20)
application = Watched(application)

# Loaded objects live as long as the process: about 150,000. A full garbage collection would check them all, taking 100
# to 160 ms during a request, and free nothing. So everything is loaded now and frozen.
get_resolver().check()
gc.collect()
gc.freeze()

# The last connection to a SQLite database removes the files beside it that even readers need (WAL), and a full disk has
# no room to make them again. So this thread, which answers no requests, keeps a connection.
if connection.vendor == "sqlite":
    with suppress(DatabaseError):
        connection.ensure_connection()
