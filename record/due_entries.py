"""Lists scheduled editions in the log of editions once they are public."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from record import edition_log, publishing, record_version


def list_due(at: datetime) -> None:
    """List what has become public by `at` or meanwhile. Called by every run of `run_due`."""
    if edition_log.is_any_due(at):
        with transaction.atomic():
            publishing.one_act_at_a_time()
            edition_log.fill(timezone.now())
            record_version.raise_version()  # feeds print the last entry
