from django.apps import AppConfig


class OutputsConfig(AppConfig):
    name = "outputs"
    verbose_name = "Outputs"

    def ready(self) -> None:
        """Register the deployment checks, and include cached PDF files when the record is verified."""
        from outputs import checks  # noqa: F401 - registers on import, once models are loaded
        from outputs.pdf import cache
        from record import verifying

        verifying.further.append(cache.verify)
