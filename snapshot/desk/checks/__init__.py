"""The house's checks. Importing this puts them on the list; the order here is that in which findings are shown."""

# isort: off
from snapshot.desk.checks import publishing, articles, corrections, texts, titles, spellings, parts

__all__ = ["articles", "corrections", "parts", "publishing", "spellings", "texts", "titles"]
