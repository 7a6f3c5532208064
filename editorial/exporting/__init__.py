"""Exports: everything that a filter finds as one file, sent while it is being written."""
