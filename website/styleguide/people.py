"""Samples of authors and bylines."""

from django.utils.safestring import mark_safe

from website.styleguide.edge_cases import ADA, ARABIC, BORIS, CROWD, HERE, ONE, SCRIPTS, UNBROKEN, UNKNOWN

BIO = mark_safe("<p>Writes on ports, tolls and the people between them.</p>")

SAMPLES = {
    "byline": [
        ("Two authors", {"authors": [ADA, BORIS]}),
        ("One, with the role", {"authors": [ADA], "roles": True}),
        ("None: shows nothing", {"authors": []}),
        ("Thirty", {"authors": CROWD}),
        ("Arabic, Georgian and Chinese", {"authors": SCRIPTS, "roles": True}),
        ("One without a page", {"authors": [UNKNOWN]}),
        ("A name of one character and one that does not break", {"authors": [{"name": ONE}, {"name": UNBROKEN}]}),
    ],
    "author_header": [
        (
            "With all that is known",
            {
                "author": {
                    "name": "Ada Marlowe",
                    "role": "Senior Fellow",
                    "affiliation": "Institute for Ports and Passage",
                    "bio_html": BIO,
                    "website": "https://example.org/ada",
                    "orcid": "0000-0002-1825-0097",
                }
            },
        ),
        ("A name alone", {"author": {"name": ARABIC}}),
        ("A name that does not break", {"author": {"name": UNBROKEN, "affiliation": UNBROKEN}}),
    ],
    "author_line": [
        ("With role and count", {"author": {"name": "Ada Marlowe", "url": HERE, "role": "Senior Fellow", "count": 12}}),
        ("A name alone", {"author": {"name": ARABIC, "url": HERE}}),
    ],
}
