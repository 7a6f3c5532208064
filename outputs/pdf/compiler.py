"""Run typst: JSON data in, a finished file out. Text is never passed as markup."""

import hashlib
import json
import re
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

from media import storage
from media.child_process import Broke, TookTooLong, ask_child
from outputs.pdf.faces import faces, missing

PAGES = Path(__file__).resolve().parent / "pages"
NOT_SHOWN = re.compile(r"the text `\"(.*)\"` could not be displayed")
SECONDS = 600  # wall-clock time, for a child that hangs; it limits its processor time itself
CARD_PIXELS_PER_INCH = 72  # the card's page is measured in points, so one point is one pixel

# A long document needs much memory and both cores: one at a time per process. A child process frees the memory.
_one_at_a_time = threading.Lock()


class CannotBeSet(Exception):
    """The texts can't be typeset. The message is one plain sentence."""


class MissingGlyphs(CannotBeSet):
    """No available font has some of the characters. They would print as boxes, so nothing is made."""

    def __init__(self, characters: list[str]):
        super().__init__(f"No font here has these characters: {' '.join(characters)}")
        self.characters = characters


def as_pdf(name: str, data: dict, at: datetime) -> bytes:
    """Return `data` typeset with the template `name` as a tagged PDF/UA-1 file (ISO 14289-1).

    The same data and moment give the same bytes: `at` (aware) is the creation date in the file. Raises MissingGlyphs,
    or CannotBeSet if typst fails.
    """
    return _compile(name, data, format="pdf", pdf_standards=["ua-1"], timestamp=int(at.timestamp()))


def as_png(name: str, data: dict) -> bytes:
    """Return `data` typeset with the one-page template `name` as a PNG picture. Raises like `as_pdf`."""
    return _compile(name, data, format="png", ppi=CARD_PIXELS_PER_INCH)


def _compile(name: str, data: dict, **output) -> bytes:
    absent = missing(data)
    if absent:
        raise MissingGlyphs(absent)
    with _one_at_a_time, tempfile.TemporaryDirectory(prefix=storage.SCRATCH) as made:
        with _folder(_pictures(data)) as pages:
            task = {
                "page_set": str(pages / f"{name}.typ"),
                "root": str(pages),
                "fonts": [str(folder) for folder in faces().folders],
                "data": json.dumps(data, ensure_ascii=False),
                "output": output,
            }
            file = Path(made) / "made"
            try:
                said = ask_child("outputs.pdf.typesetter", json.dumps(task).encode(), SECONDS, str(file))
            except (TookTooLong, Broke) as error:
                raise CannotBeSet("The typesetter gave up on this text.") from error
            if "failed" in said:
                raise _typesetting_error(said["failed"])
        return file.read_bytes()


def _pictures(data: dict) -> dict[str, dict]:
    """Return {file name that the templates use: picture} for all pictures in the data."""
    figures = {f"figure-{number}.jpg": figure for number, figure in enumerate(data.get("figures", []), 1)}
    embeds = ((number, each["picture"]) for number, each in enumerate(data.get("embeds", []), 1))
    figures |= {f"embed-{number}.jpg": picture for number, picture in embeds if picture}
    return figures | ({"picture.jpg": data["picture"]} if data.get("picture") else {})


@contextmanager
def _folder(pictures: dict[str, dict]) -> Iterator[Path]:
    """Yield the folder of templates, or a copy with the pictures added: typst can't read files outside its folder."""
    if not pictures:
        yield PAGES
        return
    with tempfile.TemporaryDirectory(prefix=storage.SCRATCH) as name:
        folder = Path(name)
        for page_set in PAGES.glob("*.typ"):
            shutil.copy(page_set, folder)
        try:
            for file, picture in pictures.items():
                chunks = storage.chunks_of(storage.picture_name(picture["digest"], picture["ending"]))
                (folder / file).write_bytes(b"".join(chunks))
        except OSError as error:
            raise CannotBeSet("The file of a picture is not there.") from error
        yield folder


def _typesetting_error(message: str) -> CannotBeSet:
    shown = NOT_SHOWN.search(message)
    if shown:
        return MissingGlyphs([shown[1]])
    return CannotBeSet(f"The typesetter could not set this text: {message}.")


def maker() -> str:
    """Return a digest of everything that shapes a file except its data: templates, fonts and typst."""
    return _maker(faces().digest)


@cache
def _maker(fonts: str) -> str:
    sources = [path.read_text(encoding="utf-8") for path in sorted(PAGES.glob("*.typ"))]
    return hashlib.sha256(json.dumps([version("typst"), fonts, *sources]).encode()).hexdigest()
