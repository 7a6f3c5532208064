"""The application as a WSGI server loads it: config.wsgi:application."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# What is loaded stays as long as the process: some 150,000 objects. A full collection would look at each of them, for
# 100 to 160 ms in the midst of somebody's request, and find nothing. So they are loaded whole and set apart.
get_resolver().check()
gc.collect()
gc.freeze()
