"""Publishing a snapshot from the desk, together with its unpublished articles."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, ArticleEdition
from record.publishing import when
from snapshot.models import SnapshotEdition
from snapshot.publishing import not_public_by, publish_with_articles, published_with
from staff.act_forms import PublishForm
from staff.state_check import state_digest


class SnapshotPublishForm(PublishForm):
    """A snapshot, and the articles to publish with it."""

    articles = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Also publish these articles"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        last = {article.pk: article.editions.order_by("-number").first() for article in self.missing}
        if not self.missing:
            del self.fields["articles"]
            return
        self.fields["articles"].choices = [(article.pk, _label(article, last[article.pk])) for article in self.missing]
        self.initial["articles"] = [article.pk for article in published_with(self.draft, self.at)]

    @cached_property
    def missing(self) -> list[Article]:
        """Return the articles that can be published together with the snapshot."""
        return not_public_by(self.draft, self.at)

    def state(self) -> str:
        """Return a digest of the snapshot's content and of its articles that are not public yet."""
        return state_digest(super().state(), [(article.pk, article.save_count) for article in self.missing])

    @cached_property
    def chosen(self) -> list[Article]:
        """Return the ticked articles, or on an unsent form those that are ticked by default."""
        ids = (
            self.cleaned_data.get("articles", [])
            if self.is_bound and self.is_valid()
            else self.initial.get("articles", [])
        )
        return [article for article in self.missing if article.pk in ids]

    def act(self, by) -> SnapshotEdition:
        """Publish the snapshot and the ticked articles that would not be public by then. Raises Refused."""
        late = {article.pk for article in not_public_by(self.draft, self.live_from or self.at)}
        self.with_it = [article for article in self.chosen if article.pk in late]
        return publish_with_articles(self.draft, self.with_it, by, self.terms())

    def may_also_publish(self) -> list[Article]:
        return self.missing

    def also_published(self) -> list[Article]:
        return self.with_it


def _label(article: Article, last: ArticleEdition | None) -> str:
    if last and last.withdrawn_at:
        return _("%s (withdrawn: selecting it publishes it again)") % article
    if last:
        return _("%(title)s (scheduled for %(when)s; goes live with the snapshot if that is earlier)") % {
            "title": article, "when": when(last.live_from),
        }  # fmt: skip
    return str(article)
