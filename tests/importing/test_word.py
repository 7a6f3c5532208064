"""Word files: what is read, what is reported, what is refused."""

import io
import struct
import zipfile

import docx
import pytest
from docx.oxml import parse_xml

from importing.lines import Document, Unreadable
from importing.reading import read, word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def package(body: str = "<w:p><w:r><w:t>Words</w:t></w:r></w:p>", head: str = "", **members: str | bytes) -> bytes:
    """A Word file of the least possible parts; `__` in a member's name is a slash, `DOT` a dot."""
    parts = {
        "[Content_Types].xml": TYPES,
        "word/document.xml": f"{head}<w:document {SPACES}><w:body>{body}</w:body></w:document>",
    }
    parts |= {name.replace("__", "/").replace("DOT", "."): data for name, data in members.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def saved(document) -> Document:
    out = io.BytesIO()
    document.save(out)
    return read(out.getvalue(), "survey.docx")


def texts(body: str, **members: str) -> list[str]:
    return [line.text for line in read(package(body, **members)).lines]


def refusal(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as raised:
        read(data)
    return raised.value


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_styles_and_numbering_become_roles():
    document = docx.Document()
    document.add_heading("A Survey", 0)
    document.add_heading("Rivers", 1)
    document.add_paragraph("Plain")
    document.add_paragraph("Point", style="List Bullet")
    document.add_paragraph("Nested", style="List Bullet 2")
    document.add_paragraph("First", style="List Number")
    assert [(line.role.value, line.level, line.text) for line in saved(document).lines] == [
        ("heading", 1, "A Survey"),
        ("heading", 1, "Rivers"),
        ("text", 0, "Plain"),
        ("bullet", 1, "Point"),
        ("bullet", 2, "Nested"),
        ("bullet", 1, "First"),
    ]


def test_numbering_of_a_paragraph_gives_its_depth():
    levels = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl>'
    numbering = (
        f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="n" '
        'Type="http://x/relationships/numbering" Target="numbering.xml"/></Relationships>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        f"{run('Words')}</w:p>"
        for level, number in ((0, 3), (1, 3), (0, 0))
    )
    data = package(body, word__numberingDOTxml=numbering, **{"word___rels__document.xml.rels": relations})
    assert [(line.role.value, line.level) for line in read(data).lines] == [("bullet", 1), ("bullet", 2), ("text", 0)]


def test_paragraphs_without_any_styles_are_text_with_their_looks():
    document = read(
        package(f"<w:p>{run('A title', '<w:b/>')}</w:p><w:p>{run('Words ')}{run('leaning', '<w:i/>')}</w:p>")
    )
    assert [line.html for line in document.lines] == ["<strong>A title</strong>", "Words <em>leaning</em>"]


def test_insertions_are_taken_and_deletions_dropped_with_a_warning():
    body = (
        f"<w:p>{run('Kept ')}<w:ins>{run('added ')}</w:ins>"
        f"<w:del><w:r><w:delText>struck words</w:delText></w:r></w:del>{run('end')}</w:p>"
    )
    document = read(package(body))
    assert [line.text for line in document.lines] == ["Kept added end"]
    assert [(warning.code, warning.line) for warning in document.warnings] == [
        ("tracked-changes", 0),
        ("tracked-changes", 1),
    ]
    assert "1 inserted" in document.warnings[0].message
    assert "“struck words”" in document.warnings[1].message


def test_a_paragraph_whose_end_was_deleted_is_one_with_the_next():
    body = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('One ')}</w:p><w:p>{run('line')}</w:p>"
    assert texts(body) == ["One line"]


def test_moved_words_stand_only_where_they_went():
    moved = run("Moved")
    body = (
        f"<w:p><w:moveFrom>{moved}</w:moveFrom></w:p><w:p>{run('First')}</w:p><w:p><w:moveTo>{moved}</w:moveTo></w:p>"
    )
    assert texts(body) == ["First", "Moved"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "wrapped",
    [
        "<w:p><w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt></w:p>",
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run}</w:p></w:sdtContent></w:sdt>",
        "<w:p><w:sdt><w:sdtContent><w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt></w:sdtContent></w:sdt></w:p>",
        '<w:p><w:fldSimple w:instr=" AUTHOR ">{run}</w:fldSimple></w:p>',
        "<w:p><w:smartTag>{run}</w:smartTag></w:p>",
        "<w:p><w:bdo>{run}</w:bdo></w:p>",
        "<w:customXml><w:p>{run}</w:p></w:customXml>",
        "<w:tbl><w:tr><w:sdt><w:sdtContent><w:tc><w:p>{run}</w:p></w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>",
        "<w:p><m:oMath><m:r><m:t>Held words</m:t></m:r></m:oMath></w:p>",
        "<w:p><w:r><w:ruby><w:rt>{run}</w:rt><w:rubyBase>{run}</w:rubyBase></w:ruby></w:r></w:p>",
        '<w:p><w:hyperlink r:id="missing">{run}</w:hyperlink></w:p>',
    ],
)
def test_words_in_controls_fields_and_the_like_are_not_lost(wrapped):
    assert texts(wrapped.replace("{run}", run("Held words"))) == ["Held words"]


def test_a_text_box_is_read_once_after_its_paragraph():
    box = f"<w:txbxContent><w:p>{run('In the box')}</w:p></w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{run('Beside')}</w:p>"
    )
    document = read(package(body))
    assert [line.text for line in document.lines] == ["Beside", "In the box"]
    assert [(warning.code, warning.line) for warning in document.warnings] == [("text-box", 2)]


@pytest.mark.parametrize("properties", ["<w:vanish/>", '<w:vanish w:val="1"/>'])
def test_hidden_words_are_left_out_and_reported(properties):
    document = read(package(f"<w:p>{run('Seen')}{run(' unseen', properties)}</w:p>"))
    assert [line.text for line in document.lines] == ["Seen"]
    assert [(warning.code, warning.line) for warning in document.warnings] == [("hidden-text", 1)]


def test_the_instruction_of_a_field_is_never_shown_nested_or_not():
    begin, between, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    instruction = "<w:r><w:instrText> IF x </w:instrText></w:r>"
    inner = f"{begin}{instruction}{between}{run('inner')}{end}"
    assert texts(f"<w:p>{begin}{instruction}{inner}{run('loose')}{between}{run('Result')}{end}</w:p>") == ["Result"]


def test_a_link_field_is_a_link():
    fields = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    code = '<w:r><w:instrText> HYPERLINK "https://a.test/b" \\o "tip" </w:instrText></w:r>'
    line = read(package(f"<w:p>{fields[0]}{code}{fields[1]}{run('words')}{fields[2]}{run(' after')}</w:p>")).lines[0]
    assert line.html == '<a href="https://a.test/b">words</a> after'


def test_a_dangerous_link_is_dropped_and_reported():
    document = docx.Document()
    identifier = document.part.relate_to("javascript:alert(1)", HYPERLINK, is_external=True)
    paragraph = document.add_paragraph("Words ")
    paragraph._p.append(parse_xml(f'<w:hyperlink {SPACES} r:id="{identifier}">{run("here")}</w:hyperlink>'))
    found = saved(document)
    assert found.lines[0].html == "Words here"
    assert [(warning.code, warning.line) for warning in found.warnings] == [("dropped-link", 1)]


def test_notes_and_comments_are_reported_and_leave_no_mark():
    notes = f'<w:footnotes {SPACES}><w:footnote w:id="2"><w:p>{run("A note")}</w:p></w:footnote></w:footnotes>'
    comments = f'<w:comments {SPACES}><w:comment w:id="5"><w:p>{run("A remark")}</w:p></w:comment></w:comments>'
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + "".join(
        f'<Relationship Id="{part}" Type="http://x/relationships/{part}" Target="{part}.xml"/>'
        for part in ("footnotes", "comments")
    )
    document = read(
        package(
            f'<w:p>{run("Words")}<w:r><w:footnoteReference w:id="2"/></w:r>'
            '<w:r><w:commentReference w:id="5"/></w:r></w:p>',
            word__footnotesDOTxml=notes,
            word__commentsDOTxml=comments,
            **{"word___rels__document.xml.rels": relations + "</Relationships>"},
        )
    )
    assert [line.text for line in document.lines] == ["Words"]
    assert [(warning.code, warning.line) for warning in document.warnings] == [("footnote", 1), ("comment", 1)]
    assert "“A note”" in document.warnings[0].message


def test_pictures_and_inserted_files_are_reported():
    body = f'<w:p>{run("Words")}<w:r><w:drawing/></w:r></w:p><w:altChunk r:id="x"/><w:p>{run("End")}</w:p>'
    assert {warning.code for warning in read(package(body)).warnings} == {"image", "left-out"}


def test_a_symbol_becomes_its_character():
    body = '<w:p><w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t>x</w:t><w:noBreakHyphen/><w:t>y</w:t></w:r></w:p>'
    assert texts(body) == ["•x-y"]


def test_a_table_is_read_cell_by_cell_with_a_warning():
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "one", "two"
    found = saved(document)
    assert [line.text for line in found.lines] == ["one", "two"]
    assert [warning.code for warning in found.warnings] == ["table"]


def test_words_in_page_headers_are_reported():
    document = docx.Document()
    document.add_paragraph("Words")
    document.sections[0].header.paragraphs[0].text = "Draft of the desk"
    assert "“Draft of the desk”" in saved(document).warnings[0].message


def test_the_strict_form_of_the_format_is_read():
    with zipfile.ZipFile(io.BytesIO(package())) as archive:
        body = archive.read("word/document.xml").decode().replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert [line.text for line in read(package(word__documentDOTxml=body)).lines] == ["Words"]


# what is refused


def test_a_word_file_that_unpacks_to_700_mb_is_refused_before_unpacking():
    data = bytearray(package(word__mediaDOTbin=b"\0" * 1_000))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 699_999_000)
    refused = refusal(bytes(data))
    assert refused.code == "too-large"
    assert refused.message.endswith("; the limit is 100 MB.")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (package()[:-30], "damaged"),
        (package()[:200], "damaged"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (package("<w:p>"), "damaged"),
        (package(word__documentDOTxml="<not xml"), "damaged"),
        (package(word__vbaProjectDOTbin=b"x"), "macros"),
        (
            package(**{"[Content_Types].xml": "<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>"}),
            "macros",
        ),
        (package(**{"..__evil.xml": "<a/>"}), "unsafe"),
        (package(**{"__evil.xml": "<a/>"}), "unsafe"),
        (package(**{"C:evil.xml": "<a/>"}), "unsafe"),
        (package(**{"word__DOCUMENT.xml": "<a/>"}), "unsafe"),
        (package(**{f"word__{number}": b"" for number in range(2_000)}), "too-large"),
        (package(word__fillDOTbin=b"\0" * 2_000_000), "too-large"),
        (package("<w:tbl><w:tr><w:tc>" * 300 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 300), "too-large"),
        (package(head='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "unsafe"),
        (package(word__themeDOTxml="<!DOCTYPE a><a/>"), "unsafe"),
        (
            package(word__themeDOTxml='<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16")),
            "unsafe",
        ),
        (package("<w:p/>"), "no-text"),
    ],
)
def test_what_is_no_sound_word_file_is_refused_in_one_sentence(data, code):
    refused = refusal(data)
    assert refused.code == code
    assert refused.message.endswith(".")
    assert "\n" not in refused.message


def test_a_file_with_a_password_is_refused():
    data = bytearray(package())
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refusal(bytes(data)).code == "password"


def test_two_million_paragraphs_are_refused():
    assert refusal(package("<w:p/>" * 2_000_000)).code == "too-large"


def test_the_child_works_from_any_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert [line.text for line in read(package()).lines] == ["Words"]


def test_a_child_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(word, "SECONDS", 0.01)
    assert refusal(package()).code == "too-large"
