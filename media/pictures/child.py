"""The child process that opens pictures: reads an upload from standard input and writes files to the folder argument.

It answers on standard output with one JSON object: the facts about the picture and its `files` (the end of each final
name → its name in the folder), or `{"refused": sentence}`. It is a separate process so that memory and time can be
limited, and a crash of a decoder affects nothing else.
"""

import json
import os
import sys
from pathlib import Path

MEMORY = 900_000_000  # bytes of address space, of which a third is never used
SECONDS = 40
DAMAGED = "It is damaged or incomplete."


def main(folder: Path) -> dict:
    _limit()
    from PIL import Image  # only after the limits are set

    from media.pictures.sizes import Refused, make  # as above

    Image.MAX_IMAGE_PIXELS = None  # the limit is our own, and lower
    try:
        known, files = make(sys.stdin.buffer.read())
    except Refused as reason:
        return {"refused": str(reason)}
    except Exception:  # a decoder can raise anything for input it was not written for
        return {"refused": DAMAGED}
    names = {}
    for number, (ending, content) in enumerate(files.items()):
        names[ending] = str(number)
        (folder / names[ending]).write_bytes(content)
    return {**known, "files": names}


def _limit() -> None:
    try:
        import resource  # not available on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)  # requests from readers have priority


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))  # noqa: T201 - the answer
