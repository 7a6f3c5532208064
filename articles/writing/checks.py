"""What the writing desk says of the text while it is written: the checks of the publish page, and long sentences."""

import re
from collections.abc import Iterator

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article
from articles.writing.views import article_for
from permissions.rules import visible_to
from record.findings import Finding, lines_of
from record.kinds import kind_named
from record.publishing import findings
from text import prose

MOST_WORDS = 45  # of a sentence that is read without going back
SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-ÞА-Я“\"(])")


def findings_json(request: HttpRequest, pk: int) -> JsonResponse:
    """Return the findings that block publishing now and the notices, as on the publish page."""
    article = article_for(request, pk)
    lines = lines_of([*findings(article, request.moment), *long_sentences(article)])
    told = {kind: [line for line in lines if line.is_error == (kind == "errors")] for kind in ("errors", "notices")}
    shown = {kind: [{"message": each.message, "abouts": each.abouts} for each in found] for kind, found in told.items()}
    return JsonResponse({**shown, "places": _places(request, article)})


def _places(request: HttpRequest, article: Article) -> list[dict]:
    """Return the snapshots in which the article stands at the desk, of those that the user may read."""
    snapshots = kind_named("snapshot").draft_model.objects.filter(sections__placements__article=article)
    found = visible_to(request.user, snapshots.order_by("-updated_at")).distinct()
    return [{"title": str(each), "url": reverse("admin:desk", args=[each.pk])} for each in found]


def long_sentences(article: Article) -> Iterator[Finding]:
    """Yield a notice for each sentence of the text that is hard to read for its length alone."""
    for paragraph in prose.paragraphs(article.body):
        for sentence in SENTENCE.split(paragraph):
            count = len(sentence.split())
            if count > MOST_WORDS:
                words = _("A sentence has %(count)d words: “%(start)s…”")
                start = " ".join(sentence.split()[:8])
                yield Finding("long-sentence", words % {"count": count, "start": start}, about="body")
