"""How an article's editions are found: what goes into the index of the record, and by which tokens."""

from articles.models.record import ArticleEdition
from editorial import prose
from editorial.finding.index import EditionIndex, Entry
from editorial.word_columns import Texts

INDEX = EditionIndex("articles_edition_index", ArticleEdition._meta.db_table)
AUTHOR, TOPIC, TAG, SERIES = "a", "t", "g", "s"  # before an id, a token of the index


def texts(work: dict) -> Texts:
    """Return what an article is found by, from its frozen work."""
    return Texts(
        title=[work["title"]],
        lead=[
            *(author["name"] for author in work["authors"]),
            *(prose.plain(point["text"]) for point in work["points"]),
        ],
        rest=[
            work["standfirst"],
            *(topic["name"] for topic in work["topics"]),
            *(tag["name"] for tag in work["tags"]),
            prose.plain(" ".join(work["body"])),
            *(figure["caption"] for figure in work["figures"]),
        ],
    )


def entry(edition: ArticleEdition, work: dict, part: dict) -> Entry:
    """Return what a saved edition is found by; `work` and `part` are its frozen content."""
    return Entry(
        pk=edition.pk,
        published_on=edition.published_on,
        language=edition.language,
        texts=texts(work),
        ids={
            AUTHOR: [author["id"] for author in work["authors"]],
            TOPIC: [topic["id"] for topic in work["topics"]],
            TAG: [tag["id"] for tag in work["tags"]],
            SERIES: [work["series"]["id"]] if work["series"] else [],
        },
        live_from=edition.live_from,
        live_until=edition.live_until,
        withdrawn_at=edition.withdrawn_at,
    )
