"""Publishing an article from the desk, and taking it into the snapshots that show an older text of it."""

from django import forms
from django.contrib import admin
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin import ArticleAdmin
from articles.models import Article, ArticleEdition, SelectedIn
from editorial import freezing
from editorial.admin.act_forms import PublishForm
from editorial.models import Edition
from snapshot.admin.series_mailing import SendsToSeries
from snapshot.correcting_together import publish_and_take_in
from snapshot.models import Snapshot, SnapshotEdition


class ArticlePublishForm(PublishForm):
    """An article, and which live snapshots take its new text in with the same act.

    They stand ticked where the edition is a correction. A script sees to that; without one, a correction sent with
    none ticked is asked about once, with all of them ticked.
    """

    snapshots = forms.TypedMultipleChoiceField(required=False, coerce=int, widget=forms.CheckboxSelectMultiple)
    asked = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = (*PublishForm.field_order, "snapshots", "asked")

    class Media:
        js = (forms.Script("js/publish-corrections.js", type="module"),)

    def __init__(self, *args, may_correct: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = _live_snapshots(self.copy, self.at) if may_correct and self.last else {}
        if not self.offered:
            del self.fields["snapshots"], self.fields["asked"]
            return
        field, count = self.fields["snapshots"], len(self.offered)
        field.label = ngettext("Also correct this snapshot", "Also correct these %d snapshots", count)
        if count > 1:
            field.label %= count
        field.help_text = _(
            "Each is published once more as readers have it, with the new text in it, at the same moment. "
            "What stands at its desk is left as it is."
        )
        field.choices = list(self.offered.items())

    @cached_property
    def chosen(self) -> list[Snapshot]:
        """Return the snapshots ticked."""
        found = Snapshot.objects.in_bulk(self.cleaned_data.get("snapshots", []))
        return [found[pk] for pk in self.offered if pk in found]

    def clean(self) -> dict:
        cleaned = super().clean()
        is_correction = cleaned.get("kind") == Edition.Kind.CORRECTION
        if self.offered and is_correction and not cleaned.get("snapshots") and not cleaned.get("asked"):
            self.data = self.data.copy()
            self.data.setlist("snapshots", [str(pk) for pk in self.offered])
            self.data["asked"] = "1"
            words = _("A correction can be taken into these at once. They are ticked now: leave out what is to stay.")
            self.add_error("snapshots", words)
        return cleaned

    def act(self, by) -> ArticleEdition:
        """Publish the article and take it into the ticked snapshots. Raises Refused."""
        edition, self.taken_into = publish_and_take_in(self.copy, self.chosen, by, self.terms())
        return edition

    def afterword(self) -> str:
        names = ", ".join(f"“{edition.title}”" for edition in self.taken_into)
        return _("It is taken into: %s.") % names if names else ""


def _live_snapshots(article: Article, at) -> dict[int, str]:
    """Return the live snapshots that hold the article, by id, each named with the sections it stands in."""
    live = SelectedIn.objects.public(at).filter(article_id=article.pk).values("snapshot_edition_id")
    editions = SnapshotEdition.objects.filter(pk__in=live).select_related("content").defer("card", "search_text")
    named = {}
    for edition in editions.order_by("-published_on", "-pk"):
        sections = [
            section["title"] or _("Section without a title")
            for section in freezing.read(edition.content)["work"]["sections"]
            if any(placement["article"] == article.pk for placement in section["placements"])
        ]
        words = _("%(title)s (edition %(number)d; in %(sections)s)")
        named[edition.parent_id] = words % {
            "title": edition.title, "number": edition.number, "sections": ", ".join(f"“{name}”" for name in sections),
        }  # fmt: skip
    return named


admin.site.unregister(Article)


@admin.register(Article)
class TravelingArticleAdmin(SendsToSeries, ArticleAdmin):
    """The library, with the snapshots into which a new text travels: `articles` knows none."""

    publish_form = ArticlePublishForm

    def form_for_publishing(self, request, **given) -> ArticlePublishForm:
        return super().form_for_publishing(
            request, may_correct=request.user.has_perm("snapshot.change_snapshot"), **given
        )
