"""The child process that opens PDF, OpenDocument and rich text files, with limited time and memory.

It prints `{"lines": […]}` (PDF), `{"html": …, "reports": […]}` (OpenDocument) or `{"text": …}` (rich text), or
`{"error": [code, message]}`. Run as `python -m importing.document_child pdf`.
"""
