"""Web pages: tokens, then elements, then lines; chrome left out and told."""
