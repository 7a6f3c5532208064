"""The tables of monitoring."""

from django.db import models


class EditionReadings(models.Model):
    """One row: how often one edition was read in one month."""

    kind = models.CharField("kind", max_length=20)  # the collection in its address
    edition = models.BigIntegerField()  # primary key in the edition table of its kind
    title = models.CharField("title", max_length=300)
    number = models.PositiveIntegerField("edition")
    month = models.DateField("month")  # first day of the month, UTC
    readings = models.PositiveBigIntegerField("readings", default=0)
    downloads = models.PositiveBigIntegerField("downloads", default=0)
    robots = models.PositiveBigIntegerField("robots", default=0)

    class Meta:
        verbose_name = "statistics of an edition"
        verbose_name_plural = "reader statistics"
        ordering = ["-month", "-readings"]
        constraints = [models.UniqueConstraint(fields=["kind", "edition", "month"], name="readings_once_a_month")]

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}, {self.month:%Y-%m}"


class PublicCheck(models.Model):
    """One row: the last check of whether readers see published editions, and those they did not see."""

    at = models.DateTimeField()
    missing = models.JSONField(default=list)  # titles

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}: {len(self.missing)} missing"
