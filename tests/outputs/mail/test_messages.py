"""A letter as a message: whatever a title or a note holds, it reads back the same, and adds no header."""

from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alerts.digest import digest_letter
from outputs.mail.letters import Letter
from outputs.mail.messages import file_of, message_of, sender
from record.models import Organization
from tests.letters import SITE, Looked, part_of, read_message
from tests.make import NOON
from text.prose import one_line

pytestmark = pytest.mark.django_db

HEADERS = {
    "content-type", "mime-version", "subject", "from", "date", "message-id", "content-language", "x-unsent",
}  # fmt: skip
hostile = st.text(st.characters(exclude_categories=["Cs"]), max_size=300) | st.lists(
    st.sampled_from([
        "\r\nBcc: all@example.org", "\n", "\r", "\x00", "\x0b", "\x85", "\u2028", "\t", " ", "  ", "=?utf-8?q?x?=", "=?", "?=", "=",
        "<script>alert(1)</script>", "<b>", "&amp;", '"', "'", "(", ")", ",", ";", ":", "\\", "Ա", "שלום", "\u202e", "\u200f", "👩‍🔬", "🇦🇲",
        "e\u0301", "x" * 80, "漢字" * 40, "From ", ".", "\n.\n",
    ]),
    max_size=30,
).map("".join)  # fmt: skip


@given(hostile, hostile)
@example("x" * 300, "")
@example("Заголовок " * 30, "Ա" * 3000)
@example("A title\r\nBcc: all@example.org\r\n\r\n<script>", "One\r\n\r\nTwo\r\n.\r\nThree")
def test_any_title_and_any_note_read_back_as_they_were(subject, note):
    letter = digest_letter(subject, note, [], SITE)
    data = file_of(letter, SITE, NOON)
    message = read_message(data)
    assert message["Subject"] == letter.subject
    assert {name.lower() for name in message} <= HEADERS
    text, html = message.get_body(["plain"]), message.get_body(["html"])
    assert part_of(message, "plain") == letter.text
    assert part_of(message, "html") == letter.html
    assert {part.get_content_charset() for part in (text, html)} == {"utf-8"}
    assert message.get_content_type() == "multipart/alternative"
    assert not message.defects
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 998
    elements = Looked(letter.html).elements
    assert "script" not in {tag for tag, _ in elements}


@given(hostile)
def test_a_subject_is_one_line(text):
    assert not set("\r\n\x00\u2028\x85\u202e") & set(one_line(text))
    assert one_line(one_line(text)) == one_line(text)


def letter(**differences) -> Letter:
    return Letter(
        **{
            "subject": "Winter",
            "html": "<p>é</p>",
            "text": "é\n",
            "language": "hy",
            "file_name": "winter",
            **differences,
        }
    )


def test_the_headers_are_those_of_a_letter():
    message = read_message(file_of(letter(), "https://house.example:8000/", NOON + timedelta(hours=1)))
    assert message["Date"] == "Fri, 01 May 2026 13:00:00 +0000"
    assert message["Message-ID"].endswith("@house.example>")
    assert message["Content-Language"] == "hy"
    assert message["X-Unsent"] == "1"
    assert message["To"] is None


def test_a_message_that_is_sent_is_no_draft():
    sent = read_message(message_of(letter(), SITE, NOON, ["vera@house.example"]).message().as_bytes())
    assert (sent["To"], sent["X-Unsent"]) == ("vera@house.example", None)


@pytest.mark.parametrize(("site", "host"), [
    ("http://127.0.0.1:8103/", "@127.0.0.1>"), ("https://հայ.example/", "@xn--y9a3aq.example>"), ("http://[::1]:8000/", "@[IPv6:::1]>"),
])  # fmt: skip
def test_a_message_s_name_is_made_of_the_site_s_own_host(site, host):
    assert message_of(letter(), site, NOON).message()["Message-ID"].endswith(host)


@pytest.mark.parametrize(
    "name", ["The House", "Дом «Ветер»", 'A "quoted", <odd>; name', "Line\r\nBcc: all@example.org"]
)
def test_the_house_writes_from_its_contact_address(name):
    Organization.objects.create(pk=1, name=name, contact_email="desk@house.example")
    message = read_message(file_of(letter(), SITE, NOON))
    (address,) = message["From"].addresses
    assert address.addr_spec == "desk@house.example"
    assert address.display_name == one_line(name)
    assert message["Bcc"] is None


def test_without_a_contact_address_the_site_s_own_is_taken(settings):
    settings.DEFAULT_FROM_EMAIL = "Site <site@house.example>"
    assert sender() == "Site <site@house.example>"


@pytest.mark.parametrize("tag", ["", "en\r\nBcc: x", "հյ"])
def test_an_odd_language_tag_makes_no_odd_header(tag):
    message = read_message(file_of(letter(language=tag), SITE, NOON))
    assert message["Bcc"] is None
    assert "\n" not in (message["Content-Language"] or "")
