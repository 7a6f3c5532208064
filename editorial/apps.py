from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = "House"

    def ready(self) -> None:
        """Make checks of the settings, the verifying of kept files and purging known where each is asked for."""
        from editorial import checks, verifying  # noqa: F401 - checks registers by being imported; models are loaded
        from editorial.outbox import kinds, purging  # as above
        from editorial.pictures import verifying as pictures  # as above
        from editorial.typesetting import kept  # as above

        kinds.register(purging.PURGE, purging.purge)
        verifying.further += [kept.verify, pictures.verify]
