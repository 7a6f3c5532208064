"""Finding editions: one inverted index over words and house data, asked for the newest first, on either database."""
