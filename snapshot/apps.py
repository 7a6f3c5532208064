from django.apps import AppConfig


class SnapshotConfig(AppConfig):
    name = "snapshot"
    verbose_name = "Snapshots"

    def ready(self) -> None:
        """Make snapshots known to the acts of publishing."""
        from editorial.publishables import register  # models are loaded only now
        from snapshot.publishing import SNAPSHOT

        register(SNAPSHOT)
