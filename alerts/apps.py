from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "alerts"
    verbose_name = "Alerts"

    def ready(self) -> None:
        from alerts import acts, series  # models are not loaded before ready()

        acts.register()
        series.register()
