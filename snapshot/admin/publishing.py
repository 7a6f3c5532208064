"""Publishing a snapshot from the desk, with its articles that are not public yet."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, ArticleEdition
from editorial.admin.act_forms import PublishForm
from editorial.publishing import findings, when
from snapshot.models import Placement, SnapshotEdition
from snapshot.publishing import not_public_by, publish_with_articles


class SnapshotPublishForm(PublishForm):
    """A snapshot, and which of its articles are published in the same act."""

    articles = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Publish these in the same act"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, may_publish_articles: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.missing = not_public_by(self.copy, self.at) if may_publish_articles else []
        last = {article.pk: article.editions.order_by("-number").first() for article in self.missing}
        if not self.missing:
            del self.fields["articles"]
            return
        self.fields["articles"].choices = [(article.pk, _label(article, last[article.pk])) for article in self.missing]
        # What was withdrawn is not put back without a thought.
        self.initial["articles"] = [a.pk for a in self.missing if not (last[a.pk] and last[a.pk].withdrawn_at)]

    @cached_property
    def chosen(self) -> list[Article]:
        """Return the articles ticked; on a form not sent yet, those that stand ticked in it."""
        ids = (
            self.cleaned_data.get("articles", [])
            if self.is_bound and self.is_valid()
            else self.initial.get("articles", [])
        )
        return [article for article in self.missing if article.pk in ids]

    def act(self, by) -> SnapshotEdition:
        """Publish the snapshot and the ticked articles that will not be public by then. Raises Refused."""
        late = {article.pk for article in not_public_by(self.copy, self.live_from or self.at)}
        return publish_with_articles(self.copy, [a for a in self.chosen if a.pk in late], by, self.terms())


def findings_with_articles(form: SnapshotPublishForm) -> list:
    """Return the snapshot's findings, but for the articles ticked their own."""
    at, ticked = form.live_from or form.at, {f"article-{article.pk}" for article in form.chosen}
    own = [finding for finding in findings(form.copy, at) if finding.about not in ticked]
    return own + [finding for article in form.chosen for finding in findings(article, at)]


def left_out(form: SnapshotPublishForm) -> list[str]:
    """Return what stays out of the next edition: changes of articles that are not published themselves."""
    at = form.live_from or form.at
    placements = Placement.objects.filter(section__snapshot=form.copy, kept_edition=None).select_related("article")
    articles = {row.article_id: row.article for row in placements.order_by("section__position", "position")}
    public = set(ArticleEdition.objects.public(at).filter(parent__in=articles).values_list("parent_id", flat=True))
    words = _("“%s” has changes at the desk that are not published. They stay out.")
    return [
        words % article.title
        for article in articles.values()
        if article.pk in public and article.state != article.State.AS_PUBLISHED
    ]


def _label(article: Article, last: ArticleEdition | None) -> str:
    if last and last.withdrawn_at:
        return _("%s (was withdrawn: ticking it publishes it again)") % article
    if last:
        return _("%(title)s (scheduled for %(when)s: if that is later than the snapshot, it is brought forward)") % {
            "title": article, "when": when(last.live_from),
        }  # fmt: skip
    return str(article)
