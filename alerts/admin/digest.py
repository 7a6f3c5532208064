"""The page that combines several snapshots into one letter. Nothing is stored: the form carries all data."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alerts.admin.series_mailing import digest_choice, question, send_digest
from alerts.digest import digest_letter
from outputs.mail.letters import Letter
from outputs.mail.sending import mail_folder, obstacle
from outputs.source import source_of
from permissions.matrix import Act
from permissions.rules import require
from snapshot.admin.record import MOST_CHOSEN
from snapshot.models import Snapshot, SnapshotEdition
from snapshot.public.cards import public_snapshots
from snapshot.public.withholding import shown_content
from staff.forms import Printable
from staff.letters import file_response, letter_response, send_to_oneself, site_of
from staff.state_check import state_digest

RECENT = 24


class DigestForm(Printable, forms.Form):
    """The contents of a digest. Snapshots appear in the order offered, newest first."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=300)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Shown above the snapshots. Plain text; a blank line starts a new paragraph."),
    )
    editions = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Snapshots"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, offered: list[SnapshotEdition], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["editions"].choices = [(edition.pk, _label(edition)) for edition in offered]


def digest_urls(model_admin: admin.ModelAdmin) -> list:
    """Return the digest's URL pattern, added to the snapshot admin."""
    page = partial(digest_page, site=model_admin.admin_site)
    return [path("digest/", model_admin.admin_site.admin_view(page), name="snapshot_snapshot_digest")]


def digest_page(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    """Show the form, then preview the letter, return its HTML or .eml file, or send it to the editor as a test."""
    require(request.user, Act.MAIL_SUBSCRIBERS)
    chosen = _selected_ids(request)
    form = DigestForm(request.POST or None, offered=_offered(request, chosen), initial={"editions": chosen})
    letter = _letter(request, form.cleaned_data) if form.is_bound and form.is_valid() else None
    act = request.POST.get("act", "") if letter else ""
    if act == "letter":
        return letter_response(letter)
    if act == "file":
        return file_response(request, letter)
    if act == "send":
        send_to_oneself(request, letter)
    choice = digest_choice(_editions(request, form.cleaned_data)) if letter else {}
    made = _made(letter, _editions(request, form.cleaned_data)) if letter else ""
    if act in ("ask", "subscribers") and choice.get("count"):
        if request.POST.get("made") == made:
            return to_subscribers(request, site, form.cleaned_data, choice, made, is_sure=act == "subscribers")
        messages.warning(request, _(
            "Nothing was sent: the letter has changed since you looked at it, by you or by a new edition. "
            "This is the letter now: read it, then send it."
        ))  # fmt: skip
    context = {
        **site.each_context(request),
        "title": _("Email digest"), "opts": Snapshot._meta, "form": form, "letter": letter,
        "made": made, "choice": choice,
        "obstacle": obstacle(request.user), "address": request.user.email, "mail_folder": mail_folder(),
    }  # fmt: skip
    return render(request, "admin/mailing/digest.html", context, status=422 if form.errors else 200)


def _selected_ids(request: HttpRequest) -> list[int]:
    asked = [*request.GET.get("editions", "").split(","), *request.POST.getlist("editions")]
    return [int(pk) for pk in asked if pk.isascii() and pk.isdigit() and len(pk) < 19][:MOST_CHOSEN]


def _offered(request: HttpRequest, chosen: list[int]) -> list[SnapshotEdition]:
    """Return the recent public snapshots and any selected editions that are public, newest first."""
    recent = public_snapshots(request.moment).values_list("pk", flat=True)[:RECENT]
    editions = SnapshotEdition.objects.citable(request.moment).filter(Q(pk__in=list(recent)) | Q(pk__in=chosen))
    return list(editions.defer("search_text").order_by("-published_on", "-pk"))


def to_subscribers(
    request: HttpRequest, site: admin.AdminSite, data: dict, choice: dict, made: str, is_sure: bool
) -> HttpResponse:  # fmt: skip
    """Ask for confirmation with the number of subscribers, then send the digest to a series' subscribers."""
    back = f"{reverse('admin:snapshot_snapshot_digest')}?editions={','.join(str(pk) for pk in data['editions'])}"
    content = {**data, "editions": [edition.pk for edition in _editions(request, data)]}
    if is_sure:
        send_digest(request, content, choice["series"])
        return HttpResponseRedirect(back)
    context = {
        **site.each_context(request),
        "title": choice["words"], "opts": Snapshot._meta, "what": data["subject"], "back": back, "act": "subscribers",
        **question(choice, content), "sent": [*_sent(data), ("made", made)],
    }  # fmt: skip
    return render(request, "admin/mailing/subscribers.html", context)


def _editions(request: HttpRequest, data: dict) -> list[SnapshotEdition]:
    editions = SnapshotEdition.objects.citable(request.moment).filter(pk__in=data["editions"])
    return list(editions.select_related("content").order_by("-published_on", "-pk"))


def _letter(request: HttpRequest, data: dict) -> Letter:
    sources = [source_of(request, edition, shown_content(edition)) for edition in _editions(request, data)]
    return digest_letter(data["subject"], data["note"], sources, site_of(request))


def _made(letter: Letter, editions: list[SnapshotEdition]) -> str:
    """Return a digest of the previewed letter that changes if its text or the status of its editions changes."""
    return state_digest(letter.subject, letter.html, [edition.live_until is None for edition in editions])


def _sent(data: dict) -> list[tuple[str, object]]:
    """Return the form's data as hidden fields for the confirmation page."""
    return [("subject", data["subject"]), ("note", data["note"]), *(("editions", pk) for pk in data["editions"])]


def _label(edition: SnapshotEdition) -> str:
    words = _("%(title)s, %(day)s") if edition.live_until is None else _("%(title)s, %(day)s (edition %(number)d)")
    return words % {
        "title": edition.title, "day": date_format(edition.published_on, "DATE_FORMAT"), "number": edition.number,
    }  # fmt: skip
