"""The library of pictures, and the files attached to what is published: shared by whatever shows them."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

PERCENT = [MaxValueValidator(100)]


class Kept(models.Model):
    """A file that was uploaded once and stands under the SHA-256 of its bytes, never another's."""

    digest = models.CharField(_("digest"), max_length=64, unique=True, editable=False)
    name = models.CharField(_("file name"), max_length=200, editable=False, help_text=_("As it was uploaded."))
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


class Picture(Kept):
    """One row: a picture of the library, with what a page says of it. Its files never change.

    `digest` is that of the master (a JPEG without any metadata), of which the sizes that pages show were made.
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

    title = models.CharField(
        _("title"), max_length=200, help_text=_("By which editors find it again; readers do not see it.")
    )
    alternative_text = models.CharField(
        _("alternative text"),
        max_length=500,
        blank=True,
        help_text=_("What is to be seen, for those who do not see it: “Two cranes unload a ship at dusk”."),
    )
    is_decorative = models.BooleanField(
        _("only decorative"),
        default=False,
        help_text=_("It says nothing that the text does not: screen readers pass it over. Then no alternative text."),
    )
    caption = models.CharField(_("caption"), max_length=500, blank=True, help_text=_("Stands under it, for all."))
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Whose it is: “Ada Writer / Example Agency”.")
    )
    license = models.CharField(
        _("license"), max_length=20, blank=True, choices=License, help_text=_("By what right it may be shown.")
    )
    focus_x = models.PositiveSmallIntegerField(
        _("focus from the left"),
        default=50,
        validators=PERCENT,
        help_text=_("Percent. What is cut off leaves this in sight."),
    )
    focus_y = models.PositiveSmallIntegerField(
        _("focus from the top"), default=50, validators=PERCENT, help_text=_("Percent.")
    )
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    format = models.CharField(_("format"), max_length=4, editable=False, help_text=_("Of the upload."))
    widths = models.JSONField(editable=False)  # of the sizes that pages show, ascending
    files = models.JSONField(editable=False)  # the SHA-256 of each of them, by the end of its name: "480.avif"

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ("-uploaded_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_decorative=True, alternative_text="")
                | (models.Q(is_decorative=False) & ~models.Q(alternative_text="")),
                name="picture_described_or_decorative",
                violation_error_message=_("Describe the picture, or say that it is only decorative; not both."),
            ),
            models.CheckConstraint(
                condition=models.Q(focus_x__lte=100, focus_y__lte=100), name="picture_focus_in_percent"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class StoredFile(Kept):
    """One row: a PDF that articles or snapshots offer to their readers."""

    size = models.PositiveIntegerField(_("size"), editable=False)  # bytes

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ("-uploaded_at", "-pk")

    def __str__(self) -> str:
        return self.name


class Attachment(models.Model):
    """A file under the title that readers see, in the editors' order. Subclasses add what it is of, and a key."""

    position = models.PositiveIntegerField(_("position"), default=0)
    title = models.CharField(_("title"), max_length=200, help_text=_("As readers see it: “Full report”."))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="%(class)s_rows", verbose_name=_("file"))

    class Meta:
        abstract = True
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title
