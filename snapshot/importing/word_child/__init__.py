"""The process in which a Word file is opened: limited in time and memory, and nothing but standard input and output.

It imports nothing of ours but `lines`, so that it starts small. Run as `python -m snapshot.importing.word_child`.
"""
