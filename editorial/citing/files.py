"""Citations as files to download."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from editorial.citing import bibtex, csl_json, ris
from editorial.citing.cited import Cited


@dataclass(frozen=True)
class Format:
    """A kind of file: its name for readers, its ending, its media type, and what writes it."""

    name: str
    ending: str
    media_type: str
    write: Callable[[Sequence[Cited]], str]


# By the last word of the names of their address patterns: article-bib, snapshot-edition-csl.
FORMATS = {
    "bib": Format("BibTeX", "bib", "application/x-bibtex; charset=utf-8", bibtex.write),
    "ris": Format("RIS", "ris", "application/x-research-info-systems; charset=utf-8", ris.write),
    "csl": Format("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", csl_json.write),
}


def citation_file(form: str, works: Sequence[Cited], name: str) -> HttpResponse:
    """Return the works as a file to keep, called `name` and the ending of the format (a key of FORMATS)."""
    chosen = FORMATS[form]
    response = HttpResponse(chosen.write(works).encode(), content_type=chosen.media_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{chosen.ending}")
    return response
