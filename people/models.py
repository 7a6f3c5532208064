"""Authors: the people whose names stand under articles."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial import validators
from editorial.house_data import Mergeable
from editorial.models.pictures import Picture
from editorial.slugs import UnicodeSlugField


class Author(Mergeable):
    """One row: a person under whose name analysis appears. Needs no sign-in."""

    name = models.CharField(_("name"), max_length=200, help_text=_("As printed: “Lusine Hakobyan-Daly”."))
    sort_name = models.CharField(
        _("sort name"),
        max_length=200,
        help_text=_("As in an index: “Hakobyan-Daly, Lusine”. Filled in from the name where empty."),
        blank=True,
    )
    slug = UnicodeSlugField(_("address"), unique=True, help_text=_("The last word of the author page's address."))
    role = models.CharField(_("role"), max_length=200, blank=True, help_text=_("For example “Senior Fellow”."))
    affiliation = models.CharField(
        _("affiliation"), max_length=200, blank=True, help_text=_("Where it is another house than ours.")
    )
    bio = models.TextField(_("biography"), blank=True, help_text=_("Two or three sentences for the author page."))
    photo = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="authors", verbose_name=_("photograph")
    )
    website = models.URLField(_("website"), blank=True)
    orcid = models.CharField(
        _("ORCID iD"),
        max_length=19,
        blank=True,
        validators=[validators.orcid],
        help_text=_("For example 0000-0002-1825-0097."),
    )
    aliases = models.JSONField(
        _("other spellings"),
        default=list,
        blank=True,
        help_text=_("Other spellings seen in bylines, one a line: imports then find this author."),
    )

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ("sort_name", "pk")
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="author_has_a_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("author", kwargs={"slug": self.slug})


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
    """Return an index form of `name`: the family name first, its particles with it, suffixes last.

    A proposal only: editors correct it where a name is ordered otherwise.
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
