"""A letter: subject, HTML and plain text, before it is addressed and sent."""

import textwrap
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from outputs.mail.inlining import with_styles
from outputs.mail.links import resolved, with_absolute_links
from outputs.mail.plaintext import wrapped
from record import edition_log
from record.organization import organization
from text.prose import one_line
from web.public_pages import in_language

PREHEADER = 140  # characters: what inbox lists show after the subject
CUT_AT = 102  # kilobytes: some mail programs (Gmail) clip a message there


@dataclass(frozen=True)
class Leaving:
    """The reason why somebody gets a letter and the unsubscribe URL, for the letter's footer."""

    words: str
    url: str


@dataclass(frozen=True)
class Letter:
    """The content of a message. The HTML is a complete document with inline styles and absolute URLs."""

    subject: str  # one line
    html: str
    text: str
    language: str  # BCP 47 tag
    file_name: str  # without extension

    @property
    def kilobytes(self) -> int:
        """Return the size of the HTML, rounded up."""
        return -(-len(self.html.encode()) // 1000)

    @property
    def is_cut(self) -> bool:
        """Return whether some mail programs would clip it."""
        return self.kilobytes > CUT_AT


def make_letter(
    subject: str, template: str, page: dict, text: str, *, language: str, site: str, file_name: str, base: str = "",
    leaving: Leaving | None = None,
) -> Letter:  # fmt: skip
    """Return the letter that `template` renders from `page`. `leaving` is for recipients who can unsubscribe.

    It ends with the last entry of the log of editions.

    `site` is the absolute URL of the home page. Relative links are resolved against `base`, or else against `site`.
    """
    subject, log_head, log_url = one_line(subject), edition_log.head_digest(), resolved(reverse("edition-log"), site)
    context = {
        "page": page, "organization": organization(), "site": site, "subject": subject, "leaving": leaving,
        "log_head": log_head, "log_url": log_url,
        **in_language(language),
    }  # fmt: skip
    html = with_absolute_links(with_styles(render_to_string(template, context)), base or site)
    parts = [
        text.strip(),
        *([f"{wrapped(leaving.words)}\n{_('Unsubscribe: %(url)s') % {'url': leaving.url}}"] if leaving else []),
        *([f"{_('Log of editions: %(url)s') % {'url': log_url}}\n{log_head}"] if log_head else []),
    ]
    return Letter(subject, html, "\n\n".join(parts) + "\n", language, file_name)


def preheader(*texts: str) -> str:
    """Return the first nonempty text, cut at a word."""
    return next((textwrap.shorten(text, PREHEADER, placeholder="…") for text in texts if text.strip()), "")
