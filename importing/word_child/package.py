"""The zip archive of a Word file: checked before anything is unpacked, and read only within limits."""

import io
import re
import stat
import struct
import zipfile
from typing import BinaryIO
from xml.parsers import expat

from importing.lines import Unreadable

MEGABYTE = 1_000_000
MOST_MEMBERS = 2_000
MOST_UNPACKED = 100 * MEGABYTE
MOST_XML = 20 * MEGABYTE
MOST_RATIO = 100
SMALL = 100_000
MOST_DIRECTORY = MOST_MEMBERS * 1_000
MOST_ELEMENTS, MOST_DEPTH = 250_000, 150
END, ZIP64 = b"PK\x05\x06", b"PK\x06\x07"
MACROS = re.compile(r"(?:^|/)vba(?:project|data)[^/]*$", re.I)
UNSAFE = re.compile(r"^[/\\]|^[a-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\\\0]", re.I)


def damaged() -> Unreadable:
    return Unreadable("damaged", "It is a damaged or incomplete Word file; open it in Word and save it again.")


def open_package(source: BinaryIO, size: int, kind: str = "word") -> zipfile.ZipFile:
    """Return the archive in `source` (of `size` bytes) if its directory is within all limits. Raises Unreadable."""
    _check_end(source, size)
    try:
        package = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, struct.error) as error:
        raise damaged() from error
    members = package.infolist()
    _check_names(members)
    _check_sizes(members, size)
    _check_kind([member.filename for member in members], kind)
    return package


def _check_end(source: BinaryIO, size: int) -> None:
    """Check the archive's end record: Python reads even a directory of a million members before we can count them."""
    source.seek(max(0, size - 65_600))
    tail = source.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) < at + 22:
        raise damaged()
    members, directory = struct.unpack("<HI", tail[at + 10 : at + 16])
    if members > MOST_MEMBERS or directory > MOST_DIRECTORY or ZIP64 in tail[max(0, at - 20) : at]:
        raise Unreadable("too-large", f"It is a Word file of more than {MOST_MEMBERS:,} parts.")


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise Unreadable("too-large", f"It is a Word file of {len(members):,} parts; the limit is {MOST_MEMBERS:,}.")
    if any(member.flag_bits & 0x2041 for member in members):
        raise Unreadable("password", "It is protected by a password; save it without one.")
    names = [member.orig_filename for member in members]
    links = any(stat.S_ISLNK(member.external_attr >> 16) for member in members)
    if links or any(UNSAFE.search(name) for name in names) or len({name.lower() for name in names}) < len(names):
        raise Unreadable("unsafe", "It is no sound Word file: names inside it are doubled or lead out of it.")


def _check_sizes(members: list[zipfile.ZipInfo], size: int) -> None:
    total = sum(member.file_size for member in members)
    if total > MOST_UNPACKED:
        limit = f"the limit is {MOST_UNPACKED // MEGABYTE} MB"
        raise Unreadable("too-large", f"It is a Word file that unpacks to {total // MEGABYTE:,} MB; {limit}.")
    for member in members:
        if member.file_size > MOST_XML and is_xml(member.filename):
            raise Unreadable(
                "too-large", f"It is a Word file with more than {MOST_XML // MEGABYTE} MB of text and markup."
            )
        if member.file_size > max(SMALL, MOST_RATIO * member.compress_size):
            times = member.file_size // max(member.compress_size, 1)
            raise Unreadable("too-large", f"It is a Word file that unpacks to {times:,} times its size.")
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end or member.header_offset + member.compress_size > size:
            raise damaged()
        end = member.header_offset + 30 + member.compress_size


def _check_kind(names: list[str], kind: str) -> None:
    if kind == "odt":
        if "content.xml" not in names:
            raise damaged()
        return
    if any(MACROS.search(name) for name in names):
        raise Unreadable("macros", "It is a Word file with macros; save it as .docx without them.")
    if not any(name.startswith("word/") for name in names):
        if "[Content_Types].xml" in names or "mimetype" in names:
            raise Unreadable("not-supported", "It is no Word document, but another program's; save it as Word (.docx).")
        raise Unreadable("not-supported", "It is an archive (zip) and no Word document.")


def is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def member(package: zipfile.ZipFile, name: str) -> bytes:
    """Return a member's contents, up to the size in its directory entry. Raises Unreadable."""
    try:
        with package.open(name) as opened:
            return opened.read(MOST_XML)
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        zipfile.zlib.error,
    ) as error:
        raise damaged() from error


class _PrologOverError(Exception):
    """Raised to stop parsing after the prolog."""


def check_xml(data: bytes, whole: bool) -> None:
    """Refuse XML with a document type (which may define entities), in any encoding. `whole` also counts elements.

    The declaration must come before the first element, so a part that nobody parses is read only up to there.
    """
    parser = expat.ParserCreate()
    count = depth = 0

    def doctype(*_declaration: object) -> None:
        raise Unreadable("unsafe", "It is no sound Word file: it defines a document type or entities of its own.")

    def start(_name: str, _attributes: list) -> None:
        nonlocal count, depth
        if not whole:
            raise _PrologOverError
        count, depth = count + 1, depth + 1
        if count > MOST_ELEMENTS:
            raise Unreadable("too-large", f"It is a Word file of more than {MOST_ELEMENTS:,} pieces of markup.")
        if depth > MOST_DEPTH:
            raise Unreadable("too-large", "It is a Word file whose tables or other parts are nested too deeply.")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.ordered_attributes = True
    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        view = io.BytesIO(data)
        while chunk := view.read(65_536):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except _PrologOverError:
        return
    except expat.ExpatError as error:
        raise damaged() from error
