"""typst at work: data in, a finished file out. The texts are data (JSON) all the way, never markup."""

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

import typst

from editorial import media
from editorial.typesetting.faces import faces, missing

PAGES = Path(__file__).resolve().parent / "pages"
NOT_SHOWN = re.compile(r"the text `\"(.*)\"` could not be displayed")
MUCH = 100_000  # characters of data from which on the typesetter is made to forget: some forty pages
REMEMBERED = 10  # compilations for which typst keeps what it worked out
CARD_PIXELS_PER_INCH = 72  # the card's page is measured in points: one is one pixel

# A long document takes some memory and both cores: one at a time in a process. (No compiler is shared by threads.)
_one_at_a_time = threading.Lock()


class CannotBeSet(Exception):
    """These texts cannot be put in type. The message is one plain sentence."""


class MissingGlyphs(CannotBeSet):
    """No font here has some of the characters: they would print as boxes, so nothing is printed."""

    def __init__(self, characters: list[str]):
        super().__init__(f"No font here has these characters: {' '.join(characters)}")
        self.characters = characters


def as_pdf(name: str, data: dict, at: datetime) -> bytes:
    """Return the page set `name` of `data` as a PDF/UA-1 file (ISO 14289-1), tagged.

    The same bytes for the same data and moment: `at` (aware) is what the file says of its making.
    Raises MissingGlyphs, or CannotBeSet where the typesetter gives up.
    """
    return _compile(name, data, format="pdf", pdf_standards=["ua-1"], timestamp=int(at.timestamp()))


def as_png(name: str, data: dict) -> bytes:
    """Return the page set `name` of `data`, one page, as a PNG picture. Raises as `as_pdf`."""
    return _compile(name, data, format="png", ppi=CARD_PIXELS_PER_INCH)


def _compile(name: str, data: dict, **output) -> bytes:
    absent = missing(data)
    if absent:
        raise MissingGlyphs(absent)
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    with _one_at_a_time, _folder(_pictures(data)) as pages:
        try:
            return _compiler(pages / f"{name}.typ", inputs, pages).compile(**output)
        except typst.TypstError as error:
            raise _told(error) from error
        finally:
            if len(inputs["data"]) > MUCH:
                _forget()


def _pictures(data: dict) -> dict[str, dict]:
    """Return the pictures to be set, by the names under which the page sets look for them."""
    figures = {f"figure-{number}.jpg": figure for number, figure in enumerate(data.get("figures", []), 1)}
    return figures | ({"picture.jpg": data["picture"]} if data.get("picture") else {})


@contextmanager
def _folder(pictures: dict[str, dict]) -> Iterator[Path]:
    """Give the folder of the page sets; where pictures are to be set, a copy with them: typst reads nothing outside."""
    if not pictures:
        yield PAGES
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for page_set in PAGES.glob("*.typ"):
            shutil.copy(page_set, folder)
        try:
            for file, picture in pictures.items():
                shutil.copyfile(media.picture_path(picture["digest"], picture["ending"]), folder / file)
        except OSError as error:
            raise CannotBeSet("The file of a picture is not there.") from error
        yield folder


def _compiler(page_set: Path | bytes, inputs: dict[str, str], root: Path = PAGES) -> typst.Compiler:
    return typst.Compiler(
        input=page_set, root=root, font_paths=faces().fonts, ignore_system_fonts=True, sys_inputs=inputs
    )


def _forget() -> None:
    """Let go of what the typesetter worked out for a long text: it keeps that for its next ten compilations."""
    for _ in range(REMEMBERED + 1):
        _compiler(b" ", {}).compile(format="svg")


def _told(error: typst.TypstError) -> CannotBeSet:
    shown = NOT_SHOWN.search(error.message)
    if shown:
        return MissingGlyphs([shown[1]])
    return CannotBeSet(f"The typesetter could not set this text: {error.message}.")


def maker() -> str:
    """Return a digest of all that shapes a file besides its data: page sets, fonts, typesetter."""
    return _maker(faces().digest)


@cache
def _maker(fonts: str) -> str:
    sources = [path.read_text(encoding="utf-8") for path in sorted(PAGES.glob("*.typ"))]
    return hashlib.sha256(json.dumps([version("typst"), fonts, *sources]).encode()).hexdigest()
