"""What a member of staff keeps for their work at the desk."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_QUERY = 2_000  # characters


class SavedViewQuerySet(models.QuerySet):
    def shown_to(self, user) -> "SavedViewQuerySet":
        """Return the person's own views, and those that others share."""
        return self.filter(models.Q(owner=user) | models.Q(is_shared=True))


class SavedView(models.Model):
    """One row: filters, search and order of a list, under a name."""

    name = models.CharField(_("name"), max_length=60)
    is_shared = models.BooleanField(_("shared with all staff"), default=False)

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    kind = models.CharField(max_length=100)  # the label of the list's model, such as articles.article
    query = models.CharField(max_length=LONGEST_QUERY)  # the list's query string, its parameters sorted

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "name"],
                name="saved_view_unique_name",
                violation_error_message=_("You have a view with this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
