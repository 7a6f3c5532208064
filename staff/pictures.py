"""The media library at the desk: pictures and attached files."""

from django import forms
from django.contrib import admin
from django.db.models import PROTECT, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from media import attachments
from media.models import Picture, StoredFile
from media.pictures import library
from media.pictures.processing import MOST_BYTES, NoPicture
from media.pictures.shown import address
from permissions.files import visible_files
from staff import deletion
from staff.forms import PrintableForm
from staff.texts import SmallTextarea


def thumbnail(picture: Picture) -> str:
    """Return the address of the picture's smallest size."""
    return address(picture.digest, f"{picture.widths[0]}.webp")


class PictureForm(PrintableForm):
    """A picture. The file is uploaded once; the description can always be edited."""

    upload = forms.FileField(
        label=gettext_lazy("file"),
        help_text=gettext_lazy(
            "JPEG, PNG, WebP or AVIF, up to 40 megapixels. Location and camera data are removed. A file "
            "can't be replaced later: upload another one."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"}),
    )

    class Meta:
        widgets = {"alternative_text": SmallTextarea(), "caption": SmallTextarea()}

    class Media:
        js = (forms.Script("js/picture-focus.js", type="module"),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("upload", None)
        if "title" in self.fields:
            self.fields["title"].required = bool(self.instance.pk)

    def clean(self) -> dict:
        cleaned = super().clean()
        for name in {"alternative_text", "caption"} & set(cleaned):
            cleaned[name] = " ".join(cleaned[name].split())
        if not cleaned.get("is_decorative") and not (cleaned.get("alternative_text") or "").strip():
            self.add_error("alternative_text", _("Describe the picture, or tick “decorative”."))
        elif cleaned.get("is_decorative") and cleaned.get("alternative_text"):
            self.add_error("is_decorative", _("A picture with alternative text can't be decorative."))
        if cleaned.get("upload") and not self.errors:
            self._take(cleaned["upload"])
        return cleaned

    def _take(self, upload) -> None:
        if upload.size > MOST_BYTES:
            self.add_error("upload", _("The file is too large. The limit is %d MB.") % (MOST_BYTES // 1_000_000))
            return
        try:
            self.checked = library.checked(upload.read())
        except library.HasIt as there:
            words = _("This picture is already in the library: {}.")
            self.add_error("upload", forms.ValidationError(format_html(words, deletion.linked(there.picture))))
        except NoPicture as reason:
            self.add_error("upload", _("“%(name)s”: %(reason)s") % {"name": upload.name, "reason": reason})


class UseFilter(admin.SimpleListFilter):
    """Pictures or files in use, or not in use."""

    title = gettext_lazy("use")
    parameter_name = "used"

    def lookups(self, request, model_admin):
        return [("yes", _("Used")), ("no", _("Not used"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(is_used(queryset.model) if self.value() == "yes" else ~is_used(queryset.model))


def is_used(model) -> Q:
    """Return the condition that a row is in use and therefore cannot be deleted."""
    condition = Q()
    for relation in model._meta.related_objects:
        if relation.on_delete is PROTECT:
            users = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            condition |= Q(Exists(users))
    return condition


class ContentAddressedAdmin(deletion.ReadableDeletion, admin.ModelAdmin):
    """A media library whose rows show where they are used."""

    view_on_site = False
    list_per_page = 60

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return visible_files(request.user, super().get_queryset(request))

    @admin.display(description=gettext_lazy("where it is used"))
    def where_used(self, row) -> str:
        found = self.uses(row) if row.pk else []
        return (
            format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((use,) for use in found)))
            if found
            else _("Nowhere.")
        )

    @admin.display(description=gettext_lazy("uploaded"))
    def uploaded(self, row) -> str:
        return format_html("{} ({})", row.name, row.uploaded_at.date() if row.uploaded_at else "–")


@admin.register(Picture)
class PictureAdmin(ContentAddressedAdmin):
    """The library of pictures."""

    form = PictureForm
    list_display = ["image", "title", "description", "credit", "license", "uploaded_at"]
    list_display_links = ["image", "title"]
    list_filter = [UseFilter, "is_decorative", "license"]
    search_fields = ["title", "alternative_text", "caption", "credit", "name"]
    search_help_text = gettext_lazy("Search by title, alternative text, caption, credit or file name.")
    readonly_fields = ["preview", "facts", "where_used"]
    ordering = ["-uploaded_at", "-pk"]

    def get_fieldsets(self, request: HttpRequest, obj: Picture | None = None) -> list:
        described = ["title", "alternative_text", "is_decorative", "caption", "credit", "license"]
        if obj is None:
            return [(None, {"fields": ["upload", *described]})]
        return [
            (None, {"fields": ["preview", ("focus_x", "focus_y")]}),
            (_("Description"), {"fields": described}),
            (_("Source and use"), {"fields": ["facts", "where_used"]}),
        ]

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.thumbnail_page)
        return [path("<int:pk>/thumbnail/", view, name="media_picture_thumbnail"), *super().get_urls()]

    def thumbnail_page(self, request: HttpRequest, pk: int) -> HttpResponseRedirect:
        """Redirect to the picture's smallest size, for a form's script that knows only the id."""
        return HttpResponseRedirect(thumbnail(get_object_or_404(self.get_queryset(request), pk=pk)))

    def save_model(self, request, obj: Picture, form, change) -> None:
        if not change:
            library.put(obj, *form.checked, form.cleaned_data["upload"].name, request.user)
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Picture) -> None:
        library.remove(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        for picture in queryset:
            library.remove(picture)

    @admin.display(description=gettext_lazy("picture"))
    def image(self, picture: Picture) -> str:
        return _image(picture, "picture-thumbnail")

    @admin.display(description=gettext_lazy("alternative text"))
    def description(self, picture: Picture) -> str:
        return picture.alternative_text or _("(decorative)")

    @admin.display(description=gettext_lazy("picture"))
    def preview(self, picture: Picture) -> str:
        words = _(
            "Click the focal point, or enter both numbers below. That point stays visible when the picture is cropped."
        )
        return format_html(
            '<div class="picture-focus">{}</div><p class="help">{}</p>', _image(picture, "picture-preview"), words
        )

    @admin.display(description=gettext_lazy("upload"))
    def facts(self, picture: Picture) -> str:
        values = (picture.name, picture.format, picture.width, picture.height, picture.digest)
        return format_html("{} · {} · {} × {} · {}", *values)


def _image(picture: Picture, name: str) -> str:
    width = picture.widths[-1] if name == "picture-preview" else picture.widths[0]
    height = max(1, round(picture.height * width / picture.width))
    return format_html(
        '<img class="{}" src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
        name, address(picture.digest, f"{width}.webp"), picture.alternative_text, width, height,
    )  # fmt: skip


@admin.register(StoredFile)
class StoredFileAdmin(ContentAddressedAdmin):
    """Attached files: uploaded in the forms that attach them, listed here."""

    list_display = ["name", "size", "uploaded_at"]
    list_filter = [UseFilter]
    search_fields = ["name", "digest"]
    fields = ["name", "size", "digest", "uploaded_at", "where_used"]
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: StoredFile | None = None) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: StoredFile) -> None:
        attachments.remove(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        for file in queryset:
            attachments.remove(file)
