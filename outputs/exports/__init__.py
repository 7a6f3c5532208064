"""Exports: all results of a filter as one file, streamed while it is written."""
