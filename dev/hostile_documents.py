"""Read hostile documents, each in its own process; print the result, the seconds and the memory above idle.

    .venv/bin/python dev/hostile_documents.py [words of a name …]

Exit status 1 if one took more than 5 seconds or 200 MB (including its child process), or printed a traceback.
"""

import io
import json
import os
import random
import struct
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECONDS, MEGABYTES = 5, 200
MILLION = 1_000_000
PROBE = """
import json, resource, sys, time, threading
sys.path.insert(0, sys.argv[1])
from importing.lines import Unreadable
from importing.reading import read
data = open(sys.argv[2], "rb").read()


def peak():
    # ru_maxrss begins with what the parent had; Linux tells this process's own.
    try:
        return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


idle = peak()
started = time.perf_counter()
try:
    document = read(data, sys.argv[2])
    said = f"read as {document.format}: {len(document.lines)} lines, {len(document.warnings)} warnings"
except Unreadable as refusal:
    said = f"{refusal.code}: {refusal.message}"
seconds = time.perf_counter() - started
own = peak() - idle
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([said, seconds, own // 1024, child // 1024]))
"""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def word(body: str | bytes, head: str = "", method: int = zipfile.ZIP_DEFLATED, **others: bytes) -> bytes:
    """Return a Word file with that body; `others` are further members, with `__` in a name for a slash."""
    document = (
        body if isinstance(body, bytes) else f"{head}<w:document {W}><w:body>{body}</w:body></w:document>".encode()
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("word/document.xml", document)
        for name, data in others.items():
            package.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def words(count: int) -> str:
    """Return that many paragraphs that do not compress well."""
    chance = random.Random(1)  # noqa: S311 - no secret
    return "".join(f"<w:p><w:r><w:t>{chance.getrandbits(60):x}</w:t></w:r></w:p>" for _ in range(count))


def many_members(count: int) -> bytes:
    """Return an archive of that many empty members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for number in range(count):
            package.writestr(f"word/{number}.xml", b"")
    return out.getvalue()


def lying_member() -> bytes:
    """Return a Word file whose directory says that 30 MB of zeros are 1,000 bytes."""
    data = bytearray(word("<w:p/>", word__big=b"\0" * 30 * MILLION))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1_000)
    return bytes(data)


def overlapping() -> bytes:
    """Return a Word file with a hundred directory entries for the same bytes."""
    data = word("<w:p/>", word__x=os.urandom(MILLION))
    end = data.rindex(b"PK\x05\x06")
    start = struct.unpack("<I", data[end + 16 : end + 20])[0]
    entry = data[data.rindex(b"PK\x01\x02", 0, end) : end]
    copies = b"".join(entry[:46] + b"word/%d" % (at % 10) + entry[52:] for at in range(10))
    size = end - start + len(copies)
    return data[:end] + copies + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 13, 13, size, start, 0)


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "empty.txt": lambda: b"",
    "blank.txt": lambda: b" \r\n\t" * 1000,
    "junk.txt": lambda: os.urandom(MILLION),
    "junk-5.bin": lambda: os.urandom(5 * MILLION),
    "one-line-50.txt": lambda: b"word " * (10 * MILLION),
    "one-line-5.txt": lambda: b"word " * (MILLION - 10),
    "one-word-5.txt": lambda: b"x" * (5 * MILLION - 1),
    "many-lines.txt": lambda: b"\n" * (5 * MILLION - 1),
    "short-lines.txt": lambda: b"ab\n" * 95_000,
    "six-megabytes.txt": lambda: b"Some words of a line.\n" * 300_000,
    "marks.txt": ("a" + "\u0301\u0327" * MILLION).encode,
    "zero-width.txt": ("\u200b\u200d" * 800_000).encode,
    "addresses.txt": lambda: b"http://" * 700_000,
    "brackets.txt": lambda: b"http://a" + b"(" * 2_000_000 + b")" * 2_000_000,
    "cyrillic-5.txt": lambda: ("Договор о мире\n" * 90_000).encode("cp1251"),
    "mixed-bytes.txt": lambda: bytes(range(32, 256)) * 20_000,
    "script-only.html": lambda: b"<html><script>" + b"alert(1);" * 100_000 + b"</script></html>",
    "deep-div.html": lambda: b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000,
    "deep-b.html": lambda: b"<b>" * 190_000 + b"deep",
    "deep-ul.html": lambda: b"<ul><li>" * 100_000 + b"deep",
    "deep-nav.html": lambda: b"<nav>" * 150_000 + b"deep",
    "deep-table.html": lambda: b"<table><tr><td>" * 60_000 + b"deep",
    "formatting.html": lambda: b"".join(b"<b id=%d>" % at for at in range(60_000)) + b"<p>x" * 60_000,
    "misnested.html": lambda: b"<b><p>x</b>" * 60_000,
    "unclosed-p.html": lambda: b"<p>x<span>" * 100_000,
    "comments.html": lambda: b"<p>x<!--" * 90_000,
    "open-tags.html": lambda: b"<p>x" + b"<a " * 300_000,
    "quotes.html": lambda: b"<p>x" + b"<a b='c" * 300_000 + b'"' * 300_000,
    "attributes.html": lambda: b"<p " + b"".join(b"a%d=1 " % at for at in range(400_000)) + b">x",
    "spaces-in-tag.html": lambda: b"<p a" + b" " * 4_000_000 + b"b>x",
    "entities.html": lambda: b"<p>" + b"&#" + b"9" * 2_000_000 + b";" + b"&amp" * 500_000,
    "scripts.html": lambda: b"<p>x<script>" * 300_000,
    "handlers.html": lambda: b"<p onclick=x>word</p>" * 130_000,
    "breaks-in-item.html": lambda: b"<li>" + b"a.<br>" * 190_000,
    "style.html": lambda: b"<style>" + b".c1{" * 1_000_000 + b"</style><p>x",
    "style-attribute.html": lambda: b'<p style="' + b"mso-list:" * 400_000 + b'">x',
    "class-attribute.html": lambda: b'<p class="' + b"share-" * 600_000 + b'">x',
    "json-ld.html": lambda: b"<script type=application/ld+json>" + b"[" * 400_000 + b"</script><p>x",
    "many-tags.html": lambda: b"<p>x" * 399_000,
    "too-many-tags.html": lambda: b"<p>x" * 900_000,
    "pictures.html": lambda: b"<p>Words <img src='data:image/png;base64," + b"A" * 20 * MILLION + b"'></p>",
    "looks.html": lambda: b"<p>" + b"<b>x</b> <i>y</i> " * 90_000,
    "links.html": lambda: b"<p>" + b"<a href=https://a.test/>x</a> " * 130_000,
    "long.md": lambda: b"# A\n# B\n" + b"[" * 480_000,
    "huge.md": lambda: b"# A\n# B\n" + b"words " * 800_000,
    "brackets.md": lambda: b"# A\n# B\n" + (b"[" * 7_900 + b"\n\n") * 60,
    "pictures.md": lambda: b"# A\n# B\n" + (b"![" * 3_900 + b"\n\n") * 60,
    "stars.md": lambda: b"# A\n# B\n" + (b"*a **a " * 1_100 + b"\n\n") * 60,
    "underscores.md": lambda: b"# A\n# B\n" + (b"_a __b " * 1_100 + b"\n\n") * 60,
    "ticks.md": lambda: b"# A\n# B\n" + (b"".join(b"`" * at + b"a" for at in range(1, 120)) + b"\n\n") * 60,
    "quotes.md": lambda: b"# A\n# B\n" + (b"> " * 3_900 + b"x" + b"\n\n") * 60,
    "lists.md": lambda: b"# A\n# B\n" + (b"- " * 3_900 + b"x" + b"\n\n") * 60,
    "half-links.md": lambda: b"# A\n# B\n" + (b"[a](b" * 1_300 + b"\n\n") * 60,
    "angles.md": lambda: b"# A\n# B\n" + (b"<a " * 2_600 + b"\n\n") * 60,
    "autolinks.md": lambda: b"# A\n# B\n" + (b"<http:" * 1_300 + b"\n\n") * 60,
    "escapes.md": lambda: b"# A\n# B\n" + (b"\\a&b" * 1_900 + b"\n\n") * 60,
    "entities.md": lambda: b"# A\n# B\n" + (b"&a;" * 2_600 + b"\n\n") * 60,
    "nested.md": lambda: b"# A\n# B\n" + b"\n".join(b" " * (at % 90) + b"- x" for at in range(5_500)),
    "table.md": lambda: b"# A\n# B\n" + b"|a" * 5_000 + b"\n" + b"|-" * 5_000 + b"\n" + b"|\n" * 7_900,
    "rows.md": lambda: b"# A\n# B\n|a|b|\n|-|-|\n" + b"|c|d|\n" * 6_600,
    "lazy.md": lambda: b"# A\n# B\n> a\n" + b"b\n" * 3_900,
    "items.md": lambda: b"# A\n# B\n" + b"- point of words\n" * 7_900,
    "definitions.md": lambda: b"# A\n# B\n" + b"[a]: b\n" * 7_900,
    "front-matter.md": lambda: b"---\n" + b"a: b\n" * 7_900 + b"---\n",
    "bomb-700.docx": lambda: word("<w:p/>", word__media__zeros=b"\0" * 700 * MILLION),
    "bomb-text.docx": lambda: word("<w:p><w:r><w:t>" + "a" * 90 * MILLION + "</w:t></w:r></w:p>"),
    "stored-token.docx": lambda: word("<w:p><w:r><w:t>" + "a" * 19 * MILLION + "</w:t></w:r></w:p>", method=0),
    "stored-attribute.docx": lambda: word('<w:p w:x="' + "a" * 19 * MILLION + '"/>', method=0),
    "two-million-paragraphs.docx": lambda: word("<w:p/>" * 2_000_000),
    "stored-paragraphs.docx": lambda: word("<w:p/>" * 2_000_000, method=0),
    "word-paragraphs-80k.docx": lambda: word(words(80_000)),
    "word-paragraphs-20k.docx": lambda: word(words(20_000)),
    "long-runs.docx": lambda: word("<w:p>" + words(60_000).replace("<w:p>", "").replace("</w:p>", "") + "</w:p>"),
    "nested-tables-20k.docx": lambda: word(
        "<w:tbl><w:tr><w:tc>" * 20_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 20_000, method=0
    ),
    "nested-tables-48.docx": lambda: word("<w:tbl><w:tr><w:tc>" * 48 + words(1) + "</w:tc></w:tr></w:tbl>" * 48),
    "truncated.docx": lambda: word(words(1_000))[:-500],
    "half.docx": lambda: word(words(1_000))[:20_000],
    "crc.docx": lambda: word(words(1_000), method=0).replace(b"<w:t>", b"<w:u>", 1),
    "members-1M.docx": lambda: many_members(60_000),
    "members-2001.docx": lambda: many_members(2_001),
    "lying.docx": lying_member,
    "overlapping.docx": overlapping,
    "laughs.docx": lambda: word("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", LAUGHS + "]>"),
    "entities.docx": lambda: word(
        "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    ),
    "entities-utf16.docx": lambda: word(
        ('<?xml version="1.0" encoding="utf-16"?>' + LAUGHS + f"]><w:document {W}/>").encode("utf-16")
    ),
    "entities-elsewhere.docx": lambda: word(words(3), word__theme__theme1=b"x", **{"word__a.xml": b"<!DOCTYPE a><a/>"}),
    "comments-10k.docx": lambda: word('<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>' * 10_000 + words(5)),
    "fields.docx": lambda: word(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 40_000 + words(5), method=0
    ),
    "macros.docx": lambda: word(words(3), **{"word__vbaProject.bin": b"x"}),
    "old.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + os.urandom(20_000),
    "paper.pdf": lambda: b"%PDF-1.7\n" + os.urandom(20_000),
}


def main() -> int:
    """Read them all; return the exit status."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, build in DOCUMENTS.items():
            if len(sys.argv) > 1 and not any(wanted in name for wanted in sys.argv[1:]):
                continue
            path = Path(folder) / name
            path.write_bytes(build())
            run = subprocess.run(
                [sys.executable, "-c", PROBE, str(ROOT), str(path)],
                check=False,
                capture_output=True,
                text=True,
                timeout=120,
            )
            path.unlink()
            if run.returncode:
                failed += 1
                print(
                    f"FAIL {name}: {(run.stderr.strip().splitlines() or [f'ended by {run.returncode}'])[-1]}",
                    flush=True,
                )
                continue
            said, seconds, own, child = json.loads(run.stdout)
            bad = seconds > SECONDS or own + child > MEGABYTES
            failed += bad
            print(f"{'FAIL' if bad else 'ok  '} {name:28} {seconds:5.2f} s {own:4}+{child:3} MB  {said}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
