"""The child process that opens pictures: standard input an upload, the one argument a folder for what is made of it.

It answers, on standard output, with one JSON object: what is known of the picture and its `files` (the folder's
names by the ends of theirs), or `{"refused": sentence}`. It is a process of its own so that memory and time can be
taken from it, and so that what breaks a decoder breaks nothing else.
"""

import json
import os
import sys
from pathlib import Path

MEMORY = 900_000_000  # bytes of addresses, of which a third is never touched
SECONDS = 40
DAMAGED = "It is damaged, or broken off."


def main(folder: Path) -> dict:
    """Make what is to be made; return the answer."""
    _limit()
    from PIL import Image  # after the limits are set

    from editorial.pictures.making import Refused, make  # the same

    Image.MAX_IMAGE_PIXELS = None  # the limit is our own, and lower
    try:
        known, files = make(sys.stdin.buffer.read())
    except Refused as reason:
        return {"refused": str(reason)}
    except Exception:  # a decoder raises anything, of what it was not written for
        return {"refused": DAMAGED}
    names = {}
    for number, (ending, content) in enumerate(files.items()):
        names[ending] = str(number)
        (folder / names[ending]).write_bytes(content)
    return {**known, "files": names}


def _limit() -> None:
    try:
        import resource  # not everywhere
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)  # readers go first


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))  # noqa: T201 - the answer
