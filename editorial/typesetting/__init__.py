"""Setting editions and proofs in type: PDF page sets and card pictures, made by typst.

What is set goes in as data (JSON) and never as typst markup, so no text can say anything to the typesetter.
"""
