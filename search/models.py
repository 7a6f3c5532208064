"""Data that search stores: the archive's words, searches that found nothing, and spellings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tally(models.Model):
    """One row: how many public editions of an index have each facet value; see search/tallies.py."""

    index = models.CharField(max_length=40, unique=True)
    counts = models.TextField()  # JSON: facet name → pairs of value and count, the most frequent value first
    basis = models.CharField(max_length=64)  # digest of the topics and merges by which they were counted

    def __str__(self) -> str:
        return self.index


class ArchiveWord(models.Model):
    """One row: a word of the archive under one of its forms: the word itself, or with one letter left out.

    Two words that differ in one letter share a form. Before suggesting a word, check that it finds something public,
    because it may occur only in unpublished text.
    """

    form = models.CharField(max_length=32)
    word = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "word"], name="archive_word_once")]

    def __str__(self) -> str:
        return self.word


class MissedSearch(models.Model):
    """One row: words that readers searched for without results. Stores the dates, and nothing about the readers."""

    words = models.CharField(_("words"), max_length=100, unique=True)
    count = models.PositiveIntegerField(_("times"), default=1)
    first_on = models.DateField(_("first"))
    last_on = models.DateField(_("last"))

    class Meta:
        verbose_name = _("search without results")
        verbose_name_plural = _("searches without results")
        ordering = ["-count", "-last_on", "words"]

    def __str__(self) -> str:
        return self.words


class Spelling(models.Model):
    """One row: a name or word with several spellings; a search for one finds all of them."""

    spellings = models.TextField(
        _("spellings"),
        help_text=_("One per line, for example Pashinyan and Pashinian. A search for one finds all of them."),
    )

    class Meta:
        verbose_name = _("name with several spellings")
        verbose_name_plural = _("spelling variants")
        ordering = ["spellings"]

    def __str__(self) -> str:
        return ", ".join(self.spellings.splitlines())
