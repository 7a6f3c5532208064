from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = "House"

    def ready(self) -> None:
        """Put the house's checks of the settings on Django's list."""
        from editorial import checks  # noqa: F401 - registers by being imported; models are loaded only now
