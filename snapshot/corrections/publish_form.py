"""Publishing an article from the desk, and updating the snapshots that show an older edition of it."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, ArticleEdition, SelectedIn
from record import freezing
from record.models import Edition
from snapshot.corrections.together import publish_and_take_in
from snapshot.models import Snapshot, SnapshotEdition
from staff.act_forms import PublishForm


class ArticlePublishForm(PublishForm):
    """An article, and the live snapshots to update with its new edition in the same act.

    For a correction all of them are ticked by default. JavaScript does this. Without it, a correction sent with none
    ticked is shown again once, with all of them ticked.
    """

    snapshots = forms.TypedMultipleChoiceField(required=False, coerce=int, widget=forms.CheckboxSelectMultiple)
    asked = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = (*PublishForm.field_order, "snapshots", "asked")

    class Media:
        js = (forms.Script("js/publish-corrections.js", type="module"),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = _live_snapshots(self.draft, self.at) if self.last else {}
        if not self.offered:
            del self.fields["snapshots"], self.fields["asked"]
            return
        field, count = self.fields["snapshots"], len(self.offered)
        field.label = ngettext("Also correct this snapshot", "Also correct these %d snapshots", count)
        if count > 1:
            field.label %= count
        field.help_text = _(
            "Each gets a new edition at the same time: its public text with the new edition of this "
            "article. Changes at the snapshot's desk stay unpublished."
        )
        field.choices = list(self.offered.items())

    @cached_property
    def chosen(self) -> list[Snapshot]:
        found = Snapshot.objects.in_bulk(self.cleaned_data.get("snapshots", []))
        return [found[pk] for pk in self.offered if pk in found]

    def clean(self) -> dict:
        cleaned = super().clean()
        is_correction = cleaned.get("kind") == Edition.Kind.CORRECTION
        if self.offered and is_correction and not cleaned.get("snapshots") and not cleaned.get("asked"):
            self.data = self.data.copy()
            self.data.setlist("snapshots", [str(pk) for pk in self.offered])
            self.data["asked"] = "1"
            words = _(
                "These snapshots can be corrected at the same time. They are now selected: clear the ones "
                "you want to leave unchanged."
            )
            self.add_error("snapshots", words)
        return cleaned

    def act(self, by) -> ArticleEdition:
        """Publish the article and update the ticked snapshots. Raises Refused."""
        edition, self.taken_into = publish_and_take_in(self.draft, self.chosen, by, self.terms())
        return edition

    def also_published(self) -> list[Snapshot]:
        return [edition.parent for edition in self.taken_into]

    def afterword(self) -> str:
        names = ", ".join(f"“{edition.title}”" for edition in self.taken_into)
        return _("Also updated: %s.") % names if names else ""


def _live_snapshots(article: Article, at) -> dict[int, str]:
    """Return the live snapshots that contain the article: id → title with the section names."""
    live = SelectedIn.objects.public(at).filter(article_id=article.pk).values("snapshot_edition_id")
    editions = SnapshotEdition.objects.filter(pk__in=live).select_related("content").defer("card", "search_text")
    named = {}
    for edition in editions.order_by("-published_on", "-pk"):
        sections = [
            section["title"] or _("Untitled section")
            for section in freezing.read(edition.content)["work"]["sections"]
            if any(placement["article"] == article.pk for placement in section["placements"])
        ]
        words = _("%(title)s (edition %(number)d; in %(sections)s)")
        named[edition.parent_id] = words % {
            "title": edition.title, "number": edition.number, "sections": ", ".join(f"“{name}”" for name in sections),
        }  # fmt: skip
    return named
