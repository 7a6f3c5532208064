"""The curation desk: where a snapshot is arranged. Staff only."""
