"""The site's own settings, but for static files, which nobody has collected."""

from config.settings import *  # noqa: F403
from config.settings import STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
# A long test publishes with the session that it began with.
REAUTHENTICATE_AFTER = ACCOUNT_REAUTHENTICATION_TIMEOUT = 24 * 60 * 60
