from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        """Make articles known to the acts of publishing, and how those frozen under older schemas are read."""
        from articles.freezing import UPGRADERS  # models are loaded only now
        from articles.publishing import ARTICLE
        from editorial import freezing
        from editorial.publishables import register

        register(ARTICLE)
        freezing.upgraders.update(UPGRADERS)
