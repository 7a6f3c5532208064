"""The export view: all results of an article filter as a file."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import ngettext

from articles.public.exports.records import all_ids, sources
from articles.public.exports.writers import WRITERS
from articles.public.filters import read_filter
from outputs.exports.responses import ExportDescription, export_answer, name_of
from web.public_pages import absolute, public_page


@public_page
def article_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """Return all articles that the query finds now, as a file in `form` (a key of WRITERS)."""
    chosen, writer = read_filter(request.GET, request.moment), WRITERS[form]
    ids = all_ids(chosen.results())
    page, query = absolute(request, reverse("archive")), chosen.canonical
    export = ExportDescription(chosen.description, f"{page}?{query}" if query else page, request.moment, len(ids))
    nouns = ngettext("article", "articles", len(ids))
    name = name_of("analysis", export.words.removeprefix(str(chosen.noun)), export, nouns)
    pieces = writer.pieces(request, export, sources(request, ids, request.moment))
    return export_answer(request, export, name, writer.ending, writer.media_type, pieces)
