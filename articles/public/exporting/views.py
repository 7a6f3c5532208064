"""Everything that a filter of articles finds, as a file."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import ngettext

from articles.public.exporting.records import all_ids, sources
from articles.public.exporting.writing import WRITERS
from articles.public.filtering import read_filter
from editorial.exporting.answering import Told, export_answer, name_of
from editorial.public_pages import absolute, public_page


@public_page
def article_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """Give every article that the query finds at this moment, in `form` (a key of WRITERS)."""
    chosen, writer = read_filter(request.GET, request.moment), WRITERS[form]
    ids = all_ids(chosen.found())
    page, query = absolute(request, reverse("archive")), chosen.canonical
    told = Told(chosen.words_for_people, f"{page}?{query}" if query else page, request.moment, len(ids))
    nouns = ngettext("article", "articles", len(ids))
    name = name_of("analysis", told.words.removeprefix(str(chosen.noun)), told, nouns)
    pieces = writer.pieces(request, told, sources(request, ids, request.moment))
    return export_answer(request, told, name, writer.ending, writer.media_type, pieces)
