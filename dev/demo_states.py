"""What a week of work leaves at the demo's desk: a correction, an article in review, a snapshot that is scheduled."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from articles.models import Article, Byline, Category, SummaryPoint
from people.models import Author
from record import publishing
from record.models import Edition
from record.organization import site_time_zone
from record.publishing import Terms
from record.saving import save_draft
from snapshot.desk import starting
from snapshot.models import Snapshot
from snapshot.publishing import publish_with_articles
from staff import review
from text import prose
from text.slugs import slug_for


def stage(states: dict, publisher: AbstractBaseUser, contributor: AbstractBaseUser) -> None:
    """Leave the states behind, as the facts in samples/house.json describe them."""
    _correct(states["correction"], publisher)
    _submit(states["in_review"], contributor)
    _schedule(states["scheduled"], publisher)


def _correct(facts: dict, by: AbstractBaseUser) -> None:
    """Correct a point of an article, and the snapshot that shows it."""
    point = SummaryPoint.objects.get(article__title=facts["article"], text__contains=facts["wrong"])
    point.text = point.text.replace(facts["wrong"], facts["right"])
    point.save(update_fields=["text"])
    terms = Terms(kind=Edition.Kind.CORRECTION, note=facts["note"])
    save_draft(point.article, by)
    publishing.publish(point.article, by, terms)
    publish_with_articles(Snapshot.objects.get(title=facts["snapshot"]), [], by, terms)


def _submit(facts: dict, by: AbstractBaseUser) -> None:
    article = Article.objects.create(
        title=facts["title"], slug=slug_for(facts["title"]), standfirst=facts["standfirst"],
        body=prose.clean_prose(facts["body"]), published_on=timezone.localdate(), created_by=by, updated_by=by,
    )  # fmt: skip
    Byline.objects.create(article=article, author=Author.objects.get(name=facts["author"]), position=1)
    for position, text in enumerate(facts["points"], 1):
        SummaryPoint.objects.create(article=article, text=text, position=position)
    article.categories.set(Category.objects.filter(name__in=facts["topics"]))
    save_draft(article, by)
    review.take("submit", article, by, facts["reason"])


def _schedule(facts: dict, by: AbstractBaseUser) -> None:
    """Schedule a snapshot of articles that are public for nine in the morning, three days from now."""
    found = {article.title: article.pk for article in Article.objects.filter(title__in=facts["articles"])}
    snapshot = starting.from_articles(facts["title"], [found[title] for title in facts["articles"]], by)
    day = timezone.localdate() + timedelta(days=3)
    live_from = datetime.combine(day, datetime.min.time().replace(hour=9), tzinfo=site_time_zone())
    snapshot.introduction, snapshot.published_on = prose.clean_prose(facts["introduction"]), day
    snapshot.selection_heading = facts["selection_heading"]
    snapshot.save(update_fields=["introduction", "published_on", "selection_heading"])
    snapshot.sections.update(title=facts["section"])
    snapshot.categories.set(Category.objects.filter(name__in=facts["topics"]))
    save_draft(snapshot, by)
    publish_with_articles(snapshot, [], by, Terms(live_from=live_from))
