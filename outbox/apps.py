from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "outbox"
    verbose_name = "Outbox"

    def ready(self) -> None:
        from outbox import cdn, kinds, purge  # models are not loaded earlier

        kinds.register(purge.PURGE, purge.purge)
        kinds.register(cdn.CDN, cdn.purge)
