from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "media"
    verbose_name = "Media"

    def ready(self) -> None:
        from media import sweep  # models are not loaded earlier
        from media.pictures import verifying as pictures
        from outbox import kinds
        from record import verifying

        kinds.register(sweep.SWEEP, sweep.sweep)
        kinds.daily.append(sweep.sweep_today)
        verifying.further += [pictures.verify, sweep.verify]
