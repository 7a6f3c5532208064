"""The child process: a file on standard input, its kind as the only argument, one JSON object on standard output."""

import importlib
import io
import json
import sys

from importing.lines import Unreadable

MEMORY = 600_000_000
SECONDS = 20
KINDS = {"pdf": "a PDF", "odt": "an OpenDocument text", "rtf": "a rich text file (RTF)"}


def limit() -> None:
    """Set resource limits for this process, on platforms that have them."""
    try:
        import resource  # not available on every platform
    except ImportError:
        return
    limits = {"RLIMIT_AS": MEMORY, "RLIMIT_CPU": SECONDS, "RLIMIT_CORE": 0, "RLIMIT_FSIZE": 0}
    for name, most in limits.items():
        resource.setrlimit(getattr(resource, name), (most, most))


def main(kind: str) -> None:
    """Print the result for the file on standard input. Failures become an error object, never a traceback."""
    limit()
    try:
        module = importlib.import_module(f"importing.document_child.{kind}")
        answer = module.convert(io.BytesIO(sys.stdin.buffer.read()))
    except Unreadable as refusal:
        answer = {"error": [refusal.code, refusal.message]}
    except MemoryError:
        answer = {"error": ["too-large", f"It is {KINDS[kind]} that needs more memory than an import may have."]}
    except Exception:  # the libraries have no common exception, and the process ends here
        answer = {"error": ["damaged", f"It is {KINDS[kind]} that is damaged or incomplete."]}
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main(sys.argv[1])
