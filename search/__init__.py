"""Full text search over editions: one inverted index, newest editions first, on both databases."""
