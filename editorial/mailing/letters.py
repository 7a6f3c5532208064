"""A letter: subject, HTML and text, before anybody sends it."""

import textwrap
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from editorial import prose
from editorial.mailing.inlining import with_styles
from editorial.mailing.links import with_absolute_links
from editorial.mailing.plaintext import wrapped
from editorial.organization import organization
from editorial.public_pages import in_language

PREHEADER = 140  # characters: what lists of mail show after the subject
CUT_AT = 102  # kilobytes: some mail programs (Gmail) cut a message there


@dataclass(frozen=True)
class Leaving:
    """Why somebody is sent a letter, and the address at which that ends. It stands at the letter's foot."""

    words: str
    url: str


@dataclass(frozen=True)
class Letter:
    """What is mailed. The HTML is a whole document, its styles on its elements, every address in it absolute."""

    subject: str  # one line
    html: str
    text: str
    language: str  # a tag (BCP 47)
    file_name: str  # without an ending

    @property
    def kilobytes(self) -> int:
        """Return how much HTML it is, rounded up."""
        return -(-len(self.html.encode()) // 1000)

    @property
    def is_cut(self) -> bool:
        """Return whether some mail programs would show only its beginning."""
        return self.kilobytes > CUT_AT


def make_letter(
    subject: str, template: str, page: dict, text: str, *, language: str, site: str, file_name: str, base: str = "",
    leaving: Leaving | None = None,
) -> Letter:  # fmt: skip
    """Return the letter that `template` makes of `page`; `leaving` where it goes to somebody who may leave.

    `site` is the absolute address of the home page; links that are relative lead from `base`, or from there.
    """
    subject = one_line(subject)
    context = {
        "page": page, "organization": organization(), "site": site, "subject": subject, "leaving": leaving,
        **in_language(language),
    }  # fmt: skip
    html = with_absolute_links(with_styles(render_to_string(template, context)), base or site)
    parts = [
        text.strip(),
        *([f"{wrapped(leaving.words)}\n{_('Leave: %(url)s') % {'url': leaving.url}}"] if leaving else []),
    ]
    return Letter(subject, html, "\n\n".join(parts) + "\n", language, file_name)


def one_line(text: str) -> str:
    """Return `text` on one line, without characters that no header should hold."""
    return " ".join(prose.printable(text).split())


def preheader(*texts: str) -> str:
    """Return the first of the texts that says anything, cut at a word."""
    return next((textwrap.shorten(text, PREHEADER, placeholder="…") for text in texts if text.strip()), "")
