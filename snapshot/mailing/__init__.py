"""Snapshots as letters: one edition, or a digest of several."""
