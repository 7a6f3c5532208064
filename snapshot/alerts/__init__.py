"""Alerts: who asked for them, what matches when an edition goes live, and the letters that follow."""
