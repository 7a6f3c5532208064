"""PDF documents and card pictures of editions and proofs, made with typst.

The content is passed as JSON data, never as typst markup, so no text can run typst code.
"""
