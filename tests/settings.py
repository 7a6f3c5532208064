"""The site's own settings, as in production, with what tests need to be quick and alone."""

import os

os.environ["DEBUG"] = "false"
os.environ.setdefault("SECRET_KEY", "tests")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")

from config.settings import *  # noqa: F403
from config.settings import DATABASES, STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
if os.environ.get("TEST_DATABASE"):  # dev/mutate.py: a migrated file, with --reuse-db
    DATABASES["default"]["TEST"] = {"NAME": os.environ["TEST_DATABASE"]}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
OVERLOAD_PER_CPU = float("inf")  # no test asks how busy this machine is; those about overload say what they need
# Clocks stand still in tests, and all of them are one client; those about a limit set one.
API_REQUESTS_A_MINUTE = SEARCHES_A_MINUTE = EXPORTS_A_MINUTE = PDFS_A_MINUTE = FORMS_A_MINUTE = SIGN_INS_A_MINUTE = 0
FORMS_A_MINUTE_IN_ALL = SIGN_INS_A_MINUTE_IN_ALL = EXPENSIVE_AT_ONCE = 0
KEPT_PAGES_MB = 0  # a test may change what makes a page
REQUIRE_SECOND_FACTOR = False  # those about it turn it on
