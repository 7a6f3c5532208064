"""PDF, OpenDocument and rich text: read as an upload is, or refused in one plain sentence."""

import io
import json
import quopri
import zipfile
from html import escape

import pytest
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from importing.lines import Unreadable
from importing.outline import Outline
from importing.outlining import make_outline
from importing.reading import read
from snapshot.models import SnapshotEdition
from tests.importing.documents import SMALL

pytestmark = pytest.mark.slow

ARTICLES = [
    ("Harbors and Hulls", "Northport Dredges Its Last Channel", ["Ada Brandt"], "2026-03-03", 2),
    ("Harbors and Hulls", "The Yard at Sund Counts Its Orders", ["Ben Okoro", "Ada Brandt"], "2026-01-12", 1),
    ("Rules of the Crossing", "A Treaty Nobody Reads Keeps the Ferries Moving", ["Chiara Lindqvist"], "2026-02-09", 2),
]
POINTS = [line.removeprefix("- ") for line in SMALL.splitlines() if line.startswith("- ")]
SECTIONS = {"Harbors and Hulls", "Rules of the Crossing"}
TITLES = {title for _, title, *_ in ARTICLES}


def uploaded(name: str, data: bytes) -> Outline:
    """Return what the import page makes of a file."""
    file = SimpleUploadedFile(name, data)
    return make_outline(read(file.read(), file.name))


def articles(outline: Outline) -> list[tuple]:
    return [
        (section.title, article.title, article.authors, article.date.isoformat(), len(article.summary))
        for section in outline.sections
        for article in section.articles
    ]


def points(outline: Outline) -> list[str]:
    return [point.text for section in outline.sections for article in section.articles for point in article.summary]


def refusal(name: str, data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as raised:
        read(data, name)
    assert raised.value.message.startswith("It ")
    assert raised.value.message.endswith(".")
    assert "\n" not in raised.value.message
    return raised.value


# PDF


def typeset(columns: int = 1) -> bytes:
    """SMALL as a house of its own would print it: running heads, numbered pages, headings larger than the text."""
    rows = []
    for line in SMALL.splitlines():
        words = json.dumps(line.removeprefix("- "))
        if line.startswith("Strategic Snapshot:"):
            rows.append(f"#heading(level: 1, {words})")
        elif line in SECTIONS:
            rows.append(f"#heading(level: 2, {words})")
        elif line in TITLES:
            rows.append(f"#heading(level: 3, {words})")
        elif line.startswith("- "):
            rows.append(f"#list.item({words})")
        else:
            rows.append(f"#par({words})")
    head = 'numbering: "1", header: [The Harborlight Review], height: 9cm, width: 20cm, columns: ' + str(columns)
    source = f"#set page({head})\n#set text(size: 9pt)\n" + "\n\n".join(rows)
    return typst.compile(source.encode(), format="pdf")


@pytest.mark.parametrize("columns", [1, 2])
def test_a_tagged_pdf_is_read_by_its_tags(columns):
    outline = uploaded("ferries.pdf", typeset(columns))
    assert articles(outline) == ARTICLES
    assert points(outline) == POINTS
    assert not any(warning.code == "furniture" for warning in outline.warnings)


@pytest.mark.parametrize("columns", [1, 2])
def test_a_pdf_without_tags_is_read_by_places_and_sizes(columns):
    outline = uploaded("ferries.pdf", without_tags(typeset(columns)))
    assert articles(outline) == ARTICLES
    assert any(warning.code == "furniture" for warning in outline.warnings)


def test_the_running_head_that_is_told_stands_on_several_pages():
    assert len(PdfReader(io.BytesIO(typeset(2))).pages) > 1


def test_a_pdf_with_broken_tags_is_read_by_places_and_sizes():
    writer = PdfWriter(io.BytesIO(typeset()))
    writer.root_object["/StructTreeRoot"].get_object()[NameObject("/K")] = NameObject("/Nothing")
    assert articles(uploaded("ferries.pdf", saved(writer))) == ARTICLES


def without_tags(pdf: bytes) -> bytes:
    writer = PdfWriter(io.BytesIO(pdf))
    del writer.root_object["/StructTreeRoot"]
    return saved(writer)


def saved(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_pdf_of_a_snapshot_is_read_back_with_all_its_articles(look, tmp_path, paper):
    path = tmp_path / "ferries.txt"
    path.write_text(SMALL, encoding="utf-8")
    call_command("import_snapshot", str(path), publish=True)
    edition = SnapshotEdition.objects.latest("pk")
    outline = uploaded("ferries.pdf", look(f"/snapshots/{edition.slug}.pdf?paper={paper}", timezone.now()).content)
    assert outline.title == "Ferries of the Inner Sea"
    assert articles(outline) == ARTICLES
    assert points(outline) == POINTS


def test_a_pdf_with_a_password_is_refused():
    writer = PdfWriter(io.BytesIO(typeset()))
    writer.encrypt("secret", algorithm="AES-256")
    assert refusal("a.pdf", saved(writer)).code == "password"


def test_a_pdf_that_opens_without_a_password_is_read_although_it_is_encrypted():
    writer = PdfWriter(io.BytesIO(typeset()))
    writer.encrypt("", "owner", algorithm="AES-256")
    assert articles(uploaded("a.pdf", saved(writer))) == ARTICLES


def test_a_damaged_pdf_is_refused():
    assert refusal("a.pdf", b"%PDF-1.7\n" + b"\x00garbage" * 500).code == "damaged"


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_pdf_cut_off_is_refused(part):
    whole = typeset()
    refusal("a.pdf", whole[: int(part * len(whole))])


def test_a_pdf_without_pages_is_refused():
    assert refusal("a.pdf", saved(PdfWriter())).code in ("no-text", "damaged")


def test_a_pdf_without_a_text_layer_is_refused_with_the_remedy():
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    refused = refusal("a.pdf", saved(writer))
    assert refused.code == "no-text"
    assert "text recognized" in refused.message


# OpenDocument

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "style", "table")
)


def odt(body: str, head: str = "", **members: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        package.writestr(
            "content.xml",
            f"{head}<office:document-content {SPACES}><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


def paragraphs() -> str:
    out = []
    for line in SMALL.splitlines():
        words = escape(line.removeprefix("- "))
        if line in SECTIONS or line in TITLES or line.startswith("Strategic"):
            level = 2 if line in SECTIONS else 3 if line in TITLES else 1
            out.append(f'<text:h text:outline-level="{level}">{words}</text:h>')
        elif line.startswith("- "):
            out.append(f"<text:list><text:list-item><text:p>{words}</text:p></text:list-item></text:list>")
        else:
            out.append(f"<text:p>{words}</text:p>")
    return "".join(out)


def test_an_opendocument_text_is_read():
    outline = uploaded("ferries.odt", odt(paragraphs()))
    assert articles(outline) == ARTICLES
    assert points(outline) == POINTS


def test_what_is_deleted_or_noted_in_an_opendocument_text_is_left_out_and_told():
    note = "<text:note><text:note-body><text:p>Said aside.</text:p></text:note-body></text:note>"
    gone = "<text:tracked-changes><text:changed-region><text:p>Taken out.</text:p></text:changed-region>"
    document = read(odt(f"{gone}</text:tracked-changes><text:p>Words{note} stay.</text:p>"), "a.odt")
    assert [line.text for line in document.lines] == ["Words stay."]
    assert {warning.code for warning in document.warnings} == {"footnote", "tracked-changes"}


def test_an_opendocument_text_that_unpacks_without_end_is_refused():
    assert refusal("a.odt", odt("<text:p>" + " " * 15_000_000 + "</text:p>")).code == "too-large"


def test_an_opendocument_text_with_entities_of_its_own_is_refused():
    assert refusal("a.odt", odt("<text:p>&a;</text:p>", '<!DOCTYPE a [<!ENTITY a "b">]>')).code == "unsafe"


def test_a_damaged_opendocument_text_is_refused_as_what_it_is():
    for data in (odt("<text:p>Words"), odt("<text:p>Words</text:p>")[:-40]):
        refused = refusal("a.odt", data)
        assert refused.code == "damaged"
        assert "Word" not in refused.message


# Rich text


def rtf(text: str = SMALL) -> bytes:
    rows = [row.replace("\\", "\\\\") for row in text.splitlines()]
    return ("{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}}\\f0 " + "\\par\n".join(rows) + "\\par}").encode("ascii")


def test_a_rich_text_file_is_read():
    outline = uploaded("ferries.rtf", rtf())
    assert articles(outline) == ARTICLES
    assert points(outline) == POINTS


def test_letters_beyond_ascii_are_read_from_a_rich_text_file():
    document = read(
        b"{\\rtf1\\ansi\\ansicpg1252 caf\\'e9 \\u321?\\u243?d\\u378? \\ldblquote a\\rdblquote\\par}", "a.rtf"
    )
    assert document.lines[0].text == "café Łódź “a”"


def test_binary_data_in_a_rich_text_file_is_no_text():
    data = b"{\\rtf1\\ansi Words.\\par{\\pict\\pngblip\\bin9 \x00\xff{}\\\x01ab\x02}\\par More.\\par}"
    assert [line.text for line in read(data, "a.rtf").lines if line.text] == ["Words.", "More."]


@pytest.mark.parametrize("data", [b"{\\rtf1", b"{\\rtf1\\ansi{\\pict\\pngblip\\bin4 \x00\x01\x02\x03}}"])
def test_a_rich_text_file_without_words_is_refused(data):
    assert refusal("a.rtf", data).code in ("no-text", "damaged")


# What is no document, and mail


@pytest.mark.parametrize(
    ("name", "data"), [("a.csv", b"title,date\nRivers,2026\n"), ("a.json", b'{"title": "Rivers"}')]
)
def test_data_is_refused(name, data):
    refused = refusal(name, data)
    assert refused.code == "not-supported"
    assert "choose a document" in refused.message


def test_a_quoted_printable_mail_is_decoded():
    head = b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    body = quopri.encodestring(SMALL.replace("Ferries of", "“Ferries” of").encode())
    outline = uploaded("ferries.eml", head + body)
    assert articles(outline) == ARTICLES
    assert "“Ferries”" in outline.title
