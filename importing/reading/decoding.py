"""Bytes → text: by byte order mark, the page's declaration, UTF-8, and only then by guessing."""

import codecs
import re

from charset_normalizer import from_bytes

from importing.lines import Unreadable, Warning

MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
# Names a page may declare. Python knows others (zip, idna, unicode_escape) that are not text encodings.
PAGE_ENCODINGS = re.compile(
    r"utf-?8|us-ascii|latin-?1|iso[-_]?8859-?\d{1,2}|(?:windows-|cp)(?:125\d|874)|koi8-[ru]|macintosh|tis-620"
    r"|gb2312|gbk|gb18030|big5|euc-jp|euc-kr|shift[_-]jis",
    re.I,
)
META_CHARSET = re.compile(rb"""<meta\s[^<>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
XML_ENCODING = re.compile(rb"""^\s*<\?xml\s[^<>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})""", re.I)
GUESSES = ["cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r"]
GUESSES += ["shift_jis", "euc_jp", "euc_kr", "gb18030", "big5"]
CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27})
# In tie-breaking order. The letters are those that the languages of each row really use.
LATIN = {
    "cp1252": "àâäáãåçéèêëíìîïñóòôöõúùûüßæœøÿÀÂÄÁÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜÆŒØ",
    "cp1254": "çğıöşüâîûÇĞİÖŞÜÂÎÛ",
    "cp1250": "ąćęłńóśźżáčďéěíňřšťúůýžäôľĺŕőűöüăâîşţĄĆĘŁŃÓŚŹŻÁČĎÉĚÍŇŘŠŤÚŮÝŽĽŐŰÖÜĂÂÎŞŢđĐ",
    "cp1257": "āčēģīķļņšūžąęėįųõäöüĀČĒĢĪĶĻŅŠŪŽĄĘĖĮŲÕÄÖÜ",
}
SAMPLE = 32_000
FEW = 20


def not_text() -> Unreadable:
    return Unreadable("not-text", "It is no text, Markdown, HTML or Word document.")


def decode(data: bytes, page: bool = False) -> tuple[str, list[Warning]]:
    """Return the text of `data`, and an `encoding` warning if it was guessed or repaired.

    `page`: HTML, whose own `charset` counts. Raises Unreadable `not-text` if it is not text.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, errors="replace")), []
    if encoding := _wide(data):
        return _checked(data.decode(encoding, errors="replace")), []
    if len(data.translate(None, CONTROLS)) < len(data) * 0.98 or b"\0" in data[:SAMPLE]:
        raise not_text()
    try:
        text = data.decode("utf-8")
        declared = _declared(data) if page else None
        mismatch = bool(declared) and declared != "utf-8" and not text.isascii()
        said = f"The page calls itself {declared}, but it is written in UTF-8, and was read so."
        return _checked(text), [Warning("encoding", 0, said)] if mismatch else []
    except UnicodeDecodeError:
        return _not_utf8(data, page)


def _not_utf8(data: bytes, page: bool) -> tuple[str, list[Warning]]:
    declared = _declared(data) if page else None
    if declared and declared != "utf-8":
        return _checked(data.decode(declared, errors="replace")), []
    repaired = data.decode("utf-8", errors="replace")
    bad = repaired.count("\ufffd")
    good = sum(1 for character in repaired if character > "\x7f") - bad
    if bad <= FEW and good > 5 * bad:
        said = f"It is written in UTF-8 with {bad} broken characters, shown as \ufffd."
        return _checked(repaired), [Warning("encoding", 0, said)]
    encoding = _guess(data)
    name = encoding.replace("cp125", "windows-125").replace("_", "-")
    said = f"It is not written in UTF-8; it was read as {name}, which is a guess: look at the accents and quotes."
    return _checked(data.decode(encoding, errors="replace")), [Warning("encoding", 0, said)]


def _guess(data: bytes) -> str:
    sample = b"\n".join(line for line in data.splitlines() if not line.isascii())[:SAMPLE]
    letters = len(re.findall(rb"[A-Za-z]", sample))
    foreign = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    if foreign < letters / 2:
        return max(LATIN, key=lambda encoding: _fit(sample, encoding))
    best = from_bytes(sample, cp_isolation=GUESSES, threshold=0.6).best()
    return best.encoding if best else "cp1252"


def _fit(sample: bytes, encoding: str) -> int:
    foreign = [c for c in sample.decode(encoding, errors="replace") if c > "\x7f" and (c.isalpha() or c == "\ufffd")]
    return sum(1 if character in LATIN[encoding] else -2 for character in foreign)


def _wide(data: bytes) -> str | None:
    """Detect UTF-16 without a byte order mark: its spaces and line ends have a zero byte, always on the same side."""
    sample = data[:SAMPLE]
    even, odd = sample[0::2], sample[1::2]
    if len(sample) < 4 or not even.count(0) + odd.count(0):
        return None
    little = even.count(0) <= odd.count(0) // 20 and odd.count(0) * 20 >= len(odd)
    big = odd.count(0) <= even.count(0) // 20 and even.count(0) * 20 >= len(even)
    if little == big:
        return None
    encoding = "utf-16-le" if little else "utf-16-be"
    text = sample[: len(sample) // 2 * 2].decode(encoding, errors="replace")
    return encoding if any(sign in text for sign in " \n\r.") and _strange(text) * 50 < len(text) else None


def _declared(data: bytes) -> str | None:
    found = XML_ENCODING.search(data[:200]) or META_CHARSET.search(data[:8192])
    name = found[1].decode("ascii", errors="replace").lower() if found else ""
    if not PAGE_ENCODINGS.fullmatch(name):
        return None
    # The web treats these two names as windows-1252 (WHATWG Encoding Standard).
    name = "windows-1252" if re.fullmatch(r"latin-?1|iso[-_]?8859-?1|us-ascii", name) else name
    try:
        codecs.lookup(name)
    except LookupError:
        return None
    return "utf-8" if name == "utf8" else name


def _strange(text: str) -> int:
    return sum(
        1 for character in text if not (character.isprintable() or character in "\t\n\r\f\v\x85\u2028\u2029\xad")
    )


def _checked(text: str) -> str:
    """Refuse data that decodes without error but is not text: too many characters are not printable."""
    sample = text[:SAMPLE].replace("\ufffd", "\0")
    sample = re.sub("[\xa0\u1680\u2000-\u200f\u202a-\u202f\u205f-\u2064\u3000\ufeff\ue000-\uf8ff\x1a\x1b]", "", sample)
    if _strange(sample) * 10 > max(len(sample), 1) and _strange(sample) > 3:
        raise not_text()
    return text
