"""Web pages: tokens, then elements, then lines. Page boilerplate is left out and reported."""
