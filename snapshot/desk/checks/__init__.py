"""The built-in checks. Importing this package registers them; findings are shown in this order."""

# isort: off
from snapshot.desk.checks import publishing, articles, corrections, texts, titles, spellings, parts, footnotes

__all__ = ["articles", "corrections", "footnotes", "parts", "publishing", "spellings", "texts", "titles"]
