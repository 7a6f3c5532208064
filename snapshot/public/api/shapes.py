"""What the API answers, field by field, for its document. Tests hold every answer to it, in both directions."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers as fields

from editorial.models import Edition
from snapshot.public.api.media_shapes import Attachment, Figure, Picture


class Sparse(fields.Serializer):
    """Fields that a reader may choose among: all are answered where none is chosen, `url` always."""

    def get_fields(self):
        """Return the fields, of which `url` alone is certain."""
        found = super().get_fields()
        for name, field in found.items():
            field.required = name == "url"
        return found


class Linked(fields.Serializer):
    url = fields.URLField(help_text="Its address in this API.")
    page = fields.URLField(help_text="Its page for readers.")


class Named(fields.Serializer):
    name = fields.CharField(help_text="The name.")
    slug = fields.CharField(help_text="The last word of its addresses, and what filters take.")


class AuthorName(Named, Linked):
    """An author as printed."""


class TopicName(Named, Linked):
    """A topic."""

    kind = fields.CharField(help_text="“region”, “theme” or “program”.")


class Tag(Named):
    """A tag."""


class Series(Named):
    """A series."""


class Point(fields.Serializer):
    """One point of a summary."""

    key = fields.CharField(help_text="Stays the same through every edition.")
    anchor = fields.CharField(help_text="Where it stands on the article's page: page + “#” + anchor.")
    text = fields.CharField(help_text="The point as plain text.")
    html = fields.CharField(help_text="The point as sanitized HTML.")


class EditionLine(Linked):
    """An edition in the list of editions."""

    slug = fields.CharField(help_text="The last word of the addresses.")
    edition = fields.IntegerField(help_text="Its number.")
    kind = fields.ChoiceField(choices=Edition.Kind.values, help_text="What kind of change it brought.")
    note = fields.CharField(allow_blank=True, help_text="What changed, in the editors' words.")
    live_from = fields.DateTimeField(help_text="Since when it is public.")
    is_current = fields.BooleanField(help_text="Whether readers see this one now.")
    digest = fields.CharField(help_text="SHA-256 of its frozen JSON.")


class Files(fields.Serializer):
    """The edition as files."""

    pdf = fields.URLField(help_text="PDF.")
    text = fields.URLField(help_text="Plain text.")
    json = fields.URLField(help_text="The frozen JSON, of whose bytes the digest is made.")


class Citations(fields.Serializer):
    """The edition's citation as files."""

    bibtex = fields.URLField(help_text="BibTeX.")
    ris = fields.URLField(help_text="RIS.")
    csl_json = fields.URLField(help_text="CSL-JSON.")


class OfEdition(Linked, Sparse):
    edition_url = fields.URLField(help_text="The address in this API of exactly this edition: it never changes.")
    permanent = fields.URLField(help_text="The page of exactly this edition: cite this one.")
    digest = fields.CharField(help_text="SHA-256 of the edition's frozen JSON.")
    edition = fields.IntegerField(help_text="The edition's number.")
    kind = fields.ChoiceField(choices=Edition.Kind.values, help_text="What kind of change the edition brought.")
    note = fields.CharField(allow_blank=True, help_text="What changed, in the editors' words.")
    live_from = fields.DateTimeField(help_text="Since when the edition is public.")
    slug = fields.CharField(help_text="The last word of the addresses.")
    title = fields.CharField(help_text="The title.")
    published_on = fields.DateField(help_text="The day it bears.")
    language = fields.CharField(help_text="A language tag (BCP 47).")
    series = Series(allow_null=True, help_text="The series, or null.")
    topics = TopicName(many=True, help_text="Regions, themes and programs: in lists as named now, else as printed.")


class ArticleLine(OfEdition):
    """An article in a list."""

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
    picture = Picture(allow_null=True, help_text="The picture that leads it, or null.")
    attachments = Attachment(many=True, help_text="The files attached, in the editors' order.")
    editions = EditionLine(many=True, help_text="Every edition that may be read, newest first.")
    files = Files(help_text="The edition as files.")
    citations = Citations(help_text="The edition's citation as files.")


class SelectedIn(Linked):
    """A snapshot that selected the article."""

    title = fields.CharField(help_text="The snapshot's title.")
    edition = fields.IntegerField(help_text="The snapshot's edition.")


class Article(ArticleLine, Whole):
    """An edition of an article, whole."""

    volume = fields.CharField(allow_blank=True, help_text="The volume of the series; may be empty.")
    issue = fields.CharField(allow_blank=True, help_text="The issue of the series; may be empty.")
    body_html = fields.CharField(
        allow_blank=True,
        help_text="The full text as sanitized HTML; may be empty. A paragraph [figure 1] is the place of that figure.",
    )
    figures = Figure(many=True, help_text="The pictures within the text. Those without a place follow it.")
    selected_in = SelectedIn(many=True, help_text="The snapshots that select it, newest first.")


class SnapshotLine(OfEdition):
    """A snapshot in a list."""

    standfirst = fields.CharField(allow_blank=True, help_text="The standfirst, else the opening sentences.")
    compilers = AuthorName(many=True, help_text="Who compiled it, as named now.")
    author_names = fields.ListField(child=fields.CharField(), help_text="The authors of what it selects.")
    section_titles = fields.ListField(child=fields.CharField(), help_text="The titles of its sections.")
    article_count = fields.IntegerField(help_text="How many articles it selects.")


class Placed(fields.Serializer):
    """An article at its place in a snapshot, as frozen there. Withdrawn since: its title and the notice alone."""

    key = fields.CharField(help_text="The key of this place: stays the same through every edition.")
    anchor = fields.CharField(help_text="Where it stands on the snapshot's page.")
    title = fields.CharField(help_text="The title, as this snapshot has it.")
    edition = fields.IntegerField(help_text="The number of the article's edition.")
    digest = fields.CharField(help_text="The digest of the article's edition.")
    is_withdrawn = fields.BooleanField(help_text="Whether it was withdrawn since.")
    notice = fields.CharField(required=False, allow_blank=True, help_text="Withdrawn: the notice.")
    url = fields.URLField(required=False, help_text="The article's address in this API.")
    page = fields.URLField(required=False, help_text="The article's page for readers.")
    edition_url = fields.URLField(required=False, help_text="The address in this API of exactly this edition.")
    permanent = fields.URLField(required=False, help_text="The page of exactly this edition.")
    authors = AuthorName(many=True, required=False, help_text="In the order printed.")
    published_on = fields.DateField(required=False, allow_null=True, help_text="The day the article bears.")
    summary_label = fields.CharField(required=False, allow_blank=True, help_text="What the summary is called.")
    points = Point(many=True, required=False, help_text="The summary, as this snapshot has it.")
    note_html = fields.CharField(required=False, allow_blank=True, help_text="Why it is here; may be empty.")
    source_url = fields.CharField(required=False, allow_blank=True, help_text="Where it was first published.")
    has_body = fields.BooleanField(required=False, help_text="Whether the full text is here.")


class Section(fields.Serializer):
    """A section of a snapshot."""

    key = fields.CharField(help_text="Stays the same through every edition.")
    anchor = fields.CharField(help_text="Where it stands on the snapshot's page.")
    title = fields.CharField(allow_blank=True, help_text="The title; may be empty.")
    note_html = fields.CharField(allow_blank=True, help_text="The editors' note; may be empty.")
    articles = Placed(many=True, help_text="In the editors' order.")


class Coverage(Named, Linked):
    """The topic of which there is more coverage."""

    label = fields.CharField(allow_blank=True, help_text="The line that leads there.")


class Snapshot(OfEdition, Whole):
    """An edition of a snapshot, whole."""

    compilers = AuthorName(many=True, help_text="Who compiled it, as printed.")
    introduction_html = fields.CharField(allow_blank=True, help_text="The introduction as sanitized HTML.")
    selection_heading = fields.CharField(allow_blank=True, help_text="The line above the sections.")
    sections = Section(many=True, help_text="In the editors' order.")
    coverage = Coverage(allow_null=True, help_text="Where more on the subject is, or null.")


class AuthorLine(Linked, Sparse):
    """An author in the list."""

    slug = fields.CharField(help_text="The last word of the addresses, and what filters take.")
    name = fields.CharField(help_text="The name.")
    sort_name = fields.CharField(help_text="The name as in an index.")
    role = fields.CharField(allow_blank=True, help_text="For example “Senior Fellow”; may be empty.")
    affiliation = fields.CharField(allow_blank=True, help_text="Where it is another house; may be empty.")
    orcid = fields.CharField(allow_blank=True, help_text="The ORCID iD; may be empty.")
    article_count = fields.IntegerField(help_text="How many articles of theirs are public.")
    articles_url = fields.URLField(help_text="Their articles.")
    snapshots_url = fields.URLField(help_text="The snapshots they compiled.")


class Author(AuthorLine):
    """An author."""

    bio_html = fields.CharField(allow_blank=True, help_text="The biography as sanitized HTML; may be empty.")
    website = fields.CharField(allow_blank=True, help_text="Their own site; may be empty.")


class TopicBranch(TopicName):
    """A topic with those below it."""

    children = fields.SerializerMethodField(help_text="The topics right below it that have anything public.")

    @extend_schema_field({"type": "array", "items": {"$ref": "#/components/schemas/TopicBranch"}})
    def get_children(self, topic):
        """Return nothing: the answer is made by house.py; this tells the document its type."""


class Topic(TopicBranch):
    """A topic."""

    description = fields.CharField(allow_blank=True, help_text="A sentence or two; may be empty.")
    ancestors = TopicName(many=True, help_text="The topics above it, the root first.")
    articles_url = fields.URLField(help_text="The articles on it and on all below it.")
    snapshots_url = fields.URLField(help_text="The snapshots on it and on all below it.")


class Listed(fields.Serializer):
    url = fields.URLField(help_text="This list's own address: what was asked, without cursor and choice of fields.")
    page = fields.URLField(help_text="The same list for readers.")
    total = fields.IntegerField(help_text="How many there are in all pages together, counted up to 10,000.")
    is_total_exact = fields.BooleanField(help_text="Whether there are not more than that.")
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


class TopicList(Linked):
    """The tree of topics."""

    results = TopicBranch(many=True, help_text="The topics at the top, each with those below it.")


class EditionList(Linked):
    """The editions of an article or a snapshot."""

    title = fields.CharField(help_text="The title of the newest one.")
    results = EditionLine(many=True, help_text="Every edition that may be read, newest first.")


class ErrorTold(fields.Serializer):
    """What was wrong."""

    code = fields.CharField(help_text="For programs, for example “bad_request”.")
    message = fields.CharField(help_text="For people: one plain sentence.")
    title = fields.CharField(required=False, help_text="Withdrawn: the title of what stood there.")
    notice = fields.CharField(required=False, allow_blank=True, help_text="Withdrawn: the publisher's notice.")


class Error(fields.Serializer):
    """Why there is no answer."""

    error = ErrorTold()
