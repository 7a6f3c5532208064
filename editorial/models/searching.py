"""What searching remembers: the archive's own words, and what was sought in vain."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ArchiveWord(models.Model):
    """One row: a word of the archive under one of its forms: itself, or itself with a letter left out.

    Two spellings that differ in a letter have a form in common. Whoever offers a word sees first that it finds
    something public: it may stand in what is not public yet.
    """

    form = models.CharField(max_length=32)
    word = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "word"], name="archive_word_once")]

    def __str__(self) -> str:
        return self.word


class MissedSearch(models.Model):
    """One row: words that readers sought in vain. Of the readers nothing is kept, of the time the day."""

    words = models.CharField(_("words"), max_length=100, unique=True)
    count = models.PositiveIntegerField(_("times"), default=1)
    first_on = models.DateField(_("first"))
    last_on = models.DateField(_("last"))

    class Meta:
        verbose_name = _("search that found nothing")
        verbose_name_plural = _("searches that found nothing")
        ordering = ["-count", "-last_on", "words"]

    def __str__(self) -> str:
        return self.words
