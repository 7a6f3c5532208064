"""Choosing pictures and attaching files in admin forms."""

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from media.attachments import MOST_BYTES, InvalidPDF, check, stored
from media.embeds.providers import read_address
from staff.choosers import Chooser, is_plain, key_of
from staff.ordered import OrderedForm, OrderedInline
from staff.texts import SmallTextarea
from text.prose import one_line


class PictureSelect(Chooser):
    """An autocomplete select with a preview of the chosen picture (js/picture-choice.js keeps them in sync)."""

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=[forms.Script("js/picture-choice.js", type="module")])

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        pattern = reverse("admin:media_picture_thumbnail", args=[0])
        chooser = super().render(name, value, attrs, renderer)
        key = key_of(self.field.remote_field.model, value)
        if key is None:
            return format_html('{}<img class="picture-choice" data-source="{}" alt="" hidden>', chooser, pattern)
        source = reverse("admin:media_picture_thumbnail", args=[key])
        return format_html('{}<img class="picture-choice" data-source="{}" src="{}" alt="">', chooser, pattern, source)


class ChoosesPicture:
    """A ModelAdmin or inline whose `picture_field` shows a preview of the chosen picture."""

    picture_field = "picture"

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == self.picture_field and not is_plain(request):
            kwargs["widget"] = PictureSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class FigureForm(OrderedForm):
    """A picture, and a one-line caption."""

    class Meta:
        widgets = {"caption": SmallTextarea()}

    def clean_caption(self) -> str:
        return " ".join(self.cleaned_data["caption"].split())


class FigureInline(ChoosesPicture, OrderedInline):
    """The figures within the text."""

    form = FigureForm
    fields = ["position", "picture", "caption"]
    autocomplete_fields = ["picture"]
    verbose_name_plural = gettext_lazy("Figures in the text (optional)")
    told = gettext_lazy(
        "To place the first figure, write [figure 1] in the full text, in a separate paragraph; "
        "[figure 2] for the second. A figure without a place follows the text."
    )


class EmbedForm(OrderedForm):
    """An address, kept in its canonical form, and the words around it."""

    def clean_address(self) -> str:
        return read_address(self.cleaned_data["address"]).address

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean_source(self) -> str:
        return one_line(self.cleaned_data["source"])


class EmbedInline(ChoosesPicture, OrderedInline):
    """The embeds within the text."""

    form = EmbedForm
    fields = ["position", "address", "title", "source", "picture"]
    autocomplete_fields = ["picture"]
    verbose_name_plural = gettext_lazy("Embeds in the text: charts, maps and videos (optional)")
    told = gettext_lazy(
        "Copy the address from Datawrapper, Flourish, YouTube, Vimeo or Our World in Data. To place the first embed, "
        "write [embed 1] in the full text, in a separate paragraph; [embed 2] for the second. An embed without a place "
        "follows the text."
    )


class AttachmentForm(OrderedForm):
    """A title and a file. Uploading another file replaces it."""

    upload = forms.FileField(
        label=gettext_lazy("PDF"), required=False, widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        help_text=gettext_lazy("Up to %d MB.") % (MOST_BYTES // 1_000_000),
    )  # fmt: skip

    by: AbstractBaseUser | None = None

    def clean(self) -> dict:
        cleaned = super().clean()
        upload = cleaned.get("upload")
        if upload:
            try:
                check(upload)
            except InvalidPDF as reason:
                self.add_error("upload", _("“%(name)s”: %(reason)s") % {"name": upload.name, "reason": reason})
        elif not self.instance.file_id and not cleaned.get("DELETE"):
            self.add_error("upload", _("Choose a file."))
        return cleaned

    def save(self, commit: bool = True):
        if self.cleaned_data.get("upload"):
            self.instance.file = stored(self.cleaned_data["upload"], self.by)
        return super().save(commit)


class AttachmentInline(OrderedInline):
    """The files offered for download beside the text."""

    form = AttachmentForm
    fields = ["position", "title", "upload", "file_now"]
    readonly_fields = ["file_now"]
    verbose_name_plural = gettext_lazy("Attachments, in the order shown (PDF, optional)")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.by = request.user  # the class was created for this request
        return formset

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("file")

    def file_now(self, row) -> str:
        if not row.file_id:
            return "–"
        address = reverse("file", kwargs={"digest": row.file.digest})
        return format_html('<a href="{}">{}</a>', address, row.file.name)

    file_now.short_description = gettext_lazy("file now")


def frozen_media(work: dict) -> SafeString:
    """Return the pictures and attachments of a frozen work as HTML, each by its description."""
    picture = work["picture"]
    said = [_("Picture: %s") % (picture["alternative_text"] or _("decorative"))] if picture else []
    said += [
        _("Figure %(number)d: %(words)s")
        % {"number": number, "words": each["caption"] or each["alternative_text"] or _("decorative")}
        for number, each in enumerate(work.get("figures", []), 1)
    ]
    said += [
        _("Embed %(number)d: %(words)s") % {"number": number, "words": f"{each['title']} ({each['address']})"}
        for number, each in enumerate(work.get("embeds", []), 1)
    ]
    said += [_("Attachment: %s") % each["title"] for each in work["attachments"]]
    return format_html_join("", "<p>{}</p>", ((words,) for words in said))
