"""Downloadable citation files."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from outputs.citations import bibtex, csl_json, ris
from outputs.citations.cited import Cited


@dataclass(frozen=True)
class Format:
    """A citation format: its label, file extension, media type, and the function that writes it work by work."""

    name: str
    ending: str
    media_type: str
    pieces: Callable[[Iterable[Cited]], Iterator[str]]

    def write(self, works: Iterable[Cited]) -> str:
        return "".join(self.pieces(works))


# Keyed by the last word of the URL name: article-bib, snapshot-edition-csl.
FORMATS = {
    "bib": Format("BibTeX", "bib", "application/x-bibtex; charset=utf-8", bibtex.pieces),
    "ris": Format("RIS", "ris", "application/x-research-info-systems; charset=utf-8", ris.pieces),
    "csl": Format("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", csl_json.pieces),
}


def citation_file(form: str, works: Sequence[Cited], name: str) -> HttpResponse:
    """Return the works as a download named `name` plus the format's extension. `form` is a key of FORMATS."""
    chosen = FORMATS[form]
    response = HttpResponse(chosen.write(works).encode(), content_type=chosen.media_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{chosen.ending}")
    return response
