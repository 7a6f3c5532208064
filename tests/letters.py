"""Letters looked at as a mail program would: their HTML as elements, their file as a message."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser

from django.test import RequestFactory

from articles.mail import article_letter
from articles.models import ArticleEdition
from outputs.mail.letters import Letter
from outputs.source import Source, proof_of, source_of
from record.freezing import read
from record.models import Edition
from snapshot.mail import snapshot_letter
from snapshot.public.withholding import shown_content
from tests.make import NOON

SITE = "http://testserver/"
VOID = {"meta", "br", "hr", "link", "img", "input", "col", "base", "wbr"}


class Looked(HTMLParser):
    """The elements of a document, in order; fails where one is closed that is not open."""

    def __init__(self, html: str):
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == [], f"left open: {self.open}"

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not {"style", "title"} & set(self.open):
            self.words.append(data)

    @property
    def links(self) -> list[str]:
        return [attributes["href"] for tag, attributes in self.elements if tag == "a"]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def source(edition: Edition) -> Source:
    content = read(edition.content) if isinstance(edition, ArticleEdition) else shown_content(edition)
    return source_of(RequestFactory().get("/"), edition, content)


def letter_of(thing, at=NOON) -> Letter:
    """Return the letter of an edition, or of a working copy as a proof."""
    found = source(thing) if isinstance(thing, Edition) else proof_of(thing, at)
    make = article_letter if found.name == "article" else snapshot_letter
    return make(found, SITE)


def read_message(data: bytes) -> EmailMessage:
    """Return a message as Python's own parser reads it."""
    return message_from_bytes(data, policy=policy.default)


def part_of(message: EmailMessage, kind: str) -> str:
    """Return the words of the part: "plain" or "html". Lines end in CRLF on the way (RFC 5322)."""
    return message.get_body([kind]).get_content().replace("\r\n", "\n")
