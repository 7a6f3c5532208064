"""Charts of the archive: turns counts and dates into numbers for SVG templates, independent of the models.

Horizontal values are percentages of the chart's width, vertical ones are in rem. So a chart fills the available width
while its type keeps the page's size; a viewBox would shrink both.
"""
