"""Mail that was written to files instead of being sent, as on a demo or a staging site: who reads it, and its pages."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses

from csp.decorators import csp
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import AbstractBaseUser
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from outputs.mail.sending import mail_folder
from permissions.matrix import Act
from permissions.rules import may, require
from staff.letters import POLICY

MOST = 50  # messages, the newest
BETWEEN = b"\n" + b"-" * 79 + b"\n"  # what Django's backend writes between the messages of a file


@dataclass(frozen=True)
class Written:
    """A message in the folder; `key` is the beginning of its SHA-256."""

    key: str
    message: EmailMessage

    @property
    def to(self) -> list[str]:
        return [address for _name, address in getaddresses(self.message.get_all("To", []))]

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        return self._body("html")

    def _body(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return part.get_content() if part else ""


def mailbox_urls(site: admin.AdminSite) -> list[URLPattern]:
    return [
        path("mailbox/", site.admin_view(lambda request: _mailbox(request, site)), name="mailbox"),
        path("mailbox/<str:key>/", site.admin_view(_letter), name="mailbox_letter"),
    ]


def has_mailbox() -> bool:
    """Return whether mail is written to files here."""
    return bool(mail_folder())


def mail_of(account: AbstractBaseUser) -> Iterator[Written]:
    """Yield the newest messages to the account, or to anybody for an administrator, newest first."""
    is_anybody = may(account, Act.MANAGE_PEOPLE)
    for written in _newest():
        if is_anybody or (account.email and account.email in written.to):
            yield written


def _newest() -> Iterator[Written]:
    folder = settings.BASE_DIR / mail_folder() if has_mailbox() else None
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True) if folder else []
    for file in files[:MOST]:
        for data in reversed([part for part in file.read_bytes().split(BETWEEN) if part.strip()]):
            key = hashlib.sha256(data).hexdigest()[:16]
            yield Written(key, message_from_bytes(data, policy=policy.default))


def _mailbox(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    require(request.user, Act.ENTER_DESK)
    context = {
        **site.each_context(request),
        "title": _("Mailbox"),
        "is_there": has_mailbox(),
        "mail": list(mail_of(request.user))[:MOST],
    }
    return TemplateResponse(request, "admin/mailbox.html", context)


@csp(POLICY)
@xframe_options_sameorigin
def _letter(request: HttpRequest, key: str) -> HttpResponse:
    """Return a message's HTML for the frame on its page. Raises Http404."""
    require(request.user, Act.ENTER_DESK)
    found = next((written for written in mail_of(request.user) if written.key == key), None)
    if found is None or not found.html:
        raise Http404
    return HttpResponse(found.html)
