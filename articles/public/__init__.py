"""The public pages and files of articles. Nothing here imports a draft model or reads a draft table."""
