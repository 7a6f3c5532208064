"""Rich text (RTF) → text."""

from typing import BinaryIO

from striprtf.striprtf import rtf_to_text


def convert(source: BinaryIO) -> dict:
    return {"text": rtf_to_text(source.read().decode("latin-1"), errors="replace")}
