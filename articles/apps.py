from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        """Register articles as a publishable kind, and give tags URLs like other taxonomy rows."""
        from articles.kind import ARTICLE  # models are not loaded before ready()
        from articles.public.filters import ArticleFilter
        from articles.tags import address_tags_as_all_else
        from record.kinds import register
        from search import tally_writer

        register(ARTICLE)
        tally_writer.register(ArticleFilter)
        address_tags_as_all_else()
