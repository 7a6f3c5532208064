"""Articles in the form that the API's serializers take."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models.functions import Coalesce
from django.http import HttpRequest

from articles import fields
from articles.models.record import ArticleEdition, ArticleEditionTag, ArticleEditionTopic
from articles.public import archive
from record.freezing import read
from website.api import links


def thin(ids: Sequence[int], at: datetime) -> list[dict]:
    """Return the public editions with these ids, in the same order, in the form used in lists. Three queries."""
    rows = {row.pk: row for row in archive.public_articles(at).only(*archive.THIN, "content_id").filter(pk__in=ids)}
    topics, tags = defaultdict(list), defaultdict(list)
    filed = ArticleEditionTopic.objects.public(at).filter(edition_id__in=ids)
    for edition_id, topic_id in filed.values_list("edition_id", "topic_id"):
        topics[edition_id].append(topic_id)
    tagged = ArticleEditionTag.objects.public(at).filter(edition_id__in=ids)
    now = [Coalesce(f"tag__merge__into__{column}", f"tag__{column}") for column in ("name", "slug")]
    for edition_id, name, slug in tagged.values_list("edition_id", *now).distinct().order_by(*now):
        tags[edition_id].append({"name": name, "slug": slug})
    found = [rows[pk] for pk in ids if pk in rows]
    return [
        {
            **fields.card(row),
            "edition": row,
            "slug": row.slug,
            "topics": links.topics_now(topics[row.pk]),
            "tags": tags[row.pk],
        }
        for row in found
    ]


def whole(request: HttpRequest, edition: ArticleEdition, at: datetime) -> dict:
    """Return an edition with its content. Two queries."""
    content = read(edition.content)
    work = content["work"]
    return {
        **links.whole(request, edition, content, at),
        "has_body": bool(work["body"]),
        "selected_in": archive.selected_in(edition.parent_id, at),
        "embeds": [
            {**each, "number": n, "picture": links.picture(request, each["picture"])}
            for n, each in enumerate(work["embeds"], 1)
        ],
        "figures": [{"number": n, **links.picture(request, each)} for n, each in enumerate(work["figures"], 1)],
    }
