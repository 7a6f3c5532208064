"""The imprint: what an edition says of its type, license, funders and interests, and where its defaults are."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from text import validators
from text.licenses import license_of
from text.slugs import UnicodeSlugField, never_empty


class PublicationType(models.Model):
    """One row: a type of publication, such as a report."""

    class CitedAs(models.TextChoices):
        REPORT = "report", _("report")
        ARTICLE = "article", _("article")
        HEARING = "hearing", _("testimony at a hearing")
        INTERVIEW = "interview", _("interview")
        DATASET = "dataset", _("data set")

    name = models.CharField(_("name"), max_length=60, unique=True, help_text=_("For example “Working paper”."))
    names = models.JSONField(_("names in other languages"), default=dict, blank=True)  # language → name
    slug = UnicodeSlugField(_("address"), unique=True, help_text=_("What filters take: /analysis/?type=…"))
    cited_as = models.CharField(
        _("cited as"),
        max_length=10,
        choices=CitedAs,
        default=CitedAs.REPORT,
        help_text=_("How reference managers file it."),
    )

    class Meta:
        verbose_name = _("type of publication")
        verbose_name_plural = _("types of publication")
        ordering = ("name", "pk")
        constraints = [never_empty("publication_type_has_an_address")]

    def __str__(self) -> str:
        return self.name

    def name_in(self, tag: str | None) -> str:
        """Return the name in a language (BCP 47), or else the name."""
        return self.names.get((tag or "").lower().partition("-")[0]) or self.name


class Imprint(models.Model):
    """The fields of an imprint. An article's or snapshot's own come first, then its series', then the organization's.

    In the texts, a dash stands for “none”.
    """

    publication_type = models.ForeignKey(
        PublicationType,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("type of publication"),
    )
    license = models.CharField(
        _("license"),
        max_length=60,
        blank=True,
        validators=[validators.license_id],
        help_text=_("An SPDX identifier such as CC-BY-4.0, or “all rights reserved”."),
    )
    funding = models.TextField(
        _("funders"),
        blank=True,
        validators=[validators.funding],
        help_text=_("One per line: name; ROR or Crossref Funder ID; grant numbers. A dash for none."),
    )
    disclosure = models.TextField(
        _("disclosure"), blank=True, help_text=_("Interests that readers should know about. A dash for none.")
    )
    ai_statement = models.TextField(
        _("use of AI"), blank=True, help_text=_("How AI was used, if at all. A dash for none.")
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Keep the license in one spelling, however it was typed."""
        super().clean()
        self.license = license_of(self.license) or self.license
