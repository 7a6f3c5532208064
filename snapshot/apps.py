from django.apps import AppConfig


class SnapshotConfig(AppConfig):
    name = "snapshot"
    verbose_name = "Snapshots"

    def ready(self) -> None:
        """Register snapshots as a publishable kind, with their checks."""
        from record.kinds import register
        from search import tally_writer
        from snapshot.desk import checks  # noqa: F401
        from snapshot.kind import SNAPSHOT  # models cannot be imported earlier
        from snapshot.public.filters import SnapshotFilter

        register(SNAPSHOT)
        tally_writer.register(SnapshotFilter)
