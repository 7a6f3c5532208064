"""The API's serializers. The OpenAPI document and every response are made from them."""

from rest_framework import serializers as fields

from articles.fields import FIELDS as ARTICLE_FIELDS
from record.models import Edition
from snapshot.fields import FIELDS as SNAPSHOT_FIELDS
from website.api.fields import Address, Anchor, Html, Moment, OwnAddress, PdfAddress, PlainText, with_marked
from website.api.imprint_serializers import Imprint, PrintedAuthor
from website.api.media_serializers import Attachment, Embed, Figure, Picture
from website.api.taxonomy_serializers import AuthorLine, AuthorName, Named, Series, Sparse, Tag, TopicBranch, TopicName


class Point(fields.Serializer):
    """One point of a summary."""

    key = fields.CharField(help_text="The same in every edition.")
    anchor = Anchor("point", help_text="Its place on the article's page: page + “#” + anchor.")
    html = fields.CharField(source="text", help_text="The point as sanitized HTML.")
    text = PlainText(help_text="The point as plain text.")


class EditionLine(fields.Serializer):
    """An edition in the list of editions."""

    url = Address("api-{kind}-edition")
    page = Address("{kind}-edition")
    slug = fields.CharField(help_text="Last part of the addresses.")
    edition = fields.IntegerField(source="edition.number", help_text="Edition number.")
    kind = fields.ChoiceField(source="edition.kind", choices=Edition.Kind.values, help_text="Kind of change.")
    note = fields.CharField(source="edition.note", allow_blank=True, help_text="What changed, in the editors' words.")
    live_from = Moment(source="edition.live_from", help_text="When it went live.")
    is_current = fields.BooleanField(help_text="Whether it is the current edition.")
    digest = fields.CharField(source="edition.content_id", help_text="SHA-256 of its frozen JSON.")


class Files(fields.Serializer):
    """The edition as files."""

    pdf = PdfAddress(
        "{kind}-edition-pdf",
        allow_null=True,
        help_text="PDF; null if the fonts lack one of its characters.",
    )
    text = Address("{kind}-edition-text", help_text="Plain text.")
    json = Address("{kind}-edition-json", help_text="Frozen JSON; the digest is of these bytes.")


class Citations(fields.Serializer):
    """The edition's citation as files."""

    bibtex = Address("{kind}-edition-bib", help_text="BibTeX.")
    ris = Address("{kind}-edition-ris", help_text="RIS.")
    csl_json = Address("{kind}-edition-csl", help_text="CSL-JSON.")


class OfEdition(Sparse):
    url = OwnAddress("api-{kind}")
    page = OwnAddress("{kind}")
    edition_url = Address(
        "api-{kind}-edition",
        help_text="This edition in the API; never changes.",
    )
    permanent = Address("{kind}-edition", help_text="Page of this edition; cite this one.")
    digest = fields.CharField(source="edition.content_id", help_text="SHA-256 of the edition's frozen JSON.")
    edition = fields.IntegerField(source="edition.number", help_text="The edition's number.")
    kind = fields.ChoiceField(source="edition.kind", choices=Edition.Kind.values, help_text="Kind of change.")
    note = fields.CharField(source="edition.note", allow_blank=True, help_text="What changed, in the editors' words.")
    live_from = Moment(source="edition.live_from", help_text="When the edition went live.")
    slug = fields.CharField(help_text="Last part of the addresses.")
    title = fields.CharField(source="edition.title", help_text="The title.")
    published_on = fields.DateField(source="edition.published_on", help_text="The publication date.")
    language = fields.CharField(source="edition.language", help_text="A language tag (BCP 47).")
    series = Series(allow_null=True, help_text="The series, or null.")
    topics = TopicName(many=True, help_text="Regions, themes and programs: in lists as named now, else as printed.")


class ArticleLine(OfEdition):
    """An article in a list."""

    order = ("series", "authors", "topics", "tags", "summary_label", "points", "source_url", "has_body")

    authors = AuthorName(many=True, help_text="In the order printed.")
    tags = Tag(many=True, help_text="Tags.")
    summary_label = fields.CharField(allow_blank=True, help_text="What the summary is called.")
    points = Point(many=True, help_text="The summary.")
    source_url = fields.CharField(allow_blank=True, help_text="Where the full text was first published; may be empty.")
    has_body = fields.BooleanField(help_text="Whether the full text is here.")


class Whole(fields.Serializer):
    is_current = fields.BooleanField(help_text="Whether this is the current edition.")
    standfirst = fields.CharField(allow_blank=True, help_text="One or two sentences below the title.")
    doi = fields.CharField(allow_blank=True, help_text="The DOI; may be empty.")
    tags = Tag(many=True, help_text="Tags.")
    picture = Picture(allow_null=True, help_text="Lead picture, or null.")
    attachments = Attachment(many=True, help_text="The files attached, in the editors' order.")
    imprint = Imprint(help_text="Its type, license, funders, disclosure, and statement on the use of AI.")
    editions = EditionLine(many=True, help_text="All readable editions, newest first.")
    files = Files(source="*", help_text="The edition as files.")
    citations = Citations(source="*", help_text="The edition's citation as files.")


class SelectedIn(fields.Serializer):
    """A snapshot that selected the article."""

    title = fields.CharField(help_text="The snapshot's title.")
    edition = fields.IntegerField(source="number", help_text="The snapshot's edition.")
    url = Address("api-snapshot")
    page = Address("snapshot")


class Article(ArticleLine, Whole):
    """An edition of an article, whole."""

    order = (
        "is_current", "standfirst", "series", "volume", "issue", "authors", "topics", "tags", "summary_label", "points",
        "has_body", "body_html", "source_url", "doi", "selected_in", "picture", "figures", "embeds", "attachments",
        "imprint", "editions", "files", "citations",
    )  # fmt: skip

    authors = PrintedAuthor(many=True, help_text="In the order printed.")
    volume = fields.CharField(allow_blank=True, help_text="The volume of the series; may be empty.")
    issue = fields.CharField(allow_blank=True, help_text="The issue of the series; may be empty.")
    body_html = Html(
        source="body",
        help_text="The full text as sanitized HTML; may be empty. A paragraph [figure 1] or [embed 1] is the place of "
        "that figure or embed.",
    )
    figures = Figure(many=True, help_text="The pictures within the text. Those without a place follow it.")
    embeds = Embed(many=True, help_text="Charts, maps and videos within the text. Those without a place follow it.")
    selected_in = SelectedIn(many=True, help_text="The snapshots that select it, newest first.")

    def get_fields(self):
        return with_marked(super().get_fields(), ARTICLE_FIELDS)


class SnapshotLine(OfEdition):
    """A snapshot in a list."""

    order = ("standfirst", "series", "compilers", "topics", "author_names", "section_titles", "article_count")

    standfirst = fields.CharField(allow_blank=True, help_text="The standfirst, else the opening sentences.")
    compilers = AuthorName(many=True, help_text="Who compiled it, as named now.")
    author_names = fields.ListField(
        source="authors", child=fields.CharField(), help_text="The authors of what it selects."
    )
    section_titles = fields.ListField(
        source="sections", child=fields.CharField(), help_text="The titles of its sections."
    )
    article_count = fields.IntegerField(help_text="Number of articles.")


class Placed(fields.Serializer):
    """An article at its place in a snapshot, as frozen there. Withdrawn since: its title and the notice alone."""

    key = fields.CharField(help_text="Key of the placement; the same in every edition.")
    anchor = Anchor("entry", help_text="Its place on the snapshot's page.")
    title = fields.CharField(help_text="The title in this snapshot.")
    edition = fields.IntegerField(source="number", help_text="The number of the article's edition.")
    digest = fields.CharField(help_text="The digest of the article's edition.")
    is_withdrawn = fields.BooleanField(help_text="Whether it was withdrawn since.")
    notice = fields.CharField(
        source="withdrawn", required=False, allow_blank=True, help_text="If withdrawn: the notice."
    )
    url = Address("api-article", required=False, help_text="The article's address in this API.")
    page = Address("article", required=False, help_text="The article's page for readers.")
    edition_url = Address(
        "api-article-edition",
        number="number",
        required=False,
        help_text="This edition in the API.",
    )
    permanent = Address("article-edition", number="number", required=False, help_text="Page of this edition.")
    authors = AuthorName(many=True, required=False, help_text="In the order printed.")
    published_on = fields.DateField(required=False, allow_null=True, help_text="Publication date.")
    summary_label = fields.CharField(required=False, allow_blank=True, help_text="What the summary is called.")
    points = Point(many=True, required=False, help_text="The summary in this snapshot.")
    note_html = Html(source="note", required=False, help_text="Why it is here; may be empty.")
    source_url = fields.CharField(required=False, allow_blank=True, help_text="Where it was first published.")
    has_body = fields.BooleanField(required=False, help_text="Whether the full text is here.")

    def to_representation(self, instance: dict) -> dict:
        answer = super().to_representation(instance)
        if instance["is_withdrawn"]:
            del answer["published_on"]  # the only field that is null instead of missing
        return answer


class Section(fields.Serializer):
    """A section of a snapshot."""

    key = fields.CharField(help_text="The same in every edition.")
    anchor = Anchor("section", help_text="Its place on the snapshot's page.")
    title = fields.CharField(allow_blank=True, help_text="The title; may be empty.")
    note_html = Html(source="note", help_text="The editors' note; may be empty.")
    articles = Placed(many=True, help_text="In the editors' order.")


class Labeled(fields.Serializer):
    label = fields.CharField(allow_blank=True, help_text="The link's words.")


class Coverage(Labeled, Named):
    """The topic of which there is more coverage."""

    url = Address("api-topic")
    page = Address("topic")


class Snapshot(OfEdition, Whole):
    """An edition of a snapshot, whole."""

    order = (
        "is_current", "standfirst", "series", "compilers", "topics", "tags", "introduction_html", "selection_heading",
        "sections", "coverage", "doi", "picture", "attachments", "imprint", "editions", "files", "citations",
    )  # fmt: skip

    compilers = PrintedAuthor(many=True, help_text="Who compiled it, as printed.")
    introduction_html = Html(source="introduction", help_text="The introduction as sanitized HTML.")
    selection_heading = fields.CharField(allow_blank=True, help_text="The line above the sections.")
    sections = Section(many=True, help_text="In the editors' order.")
    coverage = Coverage(allow_null=True, help_text="The topic with more on the subject, or null.")

    def get_fields(self):
        return with_marked(super().get_fields(), SNAPSHOT_FIELDS)


class Page(fields.Serializer):
    url = fields.URLField(help_text="Its address in this API.")
    page = fields.URLField(help_text="Its page for readers.")


class Listed(fields.Serializer):
    url = fields.URLField(help_text="Address of this list, without cursor and fields.")
    page = fields.URLField(help_text="The same list for readers.")
    total = fields.IntegerField(help_text="Number of results, counted up to 10,000.")
    is_total_exact = fields.BooleanField(help_text="Whether the number is exact.")
    next = fields.URLField(allow_null=True, help_text="The address of the next page; null on the last.")


class ArticleList(Listed):
    """A page of articles."""

    results = ArticleLine(many=True)


class SnapshotList(Listed):
    """A page of snapshots."""

    results = SnapshotLine(many=True)


class AuthorList(Listed):
    """A page of authors."""

    results = AuthorLine(many=True)


class TopicList(Page):
    """The tree of topics."""

    results = TopicBranch(many=True, help_text="The topics at the top, each with those below it.")


class EditionList(Page):
    """The editions of an article or a snapshot."""

    title = fields.CharField(help_text="Title of the newest edition.")
    results = EditionLine(many=True, help_text="All readable editions, newest first.")


class ErrorDetail(fields.Serializer):
    """Details of an error."""

    code = fields.CharField(help_text="For programs, for example “bad_request”.")
    message = fields.CharField(help_text="For people: one plain sentence.")
    title = fields.CharField(required=False, help_text="If withdrawn: its title.")
    notice = fields.CharField(required=False, allow_blank=True, help_text="If withdrawn: the notice.")


class Error(fields.Serializer):
    """An error response."""

    error = ErrorDetail()
