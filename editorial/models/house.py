"""The organization whose site this is."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial import validators
from editorial.contrast import color_of, ratio

# The grounds that the house's two colors are seen on, of those in static/css/tokens.css the harder one each.
LIGHT_GROUND, DARK_GROUND = "#f6f5f2", "#1c1f25"
LEAST_CONTRAST = 3  # WCAG 2.2, 1.4.11: of marks that tell something


class Organization(models.Model):
    """One row: the think tank itself, as its pages and files name it."""

    class Paper(models.TextChoices):
        A4 = "a4", _("A4")
        LETTER = "letter", _("US Letter")

    name = models.CharField(_("name"), max_length=200, help_text=_("In full, as it stands at the head of every page."))
    short_name = models.CharField(
        _("short name"), max_length=60, blank=True, help_text=_("Where there is little room; may stay empty.")
    )
    tagline = models.CharField(_("tagline"), max_length=200, blank=True, help_text=_("One line under the name."))
    brand_color = models.CharField(
        _("color"),
        max_length=7,
        default="#12324f",
        validators=[validators.hex_color],
        help_text=_("Rules, marks and links on a light page, for example #12324f."),
    )
    brand_color_dark = models.CharField(
        _("color on dark"),
        max_length=7,
        default="#8fb8de",
        validators=[validators.hex_color],
        help_text=_("The same where readers prefer a dark page."),
    )
    logo = models.ForeignKey(
        "editorial.Picture",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("Shown at the head of every page in place of the name, on white."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        default="UTC",
        validators=[validators.time_zone],
        help_text=_("Times are shown and typed in this zone, for example Europe/London."),
    )
    language = models.CharField(
        _("language"), max_length=12, default="en", help_text=_("A language tag (BCP 47), for example en or fr.")
    )
    paper = models.CharField(
        _("paper size"), max_length=6, choices=Paper, default=Paper.A4, help_text=_("For PDF editions.")
    )
    website = models.URLField(_("website"), blank=True, help_text=_("The organization's other site, if it has one."))
    contact_email = models.EmailField(_("contact address"), blank=True, help_text=_("Shown at the foot of every page."))

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organization")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="organization_is_one_row")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse colors that readers would not make out: bars, chosen filters and rules are drawn in them."""
        words = _("Hardly seen on a page of that kind: the contrast is %(ratio)s : 1, and needs 3 : 1 or more.")
        errors = {}
        for name, ground in (("brand_color", LIGHT_GROUND), ("brand_color_dark", DARK_GROUND)):
            color = getattr(self, name)
            if not validators.hex_color.regex.fullmatch(color):
                continue  # the field says so
            found = ratio(color_of(color), color_of(ground))
            if found < LEAST_CONTRAST:
                errors[name] = ValidationError(words, params={"ratio": f"{found:.1f}"})
        if errors:
            raise ValidationError(errors)


class Spelling(models.Model):
    """One row: a name or word that is spelled in several ways, all of which are found by any."""

    spellings = models.TextField(
        _("spellings"),
        help_text=_("One a line, for example Pashinyan and Pashinian. Whoever searches for one finds all of them."),
    )

    class Meta:
        verbose_name = _("spelling")
        verbose_name_plural = _("spellings")
        ordering = ["spellings"]

    def __str__(self) -> str:
        return ", ".join(self.spellings.splitlines())


class MenuLink(models.Model):
    """One row: a link that the house adds to the head or the foot of every page."""

    class Place(models.TextChoices):
        HEAD = "head", _("head of the page")
        FOOT = "foot", _("foot of the page")

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="menu_links")
    place = models.CharField(_("place"), max_length=4, choices=Place, default=Place.FOOT)
    label = models.CharField(_("words"), max_length=60, help_text=_("For example “About us”."))
    url = models.CharField(
        _("address"),
        max_length=500,
        validators=[validators.link],
        help_text=_("On this site from the first slash, for example /about/; elsewhere whole, with https://."),
    )
    position = models.PositiveIntegerField(_("number"), default=0)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links at the head and foot of every page")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label
