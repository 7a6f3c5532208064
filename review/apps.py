from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "review"
    verbose_name = "Review"

    def ready(self) -> None:
        from review import links, notices  # models are not loaded earlier

        links.register()
        notices.register()
