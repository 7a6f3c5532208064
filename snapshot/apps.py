from django.apps import AppConfig


class SnapshotConfig(AppConfig):
    name = "snapshot"
    verbose_name = "Snapshots"

    def ready(self) -> None:
        """Make snapshots known to the acts of publishing, the house's checks to theirs, and alerts to the outbox."""
        from editorial.publishables import register  # models are loaded only now
        from snapshot.alerts import acts, series
        from snapshot.desk import checks  # noqa: F401
        from snapshot.publishing import SNAPSHOT

        register(SNAPSHOT)
        acts.register()
        series.register()
