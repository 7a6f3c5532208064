"""Pictures: checked and re-encoded at upload, frozen in editions, and shown in the size that fits.

`sizes` (in a child process, `child`) turns an upload into a master and its sizes, `processing` calls it, and `library`
stores the result. `frozen` is what an edition keeps, `shown` prepares it for pages, and `description` describes
changes.
"""
