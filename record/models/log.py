"""The log of editions."""

from django.db import models
from django.db.models import Q


class LogEntry(models.Model):
    """One row: an entry of the log of editions (record/edition_log.py): an edition was published, or withdrawn.

    Without a number, it is the entry of a scheduled edition, which no reader sees. With one, the database refuses to
    change or delete it.
    """

    number = models.PositiveBigIntegerField(null=True, unique=True)  # from 1, without gaps
    kind = models.CharField(max_length=20)  # name of the registered type
    edition_id = models.PositiveBigIntegerField()
    is_withdrawal = models.BooleanField(default=False)
    moment = models.DateTimeField()
    text = models.TextField()  # the line of the log; while the entry waits, without the digest of the entry before
    digest = models.CharField(max_length=64, default="")  # SHA-256 of the line
    unlisted = models.TextField()  # what must not change either, and is not in the log: names, a notice

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "edition_id", "is_withdrawal"], name="log_entry_unique_event")
        ]
        indexes = [models.Index(fields=["moment"], condition=Q(number=None), name="log_entry_waiting")]

    def __str__(self) -> str:
        return f"entry {self.number or 'without a number'} ({self.kind} edition, row {self.edition_id})"
