"""Authors: the people named in bylines."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from media.models import Picture
from record.mergeable import Mergeable
from text import validators
from text.identifiers import orcid_of, ror_of
from text.slugs import UnicodeSlugField, never_empty


class Author(Mergeable):
    """One row: a person named as an author of analysis. Authors need no account."""

    name = models.CharField(_("name"), max_length=200, help_text=_("As printed: “Lusine Hakobyan-Daly”."))
    sort_name = models.CharField(
        _("sort name"),
        max_length=200,
        help_text=_("As in an index: “Hakobyan-Daly, Lusine”. Filled in from the name where empty."),
        blank=True,
    )
    slug = UnicodeSlugField(_("address"), unique=True, help_text=_("The last part of the author page's address."))
    role = models.CharField(_("role"), max_length=200, blank=True, help_text=_("For example “Senior Fellow”."))
    affiliation = models.CharField(
        _("affiliation"), max_length=200, blank=True, help_text=_("Affiliation, if outside this organization.")
    )
    affiliation_ror = models.CharField(
        _("ROR ID of the affiliation"),
        max_length=60,
        blank=True,
        validators=[validators.ror],
        help_text=_("For example https://ror.org/03yrm5c26."),
    )
    bio = models.TextField(_("biography"), blank=True, help_text=_("Two or three sentences, shown on the author page."))
    photo = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="authors", verbose_name=_("photograph")
    )
    website = models.URLField(_("website"), blank=True, validators=[validators.web_address])
    orcid = models.CharField(
        _("ORCID iD"),
        max_length=60,
        blank=True,
        validators=[validators.orcid],
        help_text=_("For example 0000-0002-1825-0097."),
    )
    aliases = models.JSONField(
        _("other spellings"),
        default=list,
        blank=True,
        help_text=_("Other spellings used in bylines, one per line. Imports then find this author."),
    )

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ("sort_name", "pk")
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="author_has_a_name"),
            never_empty("author_has_an_address"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("author", kwargs={"slug": self.slug})

    def clean(self) -> None:
        """Keep identifiers in one form, however they were typed. Raises ValidationError for a wrong merge."""
        super().clean()
        self.orcid = orcid_of(self.orcid) or self.orcid
        self.affiliation_ror = ror_of(self.affiliation_ror) or self.affiliation_ror


PARTICLES = {
    "al",
    "bin",
    "da",
    "de",
    "del",
    "della",
    "der",
    "di",
    "dos",
    "du",
    "el",
    "la",
    "le",
    "ten",
    "van",
    "von",
    "zu",
}
SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}


def sort_name_for(name: str) -> str:
    """Return the index form of `name`: family name first with its particles, suffixes last.

    A default: editors correct it for names that are sorted differently.
    """
    words = name.replace(",", " ").split()
    suffixes = []
    while len(words) > 1 and words[-1].rstrip(".").casefold() in SUFFIXES:
        suffixes.insert(0, words.pop())
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in PARTICLES:
        start -= 1
    if start < 1:
        return " ".join([*words, *suffixes])
    return ", ".join([" ".join(words[start:]), " ".join([*words[:start], *suffixes])])
