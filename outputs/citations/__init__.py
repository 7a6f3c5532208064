"""Citations of editions: the citation data, the files for reference managers, and the printed styles."""
