"""The published record of snapshots."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.record import Windowed
from articles.models.taxonomy import Category, Series
from media.models import Picture, StoredFile
from people.models import Author
from record.models import Edition


class SnapshotEdition(Edition):
    """One row: a published snapshot edition, with the frozen content of its page."""

    parent = models.ForeignKey("snapshot.Snapshot", models.PROTECT, related_name="editions")
    replaced_by = models.ForeignKey("snapshot.Snapshot", models.PROTECT, null=True, related_name="+")
    series = models.ForeignKey(Series, models.PROTECT, null=True, related_name="+")

    class Meta(Edition.Meta):
        verbose_name = _("snapshot edition")
        verbose_name_plural = _("snapshot editions")

    def get_absolute_url(self) -> str:
        return reverse("snapshot", kwargs={"slug": self.slug})


class SnapshotEditionTopic(Windowed):
    """One row: a topic of a snapshot edition, or the topic of its coverage line."""

    edition = models.ForeignKey(SnapshotEdition, models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey(Category, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "topic"], name="snapshot_edition_topic_once")]
        indexes = [models.Index(fields=["topic", "-published_on", "-edition"], name="snapshot_topic_by_date")]

    def __str__(self) -> str:
        return f"{self.topic_id} in {self.edition_id}"


class SnapshotEditionCompiler(Windowed):
    """One row: a compiler of a snapshot edition, in the order printed."""

    edition = models.ForeignKey(SnapshotEdition, models.CASCADE, related_name="compiler_links")
    author = models.ForeignKey(Author, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "author"], name="snapshot_edition_compiler_once")]
        indexes = [models.Index(fields=["author", "-published_on", "-edition"], name="compiler_by_date")]

    def __str__(self) -> str:
        return f"{self.author_id} in {self.edition_id}"


class SnapshotEditionPicture(Windowed):
    """One row: the picture of a snapshot edition, kept while the edition exists and public while the edition is."""

    edition = models.ForeignKey(SnapshotEdition, models.CASCADE, related_name="picture_links")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="snapshot_editions")

    class Meta:
        verbose_name = _("snapshot edition with the picture")
        constraints = [models.UniqueConstraint(fields=["edition", "picture"], name="snapshot_edition_picture_once")]

    def __str__(self) -> str:
        return f"{self.picture_id} in {self.edition_id}"


class SnapshotEditionFile(Windowed):
    """One row: a file attached to a snapshot edition."""

    edition = models.ForeignKey(SnapshotEdition, models.CASCADE, related_name="file_links")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="snapshot_editions")

    class Meta:
        verbose_name = _("snapshot edition with the file")
        constraints = [models.UniqueConstraint(fields=["edition", "file"], name="snapshot_edition_file_once")]

    def __str__(self) -> str:
        return f"{self.file_id} in {self.edition_id}"
