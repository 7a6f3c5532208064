"""Public pages and files of snapshots, and pages that show both kinds. Nothing here reads a desk table."""
