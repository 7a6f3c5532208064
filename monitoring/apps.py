from django.apps import AppConfig
from django.db.backends.signals import connection_created


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "Status"

    def ready(self) -> None:
        from monitoring import shown, slow_queries  # models and settings are not loaded earlier
        from outbox import kinds  # as above

        connection_created.connect(slow_queries.watch, dispatch_uid="slow queries")
        kinds.each_run.append(shown.look)
