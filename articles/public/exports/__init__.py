"""Exports of all articles or of any filter."""
