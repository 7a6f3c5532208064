"""typst in a child process: python -m outputs.pdf.typesetter FILE, with a task in JSON on standard input.

Writes the file and prints {} or {"failed": words} in JSON. A long document's memory is freed when the process ends.
"""

import json
import resource
import sys
from pathlib import Path

import typst

SECONDS = 120  # processor time; five hundred articles take eight seconds


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    task = json.loads(sys.stdin.buffer.read())
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=task["fonts"])
    compiler = typst.Compiler(
        input=task["page_set"],
        root=task["root"],
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"data": task["data"]},
    )
    try:
        Path(sys.argv[1]).write_bytes(compiler.compile(**task["output"]))
    except typst.TypstError as error:
        sys.stdout.write(json.dumps({"failed": error.message}))
        return
    sys.stdout.write("{}")


if __name__ == "__main__":
    main()
