"""What we write comes back without loss from libraries that are not ours.

BibTeX is read by pybtex and its TeX decoded by pylatexenc, RIS by rispy; CSL-JSON is plain JSON, and citeproc-py
renders it. The schema of CSL-JSON is not in any package we install: its rules for what we write stand below, from
csl-data.json 1.0.2.
"""

import json
import re
import warnings
from datetime import date

import jsonschema
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import example, given
from hypothesis import strategies as st
from pybtex.database import parse_string
from pylatexenc import latex2text

from outputs.citations import bibtex, csl_json, ris
from outputs.citations.cited import Cited, Name
from outputs.citations.files import FORMATS, citation_file
from outputs.citations.ris import TYPES
from tests.outputs.citations.works import REPORT, in_periodical, people, report
from text.prose import one_line

ODD = [
    "quoted “a” ‘b’ \"c\" 'd'", "back\\slash \\emph{x}", "{", "}", "}{", "{}", "a {b} c", "50% of $5 & #1_a ~ ^2", "@article{x,", "a, b",
    "line\nbreak\r\nand\x0bmore\u2028again\x85", "عنوان: COP29", "שלום", "👩‍🔬 emoji", "Cafe\u0301", "Café", "ER  - ", "TY  - JOUR",
    "x\r\nER  - \r\nTY  - BOOK", "<i>HTML</i> &amp; <script>", "-- --- ---- en", "``a'' ?` !` << >> ,,", "and", "A and B and others",
    "%\n@comment", "x \\", "\\", "no\u00a0break", "''", "#", "\"", "Ё ə ı ß", "a\tb", "~", "x = {y}, z",
]  # fmt: skip
text = st.one_of(
    st.sampled_from(ODD),
    st.text(st.sampled_from("\\{}$&%#_~^@,-'`\"?!<>=. \nabÉəア"), max_size=12),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
).filter(one_line)
names = st.one_of(
    st.builds(Name, literal=text),
    st.builds(Name, family=text, given=text),
    st.builds(Name, family=text, given=text, suffix=st.sampled_from(["Jr.", "III"])),
)
works = st.builds(
    Cited,
    title=text,
    authors=st.lists(names, max_size=4).map(tuple),
    issued=st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    series=st.just("") | text,
    publisher=text,
    volume=st.just("") | text,
    issue=st.just("") | text,
    edition=st.integers(1, 4),
    is_corrected=st.booleans(),
    doi=st.sampled_from(["", "10.1000/182", "10.1000/a_b%c#<d>"]),
    url=st.just("https://example.org/analysis/%D5%A1/editions/1/"),
    language=st.sampled_from(["", "en", "hy", "pt-BR"]),
    abstract=st.just("") | text,
    keywords=st.lists(text, max_size=3).map(tuple),
    kind=st.just("") | text,
    cited_as=st.sampled_from(["", "report", "article", "hearing", "interview", "dataset"]),
    license=st.sampled_from(["", "CC-BY-4.0", "all rights reserved"]),
    funders=st.lists(text, max_size=2).map(tuple),
)
AWKWARD = report(title="}\\{ -- `` ER  - ", authors=(Name(family="and", given="B, C and D"), *people("Harbor Board")))


def decoded(tex: str) -> str:
    return DECODER.latex_to_text(tex)


def _decoder() -> latex2text.LatexNodes2Text:
    """pylatexenc, told of three signs of LaTeX itself: two it does not know, one it takes for an accent (U+02C6)."""
    known = latex2text.get_default_latex_context_db()
    signs = {"textasciicircum": "^", "textbraceleft": "{", "textbraceright": "}"}
    known.add_context_category(
        "ours", prepend=True, macros=[latex2text.MacroTextSpec(name, sign) for name, sign in signs.items()]
    )
    return latex2text.LatexNodes2Text(latex_context=known, math_mode="verbatim", strict_latex_spaces=True)


DECODER = _decoder()


def read_bibtex(written: str) -> list:
    return list(parse_string(written, "bibtex").entries.values())


def spaced(words: str) -> str:
    """BibTeX cuts names at every kind of space, and TeX prints a row of spaces as one."""
    return " ".join(words.split())


@given(st.lists(works, min_size=1, max_size=3))
@example([AWKWARD])
def test_bibtex_comes_back_without_loss(cited):
    entries = read_bibtex(bibtex.write(cited))
    assert len(entries) == len(cited)
    for entry, work in zip(entries, cited, strict=True):
        fields = {name: decoded(value) for name, value in entry.fields.items() if name not in ("url", "doi")}
        assert spaced(fields["title"]) == spaced(work.title)
        stands_for_type = work.is_report and not work.kind
        place = "journal" if work.is_in_periodical else "type" if stands_for_type else "series"
        assert spaced(fields.get(place, "")) == spaced(work.series or ("Report" if stands_for_type else ""))
        assert spaced(fields["institution" if work.is_report else "publisher"]) == spaced(work.publisher)
        assert spaced(fields.get("funding", "")) == spaced("; ".join(work.funders))
        assert spaced(fields.get("abstract", "")) == spaced(work.abstract)
        assert entry.fields.get("url", "") == work.url
        assert entry.fields.get("doi", "") == work.doi
        assert entry.fields.get("date", "") == (work.issued.isoformat() if work.issued else "")
        assert [_person(each) for each in entry.persons.get("author", [])] == [
            spaced(" ".join((name.literal or name.family, name.given, name.suffix))) for name in work.authors
        ]


def _person(person) -> str:
    parts = [
        *person.prelast_names,
        *person.last_names,
        *person.first_names,
        *person.middle_names,
        *person.lineage_names,
    ]
    return spaced(decoded(" ".join(parts)))


@given(st.lists(works, min_size=1, max_size=3))
@example([AWKWARD])
def test_ris_comes_back_without_loss(cited):
    records = rispy.loads(ris.write(cited))
    assert len(records) == len(cited)
    for record, work in zip(records, cited, strict=True):
        assert record["type_of_reference"] == ("JOUR" if work.is_in_periodical else TYPES.get(work.cited_as, "ELEC"))
        assert record.get("type_of_work", "") == work.kind
        assert [note for note in record.get("notes", []) if note.startswith("Funding: ")] == [
            f"Funding: {words}" for words in work.funders
        ]
        assert record["title"] == work.title
        assert record.get("authors", []) == [name.inverted for name in work.authors]
        assert record.get("secondary_title", "") == work.series
        assert record["publisher"] == work.publisher
        assert record.get("abstract", "") == work.abstract
        assert record.get("keywords", []) == list(work.keywords)
        assert record.get("doi", "") == work.doi
        assert record["urls"] == [work.url]
        assert record.get("date", "") == (f"{work.issued:%Y/%m/%d}" if work.issued else "")
        assert record.get("edition", "") == (str(work.edition) if work.edition > 1 else "")


NAMES = {
    "type": "array", "minItems": 1,
    "items": {"type": "object", "additionalProperties": False, "minProperties": 1,
              "properties": {part: {"type": "string"} for part in ("family", "given", "suffix", "literal")}},
}  # fmt: skip
DAY = {
    "type": "object", "additionalProperties": False, "required": ["date-parts"],
    "properties": {"date-parts": {"type": "array", "minItems": 1, "maxItems": 2, "items": {
        "type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}}}},
}  # fmt: skip
TEXTS = (
    "id", "title", "container-title", "collection-title", "publisher", "volume", "issue", "edition", "note", "DOI", "URL",
    "language", "abstract", "keyword", "genre", "number",
)  # fmt: skip
CSL = {
    "type": "array",
    "items": {
        "type": "object", "required": ["type", "id"], "additionalProperties": False,
        "properties": {"type": {"enum": ["article-journal", "report", "article", "hearing", "interview", "dataset"]},
                       "custom": {"type": "object"}, "author": NAMES, "issued": DAY, "accessed": DAY,
                       **{name: {"type": "string", "minLength": 1} for name in TEXTS}},
    },
}  # fmt: skip


@given(st.lists(works, min_size=1, max_size=3))
@example([AWKWARD])
def test_csl_json_is_valid_and_comes_back_without_loss(cited):
    items = json.loads(csl_json.write(cited))
    jsonschema.validate(items, CSL)
    for item, work in zip(items, cited, strict=True):
        assert item["title"] == work.title
        authors = item.get("author", [])
        assert [Name(**author) for author in authors] == [
            Name(literal=name.literal) if name.literal else name for name in work.authors
        ]
        assert item.get("genre", "") == work.kind
        assert item.get("custom", {}).get("funders", []) == list(work.funders)
        assert item.get("container-title" if work.is_in_periodical else "collection-title", "") == work.series


@pytest.mark.filterwarnings("ignore")  # citeproc-py's own, of variables it does not know
@given(st.lists(works, min_size=1, max_size=2))
@example([AWKWARD])
def test_a_citation_processor_renders_the_csl_json(cited):
    items = json.loads(csl_json.write(cited))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        rendered = [str(entry) for entry in bibliography.bibliography()]
    assert len(rendered) == len(items)


def test_titles_are_braced_whole_so_that_no_style_changes_their_capitals():
    assert "  title = {{NATO and the EU}},\n" in bibtex.write([report(title="NATO and the EU")])


def test_bibtex_of_a_report_and_of_an_article_in_a_periodical():
    assert bibtex.write([report(edition=2), in_periodical(authors=people("Kees van der Berg", "Ada Abel"))]) == (
        "@techreport{krikorian2026ferries,\n"
        "  author = {Krikorian, Onnik James},\n"
        "  title = {{Ferries Wait}},\n"
        "  type = {Strategic Snapshot},\n"
        "  institution = {Caspian Institute},\n"
        "  year = {2026},\n"
        "  month = mar,\n"
        "  date = {2026-03-01},\n"
        "  note = {Edition 2},\n"
        "  url = {https://example.org/analysis/ferries/editions/1/},\n"
        "  langid = {english},\n"
        "}\n\n"
        "@article{vanderberg2026ferries,\n"
        "  author = {van der Berg, Kees and Abel, Ada},\n"
        "  title = {{Ferries Wait}},\n"
        "  journal = {Caspian Monitor},\n"
        "  volume = {22},\n"
        "  number = {5},\n"
        "  publisher = {Caspian Institute},\n"
        "  year = {2026},\n"
        "  month = mar,\n"
        "  date = {2026-03-01},\n"
        "  url = {https://example.org/analysis/ferries/editions/1/},\n"
        "  langid = {english},\n"
        "}\n"
    )


def test_ris_of_a_corrected_report():
    assert ris.write([report(edition=2, is_corrected=True, doi="10.1000/182", keywords=("ports", "ferries"))]) == (
        "TY  - RPRT\r\nID  - krikorian2026ferries\r\nAU  - Krikorian, Onnik James\r\nTI  - Ferries Wait\r\n"
        "T2  - Strategic Snapshot\r\nPB  - Caspian Institute\r\nPY  - 2026\r\nDA  - 2026/03/01\r\nET  - 2\r\n"
        "DO  - 10.1000/182\r\nUR  - https://example.org/analysis/ferries/editions/1/\r\nLA  - en\r\n"
        "N1  - Edition 2, corrected\r\nKW  - ports\r\nKW  - ferries\r\nER  - \r\n"
    )


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_is_named_typed_and_in_utf_8(form):
    response = citation_file(form, [report(title="Ծով")], "ծով-edition-2")
    assert "Ծով" in response.content.decode()
    assert response["Content-Type"].startswith("application/")
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%D5%AE")
    assert response["Content-Disposition"].endswith(f"-edition-2.{FORMATS[form].ending}")


@pytest.mark.parametrize("form", FORMATS)
def test_no_value_breaks_a_line(form):
    written = FORMATS[form].write([report(title="a\r\nb\u2028c\x85d\x0be\nf", abstract="x\n\ny")])
    assert "a b c d e f" in written
    assert "x y" in written


def test_a_name_of_one_word_is_a_literal_everywhere():
    work = report(authors=people("Plato"))
    assert "author = {{Plato}}" in bibtex.write([work])
    assert "AU  - Plato\r\n" in ris.write([work])
    assert json.loads(csl_json.write([work]))[0]["author"] == [{"literal": "Plato"}]


def test_a_day_of_reading_is_written_where_it_is_known():
    work = report(accessed=date(2026, 5, 9))
    assert "urldate = {2026-05-09}" in bibtex.write([work])
    assert "Y2  - 2026/05/09" in ris.write([work])
    assert json.loads(csl_json.write([work]))[0]["accessed"] == {"date-parts": [[2026, 5, 9]]}


def test_addresses_in_bibtex_hold_nothing_that_ends_the_field():
    written = bibtex.write([report(url="https://example.org/a b{c}\\")])
    assert "url = {https://example.org/a%20b%7Bc%7D%5C}" in written
    assert REPORT.url in bibtex.write([REPORT])
    assert re.search(r"doi = \{10\.1000/a_b%c\}", bibtex.write([report(doi="10.1000/a_b%c")]))
