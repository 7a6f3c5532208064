"""What a think tank's texts and names really are like, at their worst, on the pages that show them."""

from datetime import datetime, timedelta

from django.contrib.flatpages.models import FlatPage

from record.models import MenuLink, Organization
from tests import make
from tests.make import changed, published, record_changed
from website.styleguide.edge_cases import (  # fmt: skip
    ARABIC,
    ARABIC_TITLE,
    CHINESE,
    CHINESE_TITLE,
    GEORGIAN,
    GEORGIAN_TITLE,
    HOSTILE,
    ONE,
    SENTENCE,
    TITLE_OF_300,
    UNBROKEN,
)

PAGES = {
    "home": "/",
    "snapshots": "/snapshots/",
    "snapshot of hostile markup": "/snapshots/hostile/",
    "its comparison": "/snapshots/hostile/editions/1/to/2/",
    "its editions": "/snapshots/hostile/editions/",
    "snapshot without a space": "/snapshots/unbroken/",
    "snapshot in three scripts": "/snapshots/scripts/",
    "archive": "/analysis/",
    "archive narrowed": "/analysis/?q=" + "hafen" * 50 + "&author=unbroken&topic=unbroken",
    "search": "/search/?q=ferries",
    "article of one letter": "/analysis/one/",
    "article of 300 letters": "/analysis/long/",
    "article without a space": "/analysis/unbroken/",
    "article of hostile markup": "/analysis/hostile/",
    "its corrections": "/analysis/hostile/editions/",
    "article of 20,000 words": "/analysis/book/",
    "article in Arabic": "/analysis/arabic/",
    "authors": "/authors/",
    "author without a space": "/authors/unbroken/",
    "author of hostile markup": "/authors/hostile/",
    "topics": "/topics/",
    "topic without a space": "/topics/unbroken/",
    "topic of hostile markup": "/topics/hostile/",
    "series of hostile markup": "/series/hostile/",
    "tag without a space": "/tags/unbroken/",
    "corrections": "/corrections/",
    "flat page": "/about/",
    "alerts": "/alerts/?snapshot=hostile",
    "snapshot of 200": "/snapshots/many/",
}
WORD = UNBROKEN[:120]  # the longest name that a topic or an author may have, and no place to break it
TABLE = "<table><tbody>" + f"<tr>{'<td>' + UNBROKEN[:30] + '</td>' * 8}</tr>" * 2 + "</tbody></table>"


def build(at: datetime, language: str = "en") -> dict[str, str]:
    """Make the site, published from that moment on; return its pages' addresses."""
    house = Organization.objects.create(
        pk=1, name=f"{HOSTILE} {UNBROKEN}"[:200], tagline=UNBROKEN[:200], language=language,
        website=f"https://example.org/{UNBROKEN}"[:200], contact_email=f"{UNBROKEN[:60]}@example.org",
    )  # fmt: skip
    for place in ("head", "foot"):
        MenuLink.objects.create(organization=house, place=place, label=WORD[:60], url="/about/")
    _publish(at)
    FlatPage.objects.create(url="/about/", title=UNBROKEN[:200], content=f"<h2>{UNBROKEN}</h2><p>{UNBROKEN}</p>{TABLE}")
    record_changed()
    return PAGES


def _publish(at: datetime) -> None:
    hostile = {
        "topic": make.topic(HOSTILE, slug="hostile", description=HOSTILE),
        "tag": make.tag(HOSTILE[:100], slug="hostile"),
        "series": make.series(HOSTILE, slug="hostile", description=HOSTILE),
        "author": make.author(HOSTILE, slug="hostile", role=HOSTILE, bio=f"<p>{HOSTILE}</p>"),
    }
    unbroken = {
        "topic": make.topic(WORD, slug="unbroken", description=UNBROKEN),
        "tag": make.tag(WORD[:100], slug="unbroken"),
        "author": make.author(WORD, slug="unbroken", role=WORD, bio=f"<p>{UNBROKEN}</p>"),
    }
    crowd = [make.author(f"{name} {n}") for n in range(10) for name in (ARABIC, GEORGIAN, CHINESE)]
    arabic, georgian, chinese = (
        make.author(name, slug=slug, role="Fellow")
        for name, slug in ((ARABIC, "arabic"), (GEORGIAN, "georgian"), (CHINESE, "chinese"))
    )
    one = make.article(ONE, [], slug="one", points=(), body=f"<p>{ONE}</p>")
    long = make.article(TITLE_OF_300, crowd, slug="long", standfirst=TITLE_OF_300, body=f"<p>{SENTENCE}</p>")
    long_word = make.article(
        UNBROKEN[:300], [unbroken["author"]], slug="unbroken", points=[UNBROKEN], standfirst=UNBROKEN[:300],
        topics=[unbroken["topic"]], tags=[unbroken["tag"]], source_url=f"https://example.org/{UNBROKEN}"[:200],
        body=f"<h2>{UNBROKEN}</h2><p>{UNBROKEN} [^1]</p><blockquote><p>{UNBROKEN}</p></blockquote>{TABLE}"
             f"<pre>{UNBROKEN}</pre><h3>{UNBROKEN}</h3><p>[^1]: {UNBROKEN}</p>",
    )  # fmt: skip
    marked_up = make.article(
        HOSTILE, [hostile["author"]], slug="hostile", points=[HOSTILE], standfirst=HOSTILE, topics=[hostile["topic"]],
        tags=[hostile["tag"]], series=hostile["series"], body=f"<h2>{HOSTILE}</h2><p>{HOSTILE}</p>",
    )  # fmt: skip
    chapter = f"<h2>{TITLE_OF_300[:90]}</h2>" + f"<p>{' '.join([SENTENCE] * 20)}</p>" * 4
    book = make.article("A Book", [crowd[0]], slug="book", body=chapter * 17)
    scripts = [
        make.article(title, [author], slug=author.slug, language=language, body=f"<p>{title}</p>", points=[title])
        for title, author, language in (
            (ARABIC_TITLE, arabic, "ar"), (GEORGIAN_TITLE, georgian, "ka"), (CHINESE_TITLE, chinese, "zh"),
        )
    ]  # fmt: skip
    many = [make.article(f"Article {n} on Ferries", [crowd[n % 30]]) for n in range(40)]
    for made in (
        make.snapshot("Many", {f"Section {n}": many for n in range(5)}, slug="many", selection_heading=TITLE_OF_300[:120]),
        make.snapshot(GEORGIAN_TITLE, {ARABIC_TITLE: scripts, CHINESE_TITLE: [one]}, slug="scripts", compilers=[arabic]),
        make.snapshot(
            UNBROKEN[:300], {WORD: [long_word], TITLE_OF_300[:200]: [long, book]}, slug="unbroken", standfirst=UNBROKEN[:300],
            introduction=f"<p>{UNBROKEN}</p>", compilers=[unbroken["author"]], topics=[unbroken["topic"]],
            coverage=unbroken["topic"], selection_heading=WORD,
        ),
    ):  # fmt: skip
        published(made, at)
    made = make.snapshot(
        HOSTILE, {HOSTILE: [marked_up]}, slug="hostile", standfirst=HOSTILE, introduction=f"<p>{HOSTILE}</p>",
        compilers=[hostile["author"]], topics=[hostile["topic"]], tags=[hostile["tag"]], series=hostile["series"],
        selection_heading=HOSTILE[:100],
    )  # fmt: skip
    published(made, at + timedelta(hours=1))
    published(
        changed(made, introduction=f"<p>{UNBROKEN} {HOSTILE}</p>"), at + timedelta(hours=2), note=f"{HOSTILE} {WORD}"
    )
    published(
        changed(marked_up, title=f"{HOSTILE} {WORD}"), at + timedelta(hours=3), kind="correction", note=f"{HOSTILE} {UNBROKEN}"[:400]
    )  # fmt: skip
