"""What readers get of articles. Nothing here imports a desk model or reads a desk table."""
