"""The child process that opens a Word file: limited time and memory, only standard input and output.

Of our code it imports only `lines`, so that it starts small. Run as `python -m importing.word_child`.
"""
