"""The writing desk: one screen on which an article is written, in the admin beside the article's form."""
