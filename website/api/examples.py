"""Example responses for the OpenAPI document and its page, from a small invented organization.

Tests check them against the document's schemas.
"""

from articles.fields import FIELDS

SITE = "https://analysis.example.org"
API = f"{SITE}/api/v1"
DIGEST = "9f2c1b7e5d0a4c6f8e3b2a1907f6e5d4c3b2a1908f7e6d5c4b3a29180f7e6d5c"


def _named(name: str, slug: str, kind: str) -> dict:
    return {"name": name, "slug": slug, "url": f"{API}/{kind}/{slug}/", "page": f"{SITE}/{kind}/{slug}/"}


def _edition(kind: str, slug: str, title: str, place: str) -> dict:
    return {
        "url": f"{API}/{kind}/{slug}/",
        "page": f"{SITE}/{place}/{slug}/",
        "edition_url": f"{API}/{kind}/{slug}/editions/1/",
        "permanent": f"{SITE}/{place}/{slug}/editions/1/",
        "digest": DIGEST,
        "edition": 1,
        "kind": "first",
        "note": "",
        "live_from": "2026-03-01T09:00:00Z",
        "slug": slug,
        "title": title,
        "published_on": "2026-03-01",
        "language": "en",
    }


def _files(kind: str, slug: str) -> dict:
    base = f"{SITE}/{kind}/{slug}/editions/1"
    return {
        "files": {"pdf": f"{base}.pdf", "text": f"{base}.txt", "json": f"{base}.json"},
        "citations": {"bibtex": f"{base}.bib", "ris": f"{base}.ris", "csl_json": f"{base}.csl.json"},
    }


def _page(name: str, place: str, results: list[dict]) -> dict:
    return {
        "url": f"{API}/{name}/",
        "page": f"{SITE}/{place}/",
        "total": 1,
        "is_total_exact": True,
        "next": None,
        "results": results,
    }


PICTURE = {
    "digest": DIGEST,
    "width": 1600,
    "height": 1067,
    "alternative_text": "A ferry waits in the roads at dusk",
    "is_decorative": False,
    "caption": "",
    "credit": "Ada Writer",
    "license": "CC-BY-4.0",
    "focus": [50, 40],
    **{
        kind: [{"width": width, "url": f"{SITE}/pictures/{DIGEST}-{width}.{kind}"} for width in (480, 960, 1600)]
        for kind in ("avif", "webp")
    },
    "jpeg": f"{SITE}/pictures/{DIGEST}-1600.jpg",
}
ATTACHMENT = {
    "title": "Full report",
    "url": f"{SITE}/files/{DIGEST}.pdf",
    "media_type": "application/pdf",
    "size": 1_234_567,
    "digest": DIGEST,
    "name": "ferries.pdf",
}
ADA = _named("Ada Writer", "ada-writer", "authors")
PRINTED = {
    **ADA,
    "role": "Senior Fellow",
    "affiliation": "Northgate University",
    "affiliation_ror": "https://ror.org/03yrm5c26",
    "orcid": "0000-0002-1825-0097",
}
IMPRINT = {
    "type": {"name": "Report", "slug": "report", "cited_as": "report"},
    "license": "CC-BY-4.0",
    "funders": [{"name": "Harbor Fund", "identifier": "https://ror.org/021nxhr62", "grants": ["HF-2025-17"]}],
    "disclosure": "",
    "ai_statement": "No AI was used.",
}
PORTS = _named("Ports", "ports", "topics") | {"kind": "theme"}
POINT = {
    "key": "k3v9q2",
    "anchor": "point-k3v9q2",
    "text": "Ferries wait two days for a berth.",
    "html": "Ferries wait <em>two days</em> for a berth.",
}
ARTICLE_LINE = {
    **_edition("articles", "ferries-wait", "Ferries Wait", "analysis"),
    "series": None,
    "authors": [ADA],
    "topics": [PORTS],
    "tags": [{"name": "ferries", "slug": "ferries"}],
    "summary_label": "Executive Summary",
    "points": [POINT],
    "source_url": "",
    "has_body": True,
}


def _line(kind: str, slug: str, place: str) -> dict:
    shown = _edition(kind, slug, "", place)
    kept = {name: shown[name] for name in ("slug", "edition", "kind", "note", "live_from", "digest")}
    return {"url": shown["edition_url"], "page": shown["permanent"], **kept, "is_current": True}


ARTICLE = {
    **ARTICLE_LINE,
    "authors": [PRINTED],
    "imprint": IMPRINT,
    "is_current": True,
    "standfirst": "Two ports, one queue.",
    "volume": "12",
    "issue": "3",
    "doi": "",
    "body_html": "<p>Every morning the queue begins at the lighthouse.</p>\n<p>[figure 1]</p>\n<p>[embed 1]</p>",
    "selected_in": [
        {"title": "Caspian", "edition": 1, "url": f"{API}/snapshots/caspian/", "page": f"{SITE}/snapshots/caspian/"}
    ],
    "picture": PICTURE,
    "figures": [{"number": 1, **PICTURE}],
    "embeds": [
        {
            "number": 1,
            "provider": "Datawrapper",
            "address": "https://datawrapper.dwcdn.net/abcde/1/",
            "title": "Ferries waiting, by day",
            "source": "Harbor authority",
            "picture": None,
        }
    ],
    "attachments": [ATTACHMENT],
    "editions": [_line("articles", "ferries-wait", "analysis")],
    **_files("analysis", "ferries-wait"),
}
ARTICLE |= {field.name: "" for field in FIELDS.marked("api") if field.name not in ARTICLE}
SERIES = {"name": "Strategic Snapshot", "slug": "strategic-snapshot"}
SNAPSHOT_LINE = {
    **_edition("snapshots", "caspian", "Caspian", "snapshots"),
    "standfirst": "What the sea carries.",
    "series": SERIES,
    "compilers": [ADA],
    "topics": [PORTS],
    "author_names": ["Ada Writer"],
    "section_titles": ["Ports"],
    "article_count": 1,
}
PLACED = {
    "key": "p7r1",
    "anchor": "entry-p7r1",
    "is_withdrawn": False,
    "note_html": "",
    **{
        name: ARTICLE_LINE[name]
        for name in (
            "title", "edition", "digest", "url", "page", "edition_url", "permanent", "authors", "published_on",
            "summary_label", "points", "source_url", "has_body",
        )
    },
}  # fmt: skip
SNAPSHOT = {
    **{name: value for name, value in SNAPSHOT_LINE.items() if not name.endswith(("_names", "_titles", "_count"))},
    "is_current": True,
    "compilers": [PRINTED],
    "imprint": IMPRINT,
    "tags": [],
    "introduction_html": "<p>The sea is busy.</p>",
    "selection_heading": "Selected Analysis",
    "sections": [{"key": "s4", "anchor": "section-s4", "title": "Ports", "note_html": "", "articles": [PLACED]}],
    "coverage": {"label": "For more on ports", **_named("Ports", "ports", "topics")},
    "doi": "",
    "picture": None,
    "attachments": [],
    "editions": [_line("snapshots", "caspian", "snapshots")],
    **_files("snapshots", "caspian"),
}
AUTHOR_LINE = {
    **ADA,
    "sort_name": "Writer, Ada",
    "role": "Senior Fellow",
    "affiliation": "",
    "orcid": "",
    "article_count": 1,
    "articles_url": f"{API}/articles/?author=ada-writer",
    "snapshots_url": f"{API}/snapshots/?author=ada-writer",
}
AUTHOR = {**AUTHOR_LINE, "bio_html": "<p>Ada Writer writes on ports.</p>", "website": ""}
BRANCH = {**PORTS, "children": []}
TOPIC = {
    **BRANCH,
    "description": "Harbors and what passes through them.",
    "ancestors": [],
    "articles_url": f"{API}/articles/?topic=ports",
    "snapshots_url": f"{API}/snapshots/?topic=ports",
}
ARTICLES = _page("articles", "analysis", [ARTICLE_LINE])
SNAPSHOTS = _page("snapshots", "snapshots", [SNAPSHOT_LINE])
AUTHORS = _page("authors", "authors", [AUTHOR_LINE])
TOPICS = {"url": f"{API}/topics/", "page": f"{SITE}/topics/", "results": [BRANCH]}


def editions_of(kind: str, place: str, shown: dict) -> dict:
    """Return the list of editions of the article or snapshot in the example."""
    slug = shown["slug"]
    own = {"url": f"{API}/{kind}/{slug}/editions/", "page": f"{SITE}/{place}/{slug}/editions/"}
    return {**own, "title": shown["title"], "results": shown["editions"]}


def numbered(shown: dict) -> dict:
    """Return the example as its permanent address returns it."""
    return {**shown, "url": shown["edition_url"], "page": shown["permanent"]}


WITHDRAWN = {
    "error": {
        "code": "withdrawn",
        "message": "This was withdrawn by its publisher.",
        "title": "Ferries Wait",
        "notice": "The figures were another port's.",
    }
}
REFUSED = {"error": {"code": "bad_request", "message": "“page_size” is a number from 1 to 100."}}
