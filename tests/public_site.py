"""A small site that shows whatever a public page may show, and one list of every kind of public page.

Tests that hold something of every page walk this list; tests/test_html.py fails where a page's address or template is
on no list.
"""

from datetime import datetime, timedelta

from django.contrib.flatpages.models import FlatPage
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from alerts.models import Issue, Subscription
from alerts.tokens import token_of
from articles.models import Article, ArticleEdition
from media.pictures import library
from record import publishing
from record.models import MenuLink, Organization
from review import comments, links
from review.models import ReviewLink
from tests import make, uploads
from tests.make import changed, published, record_changed
from website.models import Front

PAGES = {
    "home": "/",
    "snapshots": "/snapshots/",
    "snapshots searched": "/snapshots/?q=caspian",
    "snapshot": "/snapshots/caspian/",
    "snapshot with a cover": "/snapshots/summer/",
    "snapshot, titles only": "/snapshots/caspian/?show=titles",
    "snapshot edition": "/snapshots/caspian/editions/1/",
    "snapshot editions": "/snapshots/caspian/editions/",
    "snapshot comparison": "/snapshots/caspian/editions/1/to/2/",
    "archive": "/analysis/",
    "archive narrowed": "/analysis/?q=ferries&author=ada&topic=ports&year=2026&from=2026-01-01&until=2026-12-31",
    "archive, did you mean": "/analysis/?q=feries",
    "archive, nothing": "/analysis/?q=nothing-of-the-kind",
    "article": "/analysis/port/",
    "article elsewhere": "/analysis/seals/",
    "article of many authors": "/analysis/crowd/",
    "article edition": "/analysis/seals/editions/1/",
    "article editions": "/analysis/seals/editions/",
    "article comparison": "/analysis/seals/editions/1/to/2/",
    "article withdrawn": "/analysis/gone/",
    "search": "/search/",
    "search, found": "/search/?q=caspian",
    "search, did you mean": "/search/?q=feries",
    "authors": "/authors/",
    "author": "/authors/ada/",
    "topics": "/topics/",
    "topic": "/topics/ports/",
    "region": "/topics/region/",
    "series": "/series/notes/",
    "tag": "/tags/ice/",
    "corrections": "/corrections/",
    "flat page": "/about/",
    "alerts": "/alerts/",
    "alerts of a filter": "/alerts/?topic=ports&of=articles",
    "alerts of a snapshot": "/alerts/?snapshot=caspian",
    "alerts, confirming": "/alerts/confirm/{confirm}/",
    "alerts, leaving": "/alerts/leave/{leave}/",
    "newsletters": "/newsletters/",
    "newsletter": "/newsletters/{newsletter}/",
    "alerts, a spent link": "/alerts/confirm/nothing/",
    "review link": "/review/{article}/",
    "review link of a snapshot": "/review/{snapshot}/",
    "api": "/api/v1/",
    "style guide": "/styleguide/",
    "no file": "/analysis/glyphs/card.png",
    "not found": "/nowhere/",
    "bad request": "/analysis/?from=never",
}
# Pages that no address leads to: they stand in for whatever was asked.
ALONE = {
    "failure": "500.html",
    "overload": "503.html",
    "no permission": "403.html",
    "form not taken": "403_form.html",
    "no room": "507.html",
    "too many requests": "429.html",
    "database away": "503_database.html",
}

BODY = """<h2>{berths}</h2><p>{text} <a href="https://example.org/">example.org</a>[^1]</p><h3>{night}</h3>
<blockquote><p>{text}</p></blockquote><table><tbody><tr><th>{ports}</th><td>9</td></tr></tbody></table>
<h2>{customs}</h2><pre>{long}</pre><ul><li>{text}</li></ul><p>[^1]: {text}</p>"""
WORDS = {
    "en": {
        "house": "Institute of the Sea", "caspian": "Caspian Winter", "port": "The Port Awaits Its Ships", "text": "The port awaits its ships.",
        "ports": "Ports", "region": "Region", "berths": "Berths", "night": "By Night", "customs": "Customs",
        "ada": "Ada “A” <Writer>", "role": "Fellow", "ice": "ice", "notes": "Harbor Notes", "about": "About us",
    },
    "ar": {
        "house": "معهد البحر", "caspian": "شتاء بحر قزوين", "port": "الميناء ينتظر سفنه", "text": "ينتظر الميناء سفنه منذ الخريف.",
        "ports": "الموانئ", "region": "المنطقة", "berths": "الأرصفة", "night": "في الليل", "customs": "الجمارك",
        "ada": "ليلى حداد", "role": "زميلة", "ice": "جليد", "notes": "أوراق الميناء", "about": "من نحن",
    },
}  # fmt: skip


def build(at: datetime, language: str = "en") -> dict[str, str]:
    """Make the site of a house that speaks the language, published from that moment on; return its pages' addresses.

    The clock of whoever looks stands at least a day later. Takes a folder for pictures: MEDIA_ROOT.
    """
    words = WORDS[language]
    house = Organization.objects.create(
        pk=1, name=words["house"], tagline=words["text"], language=language, website="https://example.org/sea/",
        contact_email="desk@example.org",
    )  # fmt: skip
    MenuLink.objects.create(organization=house, place="head", label=words["about"], url="/about/")
    caspian = _texts(words, language, at)
    content = f"<h2>{words['berths']}</h2><p>{words['text']}</p>"
    FlatPage.objects.create(url="/about/", title=words["about"], content=content)
    row = Subscription.objects.create(
        address="a@reader.example", follows="snapshot", target_id=caspian.pk, language=language, asked_at=at
    )
    gone, port = (ArticleEdition.objects.filter(slug=slug).latest("pk").pk for slug in ("gone", "port"))
    entries = [
        ["article", port, words["text"]],
        ["snapshot", caspian.editions.latest("pk").pk, ""],
        ["article", gone, ""],
    ]
    issue = Issue.objects.create(follows="articles", query="topic=ports", key="x", entries=entries, sent_at=at)
    record_changed()
    tokens = {"snapshot": review_link(caspian), "article": review_link(Article.objects.get(slug="port"))}
    tokens |= {purpose: token_of(row, purpose) for purpose in ("confirm", "leave")}
    tokens["newsletter"] = issue.pk
    return {name: path.format(**tokens) for name, path in PAGES.items()}


def alone(name: str) -> str:
    """Return one of ALONE, as it is shown where nothing else has failed."""
    return render_to_string(ALONE[name], request=RequestFactory().get("/"))


def review_link(draft) -> str:
    """Return the token of a link to the working copy, with a comment and an answer on its title."""
    link, token = links.make(draft, "Dr. Reviewer", None, 14)
    ReviewLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() + timedelta(days=9000))
    said = comments.said_through(link)
    comments.reply(comments.add(said, "title", "Shorter?", "Ports", link=link), "Why?")
    return token


def _texts(words: dict[str, str], language: str, at: datetime):
    """Publish, correct, change and withdraw; return the snapshot."""
    cranes = library.add(
        uploads.picture((960, 640), "JPEG"), "cranes.jpg", alternative_text=words["text"], caption=words["text"],
        credit=words["ada"],
    )  # fmt: skip
    region = make.topic(words["region"], slug="region", description=words["text"])
    ports = make.topic(words["ports"], slug="ports", parent=region)
    law = make.topic("Law", slug="law", kind="theme")
    ada = make.author(
        words["ada"], slug="ada", role=words["role"], bio=f"<p>{words['text']}</p>", website="https://example.org/", photo=cranes
    )  # fmt: skip
    bert = make.author("Bert Author", slug="bert")
    notes, ice = (
        make.series(words["notes"], slug="notes", description=words["text"]),
        make.tag(words["ice"], slug="ice"),
    )
    body = BODY.format(**words, long="ferry --berth=9 " * 20)
    port = make.article(
        words["port"], [ada, bert], points=[words["text"]] * 2, topics=[ports], tags=[ice], slug="port", body=body,
        series=notes, language=language, picture=cranes, standfirst=words["text"],
    )  # fmt: skip
    make.attached(port)
    seals = make.article(
        "Ferries and Seals", [ada], slug="seals", source_url="https://example.org/seals", topics=[ports, law]
    )
    gone = make.article("Gone", [bert], slug="gone", topics=[region])
    crowd = make.article("Crowd", [make.author() for _ in range(30)], slug="crowd", points=(), published_on=at.date())
    published(make.article("Bird \U00013171", [], slug="glyphs"), at)
    caspian = make.snapshot(
        words["caspian"], {words["ports"]: [port, gone], words["customs"]: [seals, crowd], "": [make.article("X", [])]},
        slug="caspian", compilers=[ada], coverage=ports, topics=[ports], tags=[ice], picture=cranes, language=language,
        standfirst="Caspian.",
    )  # fmt: skip
    published(caspian, at)
    published(make.snapshot("Caspian Summer", {"Ports": [seals]}, slug="summer", topics=[ports]), at)
    seals.points.filter(position=2).update(text="Second point, corrected.")
    published(seals, at + timedelta(hours=1), kind="correction", note="The second point was “wrong” & is not.")
    published(changed(caspian, introduction="<p>Reworded.</p>"), at + timedelta(hours=2), note="Reworded.")
    publishing.withdraw(gone, words["text"], at=at + timedelta(hours=3))
    front = Front.objects.create(topic=region, live_from=at, lead=caspian, notice=words["text"], notice_url="/about/")
    front.rows.create(title=words["ports"], source="articles", query="topic=ports")
    return caspian
