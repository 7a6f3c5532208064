"""What readers get of snapshots, and the pages that show both kinds. Nothing here reads a desk table."""
