"""The published record of articles: editions, and the link rows that archive filters use."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from articles.models.taxonomy import Category, Series
from media.models import Picture, StoredFile
from people.models import Author
from record.models import Edition, EditionQuerySet
from text.slugs import UnicodeSlugField


class ArticleEdition(Edition):
    """One row: a published edition of an article, as lists need it. The frozen content is in another table."""

    parent = models.ForeignKey("articles.Article", models.PROTECT, related_name="editions")
    replaced_by = models.ForeignKey("articles.Article", models.PROTECT, null=True, related_name="+")
    series = models.ForeignKey(Series, models.PROTECT, null=True, related_name="+")

    class Meta(Edition.Meta):
        verbose_name = _("article edition")
        verbose_name_plural = _("article editions")
        indexes = [
            *Edition.Meta.indexes,
            models.Index(fields=["-live_from", "parent"], name="articleedition_by_start"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("article", kwargs={"slug": self.slug})


class Windowed(models.Model):
    """A link row with a copy of its edition's date and publication window, so filters only read one index."""

    published_on = models.DateField()
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        abstract = True


class ArticleEditionAuthor(Windowed):
    """One row: an author of an article edition, in print order."""

    edition = models.ForeignKey(ArticleEdition, models.CASCADE, related_name="author_links")
    author = models.ForeignKey(Author, models.PROTECT, related_name="edition_links")
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "author"], name="edition_author_once")]
        indexes = [models.Index(fields=["author", "-published_on", "-edition"], name="edition_author_by_date")]

    def __str__(self) -> str:
        return f"{self.author_id} in {self.edition_id}"


class ArticleEditionTopic(Windowed):
    """One row: a topic of an article edition."""

    edition = models.ForeignKey(ArticleEdition, models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey(Category, models.PROTECT, related_name="edition_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "topic"], name="edition_topic_once")]
        indexes = [models.Index(fields=["topic", "-published_on", "-edition"], name="edition_topic_by_date")]

    def __str__(self) -> str:
        return f"{self.topic_id} in {self.edition_id}"


class ArticleEditionTag(Windowed):
    """One row: a tag of an article edition."""

    edition = models.ForeignKey(ArticleEdition, models.CASCADE, related_name="tag_links")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "tag"], name="edition_tag_once")]
        indexes = [models.Index(fields=["tag", "-published_on", "-edition"], name="edition_tag_by_date")]

    def __str__(self) -> str:
        return f"{self.tag_id} in {self.edition_id}"


class ArticleEditionPicture(Windowed):
    """One row: a picture used by an article edition, as its lead picture or as a figure.

    The picture can't be deleted while it has such a row, and is public while one of its rows is public.
    """

    edition = models.ForeignKey(ArticleEdition, models.CASCADE, related_name="picture_links")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="article_editions")

    class Meta:
        verbose_name = _("article edition with the picture")
        constraints = [models.UniqueConstraint(fields=["edition", "picture"], name="article_edition_picture_once")]

    def __str__(self) -> str:
        return f"{self.picture_id} in {self.edition_id}"


class ArticleEditionFile(Windowed):
    """One row: a file attached to an article edition."""

    edition = models.ForeignKey(ArticleEdition, models.CASCADE, related_name="file_links")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="article_editions")

    class Meta:
        verbose_name = _("article edition with the file")
        constraints = [models.UniqueConstraint(fields=["edition", "file"], name="article_edition_file_once")]

    def __str__(self) -> str:
        return f"{self.file_id} in {self.edition_id}"


class SelectedIn(models.Model):
    """One row: an article edition that is frozen in a snapshot edition, while the snapshot edition is public.

    Snapshot publishing writes these rows. The model is declared here because article pages show it and can't import
    snapshots.
    """

    edition = models.ForeignKey(ArticleEdition, models.PROTECT, related_name="selected_in")
    article_id = models.PositiveBigIntegerField()
    snapshot_id = models.PositiveBigIntegerField()
    snapshot_edition_id = models.PositiveBigIntegerField()
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    slug = UnicodeSlugField(db_index=False)
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["snapshot_edition_id", "edition"], name="selected_once_in_edition")
        ]
        indexes = [models.Index(fields=["article_id"], name="selected_in_by_article")]

    def __str__(self) -> str:
        return f"{self.edition_id} in {self.title}"
