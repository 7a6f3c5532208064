"""Exports of articles: of everything, or of any filter."""
