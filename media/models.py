"""The library of pictures, and the files attached to articles and snapshots."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

PERCENT = [MaxValueValidator(100)]


class ContentAddressedFile(models.Model):
    """A file that was uploaded once and is stored under the SHA-256 of its content."""

    digest = models.CharField(_("digest"), max_length=64, unique=True, editable=False)
    name = models.CharField(_("file name"), max_length=200, editable=False, help_text=_("The original file name."))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    class Meta:
        abstract = True


class Picture(ContentAddressedFile):
    """One row: a picture in the library, with its description. Its files never change.

    `digest` belongs to the master (a JPEG without metadata), from which the sizes for pages were made.
    """

    class License(models.TextChoices):
        OWN = "own", _("Our own")
        PERMITTED = "permitted", _("Used by permission")
        PUBLIC_DOMAIN = "public-domain", _("Public domain")
        CC0 = "CC0-1.0", "CC0 1.0"
        CC_BY = "CC-BY-4.0", "CC BY 4.0"
        CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
        CC_BY_ND = "CC-BY-ND-4.0", "CC BY-ND 4.0"
        CC_BY_NC = "CC-BY-NC-4.0", "CC BY-NC 4.0"

    title = models.CharField(_("title"), max_length=200, help_text=_("Internal title, for editors only."))
    alternative_text = models.CharField(
        _("alternative text"),
        max_length=500,
        blank=True,
        help_text=_("Describe the image for people who can't see it: “Two cranes unload a ship at dusk”."),
    )
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("The image adds no information, so screen readers skip it. Leave the alternative text empty."),
    )
    caption = models.CharField(_("caption"), max_length=500, blank=True, help_text=_("Shown under the image."))
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Creator and source: “Ada Writer / Example Agency”.")
    )
    license = models.CharField(
        _("license"),
        max_length=20,
        blank=True,
        choices=License,
        help_text=_("The license under which it may be shown."),
    )
    focus_x = models.PositiveSmallIntegerField(
        _("focus from the left"),
        default=50,
        validators=PERCENT,
        help_text=_("Focal point, in percent. This point stays visible when the image is cropped."),
    )
    focus_y = models.PositiveSmallIntegerField(
        _("focus from the top"), default=50, validators=PERCENT, help_text=_("Percent.")
    )
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    format = models.CharField(_("format"), max_length=4, editable=False, help_text=_("Format of the uploaded file."))
    widths = models.JSONField(editable=False)  # of the sizes for pages, ascending
    files = models.JSONField(editable=False)  # end of the file name, such as "480.avif" → SHA-256 of that file

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ("-uploaded_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_decorative=True, alternative_text="")
                | (models.Q(is_decorative=False) & ~models.Q(alternative_text="")),
                name="picture_described_or_decorative",
                violation_error_message=_("Describe the picture or mark it as decorative, not both."),
            ),
            models.CheckConstraint(
                condition=models.Q(focus_x__lte=100, focus_y__lte=100), name="picture_focus_in_percent"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class StoredFile(ContentAddressedFile):
    """One row: a PDF attached to articles or snapshots."""

    size = models.PositiveIntegerField(_("size"), editable=False)  # bytes

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ("-uploaded_at", "-pk")

    def __str__(self) -> str:
        return self.name


class Attachment(models.Model):
    """A file with the title that readers see, in the editors' order. Subclasses add the parent and a key."""

    position = models.PositiveIntegerField(_("position"), default=0)
    title = models.CharField(_("title"), max_length=200, help_text=_("Shown to readers, for example “Full report”."))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="%(class)s_rows", verbose_name=_("file"))

    class Meta:
        abstract = True
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title
