"""Embeds: charts, maps and videos of other sites, from a list of providers."""
