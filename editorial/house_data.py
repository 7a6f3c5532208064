"""What authors, topics and series share: live data that editions refer to."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Mergeable(models.Model):
    """House data that is never deleted once an edition refers to it, but may be merged into another row."""

    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("merged into"),
        help_text=_("Where this is the same as another entry: its pages send readers there."),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a merging that would come back to itself."""
        super().clean()
        seen, here = {self.pk}, self.merged_into
        while here is not None:
            if here.pk in seen:
                raise ValidationError({"merged_into": _("That would be merged into itself.")})
            seen.add(here.pk)
            here = here.merged_into

    def survivor(self) -> "Mergeable":
        """Return what this was merged into, followed to the end; itself where it was not."""
        here = self
        while here.merged_into is not None:
            here = here.merged_into
        return here
