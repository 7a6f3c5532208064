"""freeze: a snapshot's working copy as plain data. thaw: the way back."""

from datetime import date

from taggit.models import Tag

from articles.freezing import frozen_topics, house
from articles.models import Article, ArticleEdition, Category, Series
from editorial import prose
from editorial.attachments import frozen_attachments
from editorial.pictures.freezing import frozen_picture, without_pictures
from editorial.publishables import Thawed
from editorial.thawing import HouseData
from people.models import Author
from snapshot.models import Compiler, Placement, Section, Snapshot, SnapshotAttachment

SCHEMA = "snapshot/2"
UPGRADERS = {"snapshot/1": lambda content: without_pictures(content, "snapshot/2")}
TEXTS = (
    "title",
    "slug",
    "standfirst",
    "selection_heading",
    "pdf_label",
    "coverage_label",
    "language",
    "doi",
)


def freeze(snapshot: Snapshot) -> dict:
    """Return what the working copy says: texts, sections and placements in the editors' order, articles by id."""
    sections = snapshot.sections.prefetch_related("placements")
    return {
        "schema": SCHEMA,
        **{name: getattr(snapshot, name) for name in TEXTS},
        "published_on": snapshot.published_on.isoformat() if snapshot.published_on else None,
        "series": house(snapshot.series),
        "introduction": prose.blocks(snapshot.introduction),
        "picture": frozen_picture(snapshot.picture),
        "attachments": frozen_attachments(snapshot.attachments.select_related("file")),
        "coverage": house(snapshot.coverage),
        "translation_of": snapshot.translation_of_id,
        "compilers": [house(row.author) for row in snapshot.compiler_rows.select_related("author")],
        "topics": frozen_topics(snapshot.categories.without_tree_fields()),
        "tags": [house(tag) for tag in sorted(snapshot.tags.all(), key=lambda tag: tag.pk)],
        "sections": [_section(section) for section in sections],
    }


def _section(section: Section) -> dict:
    return {
        "key": section.key,
        "title": section.title,
        "note": prose.clean_inline(section.note),
        "placements": [
            {
                "key": placement.key,
                "article": placement.article_id,
                "note": prose.clean_inline(placement.note),
                "title": placement.title,
                "summary": [prose.clean_inline(point) for point in placement.summary],
                "kept_edition": placement.kept_edition_id,
                "kept_reason": placement.kept_reason,
            }
            for placement in section.placements.all()
        ],
    }


def thaw(work: dict, snapshot: Snapshot) -> Thawed:
    """Make `snapshot` (saved or not) say what `work` says, and save it.

    Return what could not be given back as it was.
    """
    found = HouseData()
    for name in TEXTS:
        setattr(snapshot, name, work[name])
    snapshot.published_on = date.fromisoformat(work["published_on"]) if work["published_on"] else None
    snapshot.series = found.one(Series, work["series"])
    snapshot.introduction = "\n".join(work["introduction"])
    snapshot.picture = found.picture(work["picture"])
    snapshot.coverage = found.one(Category, work["coverage"])
    snapshot.translation_of = found.plain(Snapshot, work["translation_of"])
    snapshot.save()
    snapshot.compiler_rows.all().delete()
    Compiler.objects.bulk_create(
        Compiler(snapshot=snapshot, author=author, position=position)
        for position, author in enumerate(found.many(Author, work["compilers"]), 1)
    )
    snapshot.attachments.all().delete()
    SnapshotAttachment.objects.bulk_create(
        SnapshotAttachment(snapshot=snapshot, **values) for values in found.attachments(work["attachments"])
    )
    snapshot.categories.set(found.many(Category, work["topics"]))
    snapshot.tags.set(found.many(Tag, work["tags"]))
    _thaw_sections(work["sections"], snapshot, found)
    return found.report()


def _thaw_sections(frozen: list[dict], snapshot: Snapshot, found: HouseData) -> None:
    snapshot.sections.all().delete()
    for position, part in enumerate(frozen, 1):
        section = Section.objects.create(
            snapshot=snapshot, key=part["key"], title=part["title"], note=part["note"], position=position
        )
        placements = []
        for placement in part["placements"]:
            article = found.plain(Article, placement["article"])
            kept = found.plain(ArticleEdition, placement["kept_edition"])
            if article is None:
                continue
            placements.append(
                Placement(
                    section=section,
                    article=article,
                    key=placement["key"],
                    position=len(placements) + 1,
                    note=placement["note"],
                    title=placement["title"],
                    summary=placement["summary"],
                    kept_edition=kept,
                    kept_reason=placement["kept_reason"] if kept else "",
                )
            )
        Placement.objects.bulk_create(placements)
