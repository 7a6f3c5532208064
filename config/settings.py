"""The site's settings, all from the environment (or a `.env` file), with safe defaults.

DEBUG is off by default (`manage.py` in a clone turns it on). Without it, SECRET_KEY and ALLOWED_HOSTS are required.
docs/operating.md lists the variables.
"""

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.api import REST_FRAMEWORK, SPECTACULAR_SETTINGS  # noqa: F401 - settings are all names here in capitals
from config.databases import (  # noqa: F401 - as above
    CACHES,
    DATABASE_ROUTERS,
    DATABASE_WAIT_SECONDS,
    DATABASES,
    REDIS_URL,
    REPLICA_URL,
    WAIT_FOR_STANDBY,
)
from config.environment import BASE_DIR, DEBUG, env
from config.limits import (  # noqa: F401 - as above
    API_REQUESTS_A_MINUTE,
    EXPENSIVE_AT_ONCE,
    EXPORTS_A_MINUTE,
    FORMS_A_MINUTE,
    FORMS_A_MINUTE_IN_ALL,
    OVERLOAD_PER_CPU,
    PDFS_A_MINUTE,
    QUERY_SECONDS,
    SEARCHES_A_MINUTE,
    SIGN_INS_A_MINUTE,
    SIGN_INS_A_MINUTE_IN_ALL,
    TRUSTED_PROXIES,
    USE_X_FORWARDED_HOST,
)
from config.monitoring import (  # noqa: F401 - as above
    LOG_FORMAT,
    LOGGING,
    METRICS_DIR,
    METRICS_TOKEN,
    SLOW_QUERY_MS,
)
from config.sign_in import *  # noqa: F403 - what has no variable
from config.sign_in import OIDC_ORIGINS

SECRET_KEY = env.str("SECRET_KEY", default="only-for-a-clone-on-ones-own-machine" if DEBUG else "")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # earlier keys, for links in old emails
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEBUG else [])
if not SECRET_KEY or not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "Set SECRET_KEY (a long random text) and ALLOWED_HOSTS (the site's host names, separated by commas), "
        "or DEBUG=true on your own machine. docs/operating.md says how."
    )
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default="").rstrip("/")  # the public address, where no request provides it

INSTALLED_APPS = [
    "config.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",  # required by flat pages; nothing else uses the current site
    "django.contrib.flatpages",
    "django.contrib.sitemaps",  # for its templates
    "django.contrib.humanize",  # for allauth's templates
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "taggit",
    "tree_queries",
    "js_asset",
    "django_prose_editor",
    "drf_spectacular",  # rest_framework itself would only add pages and scripts, which this API does not use
    "outbox",
    "record",
    "permissions",
    "audit",
    "media",
    "web",
    "search",
    "outputs",
    "review",
    "staff",
    "people",
    "articles",
    "snapshot",
    "importing",
    "alerts",
    "monitoring",
    "website",
    "operations",
    "dev",
]

SITE_ID = 1

MIDDLEWARE = [
    "monitoring.probes.Probes",  # before the host and scheme checks, because a load balancer uses the IP address
    "web.proxies.ForwardedHeaders",
    "web.headers.IsolationHeaders",  # outside SecurityMiddleware, whose headers it takes from static files
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "web.compression.Compression",
    "csp.middleware.CSPMiddleware",
    "web.outage.DatabaseOutage",
    "web.limits.Limits",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "web.conditional.Conditional",
    "audit.middleware.actor",
    "permissions.middleware.Ledger",
    "web.middleware.moment",
    "web.middleware.addresses",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # Every public template is translated, and most show a timestamp.
            "builtins": ["django.templatetags.i18n", "web.templatetags.instants", "web.templatetags.kept"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "web.context.organization",
            ],
        },
    },
]

# Finished pages in each process's memory, in front of Django (0: none), and the seconds for which a shared cache may
# serve a page without revalidating. No cache keeps one past the next scheduled change.
PAGE_STORE_MB = env.int("PAGE_STORE_MB", default=0 if DEBUG else 32)
SHARED_CACHE_SECONDS = env.int("SHARED_CACHE_SECONDS", default=1)
# The request that makes a CDN or cache in front purge all pages after a change.
PURGE_URL = env.str("PURGE_URL", default="")
PURGE_METHOD = env.str("PURGE_METHOD", default="POST")
PURGE_HEADERS = env.json("PURGE_HEADERS", default={})
PURGE_BODY = env.str("PURGE_BODY", default="")

# Without a mail server, nothing is sent and the desk says so. A clone prints its email.
_mail = env.email_url("EMAIL_URL", default="consolemail://" if DEBUG else "dummymail://")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail["EMAIL_HOST"] or "localhost"
EMAIL_PORT = _mail["EMAIL_PORT"] or (465 if _mail.get("EMAIL_USE_SSL") else 587 if _mail.get("EMAIL_USE_TLS") else 25)
EMAIL_HOST_USER = _mail["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = _mail["EMAIL_FILE_PATH"] or None
EMAIL_TIMEOUT = 10  # seconds; an editor waits for the response
ALARM_ADDRESSES = env.list("ALARM_ADDRESSES", default=[])  # notified of unusual acts, in addition to administrators
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="webmaster@localhost")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Editors, publishers and administrators need a passkey or an authenticator app.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=not DEBUG)
# "off", or "on": nobody approves their own text, and nothing is published without approval.
SECOND_PERSON = env.str("SECOND_PERSON", default="off")
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
PASSWORD_HASHERS = ["web.hashing.SeparatePBKDF2"]

LANGUAGE_CODE = "en-us"  # for the desk and the API; web/languages.py decides for public pages
LANGUAGES = [("en", "English"), ("fr", "Français"), ("ar", "العربية")]  # of the public interface
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = "UTC"  # for stored values; pages show the organization's zone
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static", ("guide", BASE_DIR / "docs" / "pictures")]  # pictures of the guide
STORAGES = {
    "default": {"BACKEND": "media.folder.MediaFolder"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Pictures and attachments, named by the SHA-256 of their content. They are part of the record: back them up with it.
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media"))

# They can be in an S3-compatible bucket instead (requirements-s3.txt). They are sent by the site itself, nginx
# (deploy/nginx/site.conf), or the bucket, with signed addresses.
MEDIA_BUCKET = env.str("MEDIA_BUCKET", default="")
MEDIA_ENDPOINT = env.str("MEDIA_ENDPOINT", default="")
if MEDIA_BUCKET:
    STORAGES["default"] = {
        "BACKEND": "media.bucket.MediaBucket",
        "OPTIONS": {
            "bucket_name": MEDIA_BUCKET,
            "endpoint_url": MEDIA_ENDPOINT or None,
            "region_name": env.str("MEDIA_REGION", default="") or None,
            "access_key": env.str("MEDIA_ACCESS_KEY", default="") or None,
            "secret_key": env.str("MEDIA_SECRET_KEY", default="") or None,
            "addressing_style": "path",
            "signature_version": "s3v4",
            "querystring_expire": 300,  # seconds
        },
    }
MEDIA_DELIVERY = env.str("MEDIA_DELIVERY", default="site")
if (MEDIA_DELIVERY, bool(MEDIA_BUCKET)) not in [("site", False), ("site", True), ("nginx", False), ("bucket", True)]:
    raise ImproperlyConfigured("MEDIA_DELIVERY is site, nginx (without MEDIA_BUCKET) or bucket (with it).")
if MEDIA_DELIVERY == "bucket" and not MEDIA_ENDPOINT:
    raise ImproperlyConfigured("MEDIA_DELIVERY=bucket needs MEDIA_ENDPOINT: pages allow pictures from there.")

# PDF files and card pictures. Each is made once; all of them can be made again.
RENDITIONS_ROOT = env.str("RENDITIONS_ROOT", default=str(BASE_DIR / "var" / "renditions"))
KEPT_PAGES_MB = env.int("KEPT_PAGES_MB", default=200)  # for edition pages in that folder; 0: none
BACKUP_MARKER = env.str("BACKUP_MARKER", default=str(BASE_DIR / "var" / "last-backup"))  # touched by each backup
PDF_FONTS = env.str("PDF_FONTS", default="")  # a folder of fonts in addition to outputs/pdf/fonts

# The importer accepts 5 MB of text; a Word file with that much text is smaller. The form adds a little.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a snapshot of 200 articles with notes and titles is one form

# For /.well-known/security.txt: a web address or a mailbox; by default, the organization's contact address.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
SECURITY_POLICY = env.str("SECURITY_POLICY", default="")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # The nonce is written only on pages that need it: for the rich text editor's import map in the admin.
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *([MEDIA_ENDPOINT] if MEDIA_DELIVERY == "bucket" else [])],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *OIDC_ORIGINS],
        "frame-ancestors": [SELF],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"
PERMISSIONS_POLICY = (
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), "
    "midi=(), payment=(), usb=()"
)
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "website.errors.no_token"
if env.bool("HTTPS", default=False):
    SECURE_SSL_REDIRECT = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", default=False)
    SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
    if TRUSTED_PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# W005 and W021 are promises about other hosts of the domain, which only its owner can make. W019: the admin shows
# previews in a frame, and the content policy forbids other sites to frame a page.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W019", "security.W021"]
