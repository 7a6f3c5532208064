"""The base of authors, topics and series: live data that editions refer to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mergeable(models.Model):
    """Taxonomy data that cannot be deleted once an edition refers to it, but can be merged into another row."""

    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("merged into"),
    )

    class Meta:
        abstract = True

    def survivor(self) -> "Mergeable":
        """Return the row that remains after all merges, or this row if it was never merged."""
        here = self
        while here.merged_into is not None:
            here = here.merged_into
        return here
