from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        """Make articles known to the acts of publishing."""
        from articles.publishing import ARTICLE  # models are loaded only now
        from editorial.publishables import register

        register(ARTICLE)
