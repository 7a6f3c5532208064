"""Feeds: what every feed says, and the two ways in which it is written."""
