"""Pictures of the archive as plain numbers: from counts and dates to what an SVG template writes down. Knows no model.

Across, everything is a share of the picture's width (percent); down, it is in rem. So a picture is as wide as the page
has room, and its type stays the size of the page's: a viewBox would shrink both together.
"""
