"""The curation desk, where staff arrange a snapshot."""
