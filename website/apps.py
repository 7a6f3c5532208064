from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "website"
    verbose_name = "Website"

    def ready(self) -> None:
        """Register the moments at which an arrangement or its notice begins or ends, so that pages change then."""
        from record import record_version
        from website.models import front_moments

        record_version.MOMENTS.extend(front_moments())
