from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        """Have run_due keep the tallies up to date."""
        from outbox import kinds
        from search import tally_writer  # models are not loaded before ready()

        kinds.each_run.append(lambda at: tally_writer.keep_up())
