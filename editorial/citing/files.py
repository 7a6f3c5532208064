"""Citations as files to download."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from editorial.citing import bibtex, csl_json, ris
from editorial.citing.cited import Cited


@dataclass(frozen=True)
class Format:
    """A kind of file: its name for readers, its ending, its media type, and what writes it, work by work."""

    name: str
    ending: str
    media_type: str
    pieces: Callable[[Iterable[Cited]], Iterator[str]]

    def write(self, works: Iterable[Cited]) -> str:
        """Return the works as one file."""
        return "".join(self.pieces(works))


# By the last word of the names of their address patterns: article-bib, snapshot-edition-csl.
FORMATS = {
    "bib": Format("BibTeX", "bib", "application/x-bibtex; charset=utf-8", bibtex.pieces),
    "ris": Format("RIS", "ris", "application/x-research-info-systems; charset=utf-8", ris.pieces),
    "csl": Format("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", csl_json.pieces),
}


def citation_file(form: str, works: Sequence[Cited], name: str) -> HttpResponse:
    """Return the works as a file to keep, called `name` and the ending of the format (a key of FORMATS)."""
    chosen = FORMATS[form]
    response = HttpResponse(chosen.write(works).encode(), content_type=chosen.media_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{chosen.ending}")
    return response
