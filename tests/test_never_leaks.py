"""What the desk writes shows on no public address, and no public address reads a table of the desk.

The walk asks every pattern that the resolver knows outside the admin, with every slug and number there is: public,
scheduled, draft, withdrawn and old. A pattern with an argument for which it has no values fails the test.
"""

import re
from itertools import product

import pytest
import time_machine
from django.apps import apps
from django.contrib.flatpages.models import FlatPage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from taggit.models import Tag

from alerts.models import Subscription
from alerts.tokens import token_of
from articles.models import (
    Article,
    ArticleAttachment,
    ArticleEdition,
    ArticleEmbed,
    ArticleFigure,
    Byline,
    Category,
    Series,
    SummaryPoint,
)
from media import attachments
from media.models import Picture, StoredFile
from media.pictures import library
from people.models import Author
from record import publishing, record_version
from record.models import Address, Publishable
from record.revisions import keep_revision
from review import comments, links
from review.models import ReviewLink
from snapshot.models import Compiler, Placement, Section, Snapshot, SnapshotAttachment, SnapshotEdition
from tests import make, pdfs, uploads
from tests.fuzzing import written
from tests.make import NOON, later, published, record_changed
from tests.rooms import EDITED
from web import flat_pages
from website.sitemaps import PARTS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CANARY = "canaryword"
CURSORS = ["", "?cursor=9999-12-31.1", "?cursor=2026-03-01.999999", "?cursor=99999999999999999.s.1"]
API_LISTS = [f"/api/v1/{name}/" for name in ("articles", "snapshots", "authors", "topics")]
EMBARGO = later(days=30)
NOW = later(days=1)

# Tables of the desk, and those that no reader's request may need.
DESK = {
    model._meta.db_table
    for model in (
        Article, ArticleAttachment, ArticleEmbed, ArticleFigure, Byline, SummaryPoint, Snapshot, SnapshotAttachment, Section,
        Placement, Compiler,
    )
} | {
    field.m2m_db_table()
    for model in (Article, Snapshot)
    for field in model._meta.many_to_many
    if isinstance(field, models.ManyToManyField) and field.remote_field.through._meta.auto_created
}  # fmt: skip
PRIVATE = {
    "taggit_taggeditem", "record_revision", "importing_importeddocument", "snapshot_deskact", "record_presence",
    "snapshot_declinedcorrection", "outbox_outboxentry", "outbox_lastrun", "alerts_alertededition", "alerts_seriesmailing",
    "permissions_branch", "staff_savedview", "permissions_assignment", "audit_auditentry", "review_comment", "review_commentnotice",
}  # fmt: skip
# Of readers themselves: read where somebody confirms or leaves, by a key that was mailed, and nowhere else.
PERSONAL = {"alerts_subscription", "review_reviewlink"}
PRIVATE_APPS = ("auth", "admin", "sessions", "contenttypes")


def forbidden_tables() -> set[str]:
    others = {
        model._meta.db_table
        for app in PRIVATE_APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    }
    return DESK | PRIVATE | PERSONAL | others


def spoil(row: models.Model, word: str = CANARY) -> models.Model:
    """Put the word into every text the row has, its address included."""
    values = {}
    for field in row._meta.concrete_fields:
        if isinstance(field, models.SlugField):
            values[field.name] = f"{word}-{row.pk}"
        elif isinstance(field, models.URLField):
            values[field.name] = f"https://example.org/{word}-{row.pk}"
        elif isinstance(field, models.JSONField) and not isinstance(row, Picture):
            values[field.name] = [f"{word} {row.pk}"]
        elif (
            isinstance(field, models.CharField | models.TextField)
            and not field.choices
            and field.name not in ("key", "digest")
        ):
            room = min(field.max_length or 99, 99)
            values[field.name] = f"{word} {row.pk} {row._meta.model_name}"[:room]
    if "title" in values and isinstance(row, Placement):
        values.pop("kept_reason")
    type(row)._default_manager.filter(pk=row.pk).update(**values)
    row.refresh_from_db()
    return row


def spoil_whole(thing: Publishable) -> Publishable:
    """Put the canary into every row of a working copy, and into house data of its own that nothing else has."""
    for relation in ("bylines", "points", "figures", "embeds", "attachments", "sections", "compiler_rows"):
        for row in getattr(thing, relation).all() if hasattr(thing, relation) else ():
            spoil(row)
            for placement in row.placements.all() if isinstance(row, Section) else ():
                spoil(placement)
    author, topic, tag, series = (spoil(new()) for new in (make.author, make.topic, make.tag, new_series))
    thing.categories.add(topic)
    thing.tags.add(tag)
    if isinstance(thing, Article):
        Byline.objects.create(article=thing, author=author, position=0)
        SummaryPoint.objects.create(article=thing, text=f"{CANARY} point", position=0)
        make.figured(thing, f"{CANARY} figure", spoil(make.picture()))
        make.embedded(thing, title=f"{CANARY} embed", source=f"{CANARY} source", picture=spoil(make.picture()))
    else:
        Compiler.objects.create(snapshot=thing, author=author, position=0)
        section = spoil(Section.objects.create(snapshot=thing, title="x", position=0))
        Placement.objects.create(section=section, article=make.article(f"{CANARY} placed"), position=0)
        type(thing).objects.filter(pk=thing.pk).update(coverage=topic)
    make.attached(thing, f"{CANARY} attached", spoil(make.stored_file()))
    type(thing).objects.filter(pk=thing.pk).update(series=series, picture=spoil(make.picture()))
    return spoil(thing)


def new_series() -> Series:
    n = make.topic().pk
    return Series.objects.create(name=f"Series {n}", slug=f"series-{n}")


@pytest.fixture
def site(django_user_model):
    """A site on which everything there can be at a desk bears the canary, and its public half does not."""
    vera = django_user_model.objects.create_user(f"{CANARY}-vera", first_name=CANARY, last_name=CANARY)
    author, topic = make.author(slug="ada"), make.topic(slug="region", parent=make.topic(slug="root"))
    live = make.article("Live article", slug="live", authors=[author], topics=[topic], tags=[make.tag()])
    moved = make.article("Moved article", slug="moved-before", authors=[author])
    gone = make.article("Gone article", slug="gone", authors=[author], topics=[topic])
    snapshot = make.snapshot(
        "Live snapshot", slug="winter", sections={"One": [live, gone, moved]}, compilers=[author], coverage=topic
    )
    make.changed(live, picture=library.add(uploads.picture((20, 10)), "a.png", alternative_text="Live picture"))
    make.attached(live, "Live file", attachments.stored(SimpleUploadedFile("live.pdf", uploads.PDF)))
    published(snapshot, NOON)
    make.changed(moved, slug="moved-after")
    published(moved, later(hours=1))
    publishing.withdraw(gone, "Taken back.", at=later(hours=2))
    make.changed(author, slug="ada-now")

    for thing in (make.article(), make.snapshot(sections={"x": [make.article()]})):  # drafts
        keep_revision(spoil_whole(thing), vera, NOON)
    for thing in (make.article(), make.snapshot(sections={"x": [make.article()]})):  # scheduled, never yet public
        published(spoil_whole(thing), later(hours=3), live_from=EMBARGO)
    for thing in (live, snapshot):  # live, with a scheduled change and then changed at the desk again
        spoil_whole(thing)
        published(thing, later(hours=3), live_from=EMBARGO, note=f"{CANARY} note", kind="correction")
        keep_revision(spoil_whole(thing), vera, NOW)
    for thing in (moved, gone):  # live and withdrawn, changed at the desk
        spoil_whole(thing)
    for thing in (live, snapshot, gone):  # spoken of, and signed off
        link, _token = links.make(thing, f"{CANARY} reviewer", vera, 7)
        comments.reply(comments.add(comments.said_at_desk(thing), "title", CANARY, CANARY, by=vera), CANARY, by=vera)
        links.sign_off(link, f"{CANARY} remark")
    Subscription.objects.create(
        address=f"{CANARY}@reader.example", follows="snapshot", target_id=snapshot.pk, language="en", asked_at=NOW
    )
    with time_machine.travel(NOW, tick=False):
        record_version.clear_cache()
        yield vera


OF_COLLECTION = {
    "analysis/": (Article, ArticleEdition),
    "snapshots/": (Snapshot, SnapshotEdition),
    "authors/": (Author,),
    "topics/": (Category,),
}


def collection_of(route: str) -> str:
    """Return the collection whose slugs a route takes, as OF_COLLECTION names it; "" for none. The API has the same."""
    route = route.removeprefix("api/v1/").replace("articles/", "analysis/", 1)
    return next((each for each in OF_COLLECTION if route.startswith(each)), "")


def slugs(route: str = "") -> list[str]:
    """Return every slug that any row knows, at the desk or in the record; where the route's kind is known, of that."""
    collection = collection_of(route)
    known = {"no-such-thing", *Address.objects.filter(collection=collection[:-1]).values_list("slug", flat=True)}
    for model in OF_COLLECTION.get(collection, apps.get_models()):
        if any(isinstance(field, models.SlugField) and field.name == "slug" for field in model._meta.concrete_fields):
            known |= set(model._default_manager.values_list("slug", flat=True))
    return sorted(known)


def numbers(route: str = "") -> list[int]:
    return [0, 1, 2, 3]


def others(route: str = "") -> list[int]:
    """Return the numbers of editions with which one is compared: a few, since each goes with each."""
    return [1, 2]


def tokens(route: str = "") -> list[str]:
    """Return a key that was mailed, and some that never were; of review links, those that no longer open anything."""
    if route.startswith("review/"):
        return ["nothing", *spent_review_links()]
    purpose = "leave" if "leave" in route else "confirm"
    return ["nothing", "1.forged", *(token_of(row, purpose) for row in Subscription.objects.all())]


def spent_review_links() -> list[str]:
    """Return the tokens of a revoked and an expired link to a draft on which there are comments."""
    draft, tokens = Article.objects.filter(editions=None).first(), []
    if draft is None:
        return tokens
    for values in ({"revoked_at": NOW}, {"expires_at": NOW}):
        link, token = links.make(draft, f"{CANARY} reviewer", None, 7)
        comments.add(comments.said_through(link), "", f"{CANARY} remark", link=link)
        ReviewLink.objects.filter(pk=link.pk).update(**values)
        tokens.append(token)
    return tokens


def flat(route: str = "") -> list[flat_pages.Page]:
    FlatPage.objects.get_or_create(url="/about/", title="About us", content="<p>Who we are.</p>")
    record_changed()
    return list(flat_pages.flat_pages().values())


def digests(route: str = "") -> list[str]:
    """Return the digest of every picture or file, whoever may see it, and one of nothing."""
    model = StoredFile if route.startswith("files/") else Picture
    return ["0" * 64, *model.objects.order_by("pk").values_list("digest", flat=True)]


def endings(route: str = "") -> list[str]:
    return ["20.avif", "20.webp", "20.jpg", "480.avif", "1600.jpg"]


VALUES = {
    "slug": slugs, "number": numbers, "other": others, "token": tokens, "digest": digests, "ending": endings,
    "section": lambda route: list(PARTS), "page": flat,
}  # fmt: skip


def patterns(resolver: URLResolver, before: str = "") -> list[tuple[str, URLPattern]]:
    found = []
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            found += [] if route.startswith("admin/") else patterns(each, route)
        else:
            found.append((route, each))
    return found


def public_addresses() -> list[str]:
    """Return every public address with every value its arguments can have; fails where a pattern has others."""
    addresses = []
    for route, pattern in patterns(get_resolver()):
        names = sorted(pattern.pattern.converters)
        assert set(names) <= set(VALUES), f"{route}: say in VALUES what its arguments can be"
        assert pattern.name, f"{route} has no name"
        assert "<" not in re.sub(r"<[^>]*>", "", route), route
        for values in product(*(VALUES[name](route) for name in names)):
            address = reverse(pattern.name, kwargs=dict(zip(names, values, strict=True)))
            addresses += [address + query for query in queries(route)]
    return addresses


def queries(route: str) -> list[str]:
    """Return every query that makes another answer of an address, and none."""
    if route.startswith(("analysis/feed.", "analysis/export.", "snapshots/feed.")):
        return ["", "?q=live&order=relevance", "?author=ada", "?topic=region", "?year=2026", "?selected=any"]
    if route == "search/suggest/":
        return [f"?q={word}" for word in (CANARY[:4], CANARY, "live", "region", "ada")]
    if route.startswith("snapshots/") and route.endswith((".bib", ".ris", ".csl.json")):
        return ["", "?of=articles"]
    return [""]


def test_the_walk_knows_every_kind_of_address_there_is(site):
    addresses = public_addresses()
    assert len(addresses) > 300
    draft, embargoed = Article.objects.filter(editions=None)[0], ArticleEdition.objects.filter(live_from=EMBARGO)[0]
    for path in (
        "/", "/site.css", "/analysis/", "/analysis/live/", "/analysis/live.txt", "/analysis/live.json", "/analysis/live/editions/2/",
        "/analysis/moved-before/editions/1.json", f"/analysis/{draft.slug}/", f"/analysis/{embargoed.slug}/editions/1.txt",
        "/snapshots/winter/editions/2.txt", "/snapshots/winter.csl.json", "/analysis/live/editions/2.bib", "/authors/ada-now/", "/authors/ada/", "/topics/region/", "/topics/root/",
        "/analysis/feed.atom", "/snapshots/feed.json?topic=region", "/analysis/export.csv", "/analysis/export.csl.json?author=ada",
        "/snapshots/winter/editions/2.txt", "/snapshots/winter.pdf", "/analysis/gone/editions/1.pdf", "/analysis/live/editions/1/card.png", "/authors/ada-now/", "/authors/ada/", "/topics/region/", "/topics/root/",
        "/api/v1/articles/live/editions/2/", "/api/v1/snapshots/winter/", f"/api/v1/articles/{draft.slug}/", "/api/v1/authors/ada/",
    ):  # fmt: skip
        assert path in addresses, path


def test_no_word_of_the_desk_is_on_any_public_address_no_table_of_the_desk_is_read_and_none_written(site):
    forbidden, read, wrote = forbidden_tables(), [], []

    def watch(execute, sql, params, many, context):
        read.extend((table, sql) for table in forbidden if f'"{table}"' in sql)
        return execute(sql, params, many, context)

    reader, seen = Client(), set()
    for path in public_addresses():
        with connection.execute_wrapper(watch), connection.execute_wrapper(written(wrote)):
            answer = reader.get(path)
            said = words_of(answer)  # a stream asks while it is read
        seen.add(answer.status_code)
        leaked = CANARY in said or CANARY in answer.headers.get("Location", "")
        assert not leaked, f"{path} answers {answer.status_code} with a word of the desk"
        assert answer.status_code in {200, 301, 404, 410}, path
        allowed = PERSONAL if path.startswith(("/alerts/", "/review/")) else set()
        assert [each for each in read if each[0] not in allowed] == [], path
        assert wrote == [], path
        read.clear()
    assert seen == {200, 301, 404, 410}


def words_of(answer) -> str:
    """Return what an answer says; of a PDF, what is printed and what it tells of itself. A picture says nothing."""
    if answer["Content-Type"].startswith("image/"):
        return ""
    if answer["Content-Type"] == "application/pdf" and not answer.streaming:
        return pdfs.printed(answer.content)
    if answer.streaming:
        return b"".join(answer.streaming_content).decode()
    return answer.content.decode()


def test_no_page_of_a_list_has_a_word_of_the_desk(site):
    reader = Client()
    lists = ["/", "/snapshots/", "/analysis/", "/authors/", "/topics/", "/corrections/", *API_LISTS]
    for path, cursor in product(
        lists + [f"/{kind}/{slug}/" for kind in ("authors", "topics") for slug in slugs(f"{kind}/")], CURSORS
    ):
        assert CANARY not in reader.get(path + cursor).content.decode(), path + cursor


def test_staff_who_are_signed_in_see_no_more_on_the_public_pages(site):
    reader, staff = Client(), Client()
    site.is_staff = site.is_superuser = True
    site.save()
    staff.force_login(site)
    for path in ("/", "/analysis/", "/analysis/live/", "/snapshots/winter/", "/authors/", "/topics/region/"):
        assert staff.get(path).content == reader.get(path).content, path


def test_the_canary_shows_once_its_moment_has_come(site):
    """The walk could fail: the same words are there after the embargo."""
    reader = Client()
    with time_machine.travel(EMBARGO, tick=False):
        record_version.clear_cache()
        shown = [
            path
            for path in ("/", "/analysis/", "/snapshots/", "/authors/", "/topics/", "/corrections/", *API_LISTS)
            if CANARY in reader.get(path).content.decode()
        ]
    assert shown == ["/", "/analysis/", "/snapshots/", "/authors/", "/topics/", "/corrections/", *API_LISTS]


def test_every_model_is_either_of_the_desk_or_may_be_read():
    """A new table must be placed: in DESK or PRIVATE above, or here among what the public site may read."""
    readable = {
        "alerts_issue",
        "articles_articleedition", "articles_articleeditionauthor", "articles_articleeditiontag", "articles_articleeditiontopic",
        "articles_category", "articles_mergedtag", "articles_selectedin", "articles_series", "record_address", "record_frozencontent",
        "record_logentry", "record_organization", "record_publicationtype", "record_recordversion", "search_spelling", "search_tally", "search_archiveword", "search_missedsearch", "record_menulink", "media_picture", "media_storedfile", "articles_articleeditionfile", "articles_articleeditionpicture",
        "snapshot_snapshoteditionfile", "snapshot_snapshoteditionpicture", "people_author", "snapshot_snapshotedition",
        "snapshot_snapshoteditioncompiler", "snapshot_snapshoteditiontopic", "website_front", "website_frontrow", Tag._meta.db_table,
    }  # fmt: skip
    tables = {
        model._meta.db_table
        for app in EDITED
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    }
    assert tables - forbidden_tables() == readable
    assert forbidden_tables() & readable == set()
    assert {
        "articles_article_categories",
        "snapshot_snapshot_categories",
        "auth_user",
        "django_session",
    } <= forbidden_tables()
