from django.apps import AppConfig
from django.db import models


class RecordConfig(AppConfig):
    name = "record"
    verbose_name = "Organization"

    def ready(self) -> None:
        from outbox import kinds  # models are not loaded earlier
        from record import append_only, due_entries

        words = "Entries of the log of editions are never changed or deleted."
        append_only.guards.append(append_only.Guard("record_logentry", words, "OLD.number IS NOT NULL"))
        models.signals.post_migrate.connect(append_only.make_triggers, sender=self, dispatch_uid="record.append_only")
        kinds.each_run.append(due_entries.list_due)
