"""An OpenID Connect provider in a process of its own: `python identity_provider.py PORT CALLBACK PEOPLE`.

It is django-allauth's. PEOPLE is JSON: name → address, whether that is verified, and groups. Opening /as/NAME/ signs
somebody in there.
"""

import json
import sys
from wsgiref.simple_server import make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

PORT, CALLBACK, PEOPLE = int(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3])
KEY = rsa.generate_private_key(65537, 2048).private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
)


settings.configure(
    SECRET_KEY="provider", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "file:provider?mode=memory&cache=shared"}},
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
                    "django.contrib.messages", "allauth", "allauth.account", "allauth.idp.oidc"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                "django.contrib.auth.middleware.AuthenticationMiddleware",
                "django.contrib.messages.middleware.MessageMiddleware",
                "allauth.account.middleware.AccountMiddleware"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    SESSION_COOKIE_NAME="provider", LOGIN_URL="/as/nobody/", DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    IDP_OIDC_PRIVATE_KEY=KEY.decode(), IDP_OIDC_ADAPTER="provider.NamesGroups",
)  # fmt: skip
django.setup()

from allauth.account.models import EmailAddress  # noqa: E402 - models are there once Django is set up
from allauth.idp.oidc.adapter import DefaultOIDCAdapter  # noqa: E402
from allauth.idp.oidc.models import Client  # noqa: E402
from django.contrib.auth import login  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402


def sign_in_as(request: HttpRequest, name: str) -> HttpResponse:
    """Sign the person in at the provider."""
    login(request, User.objects.get(username=name), backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponse("signed in")


urlpatterns = [path("as/<str:name>/", sign_in_as), path("", include("allauth.idp.urls"))]


class NamesGroups(DefaultOIDCAdapter):
    """The adapter, which also names the groups of a person."""

    def get_claims(self, purpose, user, client, scopes, email=None, **more) -> dict:
        claims = super().get_claims(purpose, user, client, scopes, email=email, **more)
        return {**claims, "groups": PEOPLE[user.username]["groups"]}


def main() -> None:
    sys.modules["provider"] = sys.modules[__name__]
    call_command("migrate", verbosity=0)
    for name, person in PEOPLE.items():
        user = User.objects.create(username=name, first_name=name.title(), email=person["address"])
        EmailAddress.objects.create(user=user, email=user.email, verified=person["verified"], primary=True)
    client = Client(id="desk", name="The desk", redirect_uris=CALLBACK, skip_consent=True)
    client.scopes = "openid\nprofile\nemail"
    client.set_secret("shared")
    client.save()
    make_server("127.0.0.1", PORT, get_wsgi_application()).serve_forever()


if __name__ == "__main__":
    main()
