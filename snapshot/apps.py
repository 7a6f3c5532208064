from django.apps import AppConfig


class SnapshotConfig(AppConfig):
    name = "snapshot"
    verbose_name = "Snapshots"

    def ready(self) -> None:
        """Make snapshots known to the acts of publishing and to reading, checks to theirs, alerts to the outbox."""
        from editorial import freezing  # models are loaded only now
        from editorial.publishables import register
        from snapshot.alerts import acts, series
        from snapshot.desk import checks  # noqa: F401
        from snapshot.freezing import UPGRADERS
        from snapshot.publishing import SNAPSHOT

        register(SNAPSHOT)
        freezing.upgraders.update(UPGRADERS)
        acts.register()
        series.register()
