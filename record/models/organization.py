"""The organization that runs the site."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from record.models.imprint import Imprint
from text import validators
from text.contrast import color_of, ratio
from text.identifiers import ror_of

# The backgrounds for the organization's two colors: for each, the one in static/css/tokens.css with the least contrast.
LIGHT_GROUND, DARK_GROUND = "#f6f5f2", "#1c1f25"
LEAST_CONTRAST = 3  # WCAG 2.2, 1.4.11: graphics that carry information


class Organization(Imprint):
    """One row: the think tank that runs this site, with its names, colors and settings for pages and files."""

    class Paper(models.TextChoices):
        A4 = "a4", _("A4")
        LETTER = "letter", _("US Letter")

    name = models.CharField(_("name"), max_length=200, help_text=_("Full name, shown at the top of every page."))
    short_name = models.CharField(
        _("short name"), max_length=60, blank=True, help_text=_("Optional. Used where space is limited.")
    )
    tagline = models.CharField(_("tagline"), max_length=200, blank=True, help_text=_("One line, shown under the name."))
    brand_color = models.CharField(
        _("color"),
        max_length=7,
        default="#12324f",
        validators=[validators.hex_color],
        help_text=_("Color of rules, marks and links on light pages, for example #12324f."),
    )
    brand_color_dark = models.CharField(
        _("color on dark"),
        max_length=7,
        default="#8fb8de",
        validators=[validators.hex_color],
        help_text=_("The same for readers who prefer dark pages."),
    )
    logo = models.ForeignKey(
        "media.Picture",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("Shown at the top of every page in place of the name, on white."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        default="UTC",
        validators=[validators.time_zone],
        help_text=_("Times are shown and entered in this time zone, for example Europe/London."),
    )
    language = models.CharField(
        _("language"), max_length=12, default="en", help_text=_("A language tag (BCP 47), for example en or fr.")
    )
    paper = models.CharField(
        _("paper size"), max_length=6, choices=Paper, default=Paper.A4, help_text=_("For PDF editions.")
    )
    website = models.URLField(
        _("website"),
        blank=True,
        validators=[validators.web_address],
        help_text=_("The organization's other site, if it has one."),
    )
    ror = models.CharField(
        _("ROR ID"),
        max_length=60,
        blank=True,
        validators=[validators.ror],
        help_text=_("The organization's identifier at ror.org, for example https://ror.org/03yrm5c26."),
    )
    contact_email = models.EmailField(
        _("contact address"), blank=True, help_text=_("Shown at the bottom of every page.")
    )

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organization")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="organization_is_one_row")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Require enough contrast, because bars, selected filters and rules use these colors."""
        super().clean()
        self.ror = ror_of(self.ror) or self.ror
        words = _("Not enough contrast on that background: %(ratio)s : 1. At least 3 : 1 is required.")
        errors = {}
        for name, ground in (("brand_color", LIGHT_GROUND), ("brand_color_dark", DARK_GROUND)):
            color = getattr(self, name)
            if not validators.hex_color.regex.fullmatch(color):
                continue  # the field's own validator reports it
            found = ratio(color_of(color), color_of(ground))
            if found < LEAST_CONTRAST:
                errors[name] = ValidationError(words, params={"ratio": f"{found:.1f}"})
        if errors:
            raise ValidationError(errors)


class MenuLink(models.Model):
    """One row: a link that the organization adds to the header or footer of every page."""

    class Place(models.TextChoices):
        HEAD = "head", _("header")
        FOOT = "foot", _("footer")

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="menu_links")
    place = models.CharField(_("place"), max_length=4, choices=Place, default=Place.FOOT)
    label = models.CharField(_("words"), max_length=60, help_text=_("For example “About us”."))
    url = models.CharField(
        _("address"),
        max_length=500,
        validators=[validators.link],
        help_text=_("A path on this site, such as /about/, or a full address starting with https://."),
    )
    position = models.PositiveIntegerField(_("number"), default=0)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("header and footer links")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label
