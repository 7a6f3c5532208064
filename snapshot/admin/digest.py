"""The page that makes one letter of several snapshots. Nothing of it is kept: the form carries all of it."""

from functools import partial

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.admin.letters import file_response, letter_response, send_to_oneself, site_of
from editorial.mailing.letters import Letter
from editorial.mailing.sending import obstacle
from editorial.renditions import source_of
from snapshot.admin.series_mailing import digest_choice, question, send_digest
from snapshot.mailing.digest import digest_letter
from snapshot.models import Snapshot, SnapshotEdition
from snapshot.public.record import public_snapshots
from snapshot.public.withholding import shown_content

RECENT = 24
MOST_CHOSEN = 50


class DigestForm(forms.Form):
    """What goes into a digest. The snapshots stand in it in the order in which they are offered, newest first."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=300)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Stands above the snapshots. Plain text; an empty line begins a new paragraph."),
    )
    editions = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Snapshots"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, offered: list[SnapshotEdition], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["editions"].choices = [(edition.pk, _label(edition)) for edition in offered]


def digest_urls(model_admin: admin.ModelAdmin) -> list:
    """Return the digest's one address, under the snapshots' own in the admin."""
    page = partial(digest_page, site=model_admin.admin_site)
    return [path("digest/", model_admin.admin_site.admin_view(page), name="snapshot_snapshot_digest")]


def digest_page(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    """Choose snapshots and write a note; then show the letter, give its HTML or its file, or send it to oneself."""
    if not request.user.has_perm("snapshot.change_snapshot"):
        raise PermissionDenied
    chosen = _asked(request)
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
    if act in ("ask", "subscribers") and choice.get("count"):
        return to_subscribers(request, site, form.cleaned_data, choice, is_sure=act == "subscribers")
    context = {
        **site.each_context(request),
        "title": _("Digest by e-mail"), "opts": Snapshot._meta, "form": form, "letter": letter,
        "sent": _sent(form.cleaned_data) if letter else [], "choice": choice,
        "obstacle": obstacle(request.user), "address": request.user.email,
    }  # fmt: skip
    return render(request, "admin/mailing/digest.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest) -> list[int]:
    """Return the ids of the editions named in the address, or ticked in the form that was sent."""
    asked = [*request.GET.get("editions", "").split(","), *request.POST.getlist("editions")]
    return [int(pk) for pk in asked if pk.isascii() and pk.isdigit() and len(pk) < 19][:MOST_CHOSEN]


def _offered(request: HttpRequest, chosen: list[int]) -> list[SnapshotEdition]:
    """Return the recent public snapshots and, of the editions chosen, those that readers can see, newest first."""
    recent = public_snapshots(request.moment).values_list("pk", flat=True)[:RECENT]
    editions = SnapshotEdition.objects.citable(request.moment).filter(Q(pk__in=list(recent)) | Q(pk__in=chosen))
    return list(editions.defer("search_text").order_by("-published_on", "-pk"))


def to_subscribers(
    request: HttpRequest, site: admin.AdminSite, data: dict, choice: dict, is_sure: bool
) -> HttpResponse:  # fmt: skip
    """Ask whether the digest is to go to a series' subscribers, with how many they are; send it where that is sure."""
    back = f"{reverse('admin:snapshot_snapshot_digest')}?editions={','.join(str(pk) for pk in data['editions'])}"
    content = {**data, "editions": [edition.pk for edition in _editions(request, data)]}
    if is_sure:
        send_digest(request, content, choice["series"])
        return HttpResponseRedirect(back)
    context = {
        **site.each_context(request),
        "title": choice["words"], "opts": Snapshot._meta, "what": data["subject"], "back": back, "act": "subscribers",
        **question(choice, content), "sent": _sent(data),
    }  # fmt: skip
    return render(request, "admin/mailing/subscribers.html", context)


def _editions(request: HttpRequest, data: dict) -> list[SnapshotEdition]:
    editions = SnapshotEdition.objects.citable(request.moment).filter(pk__in=data["editions"])
    return list(editions.select_related("content").order_by("-published_on", "-pk"))


def _letter(request: HttpRequest, data: dict) -> Letter:
    sources = [source_of(request, edition, shown_content(edition)) for edition in _editions(request, data)]
    return digest_letter(data["subject"], data["note"], sources, site_of(request))


def _sent(data: dict) -> list[tuple[str, object]]:
    """Return the form's fields as they are sent once more, hidden: for the frame, the file and the test."""
    return [("subject", data["subject"]), ("note", data["note"]), *(("editions", pk) for pk in data["editions"])]


def _label(edition: SnapshotEdition) -> str:
    words = _("%(title)s, %(day)s") if edition.live_until is None else _("%(title)s, %(day)s (edition %(number)d)")
    return words % {
        "title": edition.title, "day": date_format(edition.published_on, "DATE_FORMAT"), "number": edition.number,
    }  # fmt: skip
