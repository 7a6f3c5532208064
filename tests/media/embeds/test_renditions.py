"""Embeds in everything that is made of an article's edition: page, policy, PDF, letter, plain text, JSON, API."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.mail import article_letter
from articles.models import ArticleEditionPicture
from media.models import Picture
from media.pictures import library
from outputs.source import source_at
from record import freezing
from tests import html_rules, make, pdf_ua, pdfs, uploads
from tests.accounts import signed_in
from tests.make import NOON, published
from text.prose import plain

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SITE = "https://analysis.example.org"
CHART, VIDEO = "https://datawrapper.dwcdn.net/abcde/1/", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
HOSTILE = "Ferries <script>alert(1)</script> [^1] & #strong[x] \\ $y$"


@pytest.fixture(scope="module")
def kept_picture(shared_site):
    return shared_site(lambda: library.add(
        uploads.picture((900, 600)), "chart.png", alternative_text="Bars that rise", credit="Ada Abel", license="CC-BY-4.0"
    ))  # fmt: skip


@pytest.fixture
def picture(kept_picture):
    return Picture.objects.get(pk=kept_picture.pk)


@pytest.fixture
def article(picture):
    """An article with a chart in its place and a video that follows, a footnote, and marks of nothing."""
    body = (
        "<p>Ports[^1] wait, as [embed 1] shows.</p><p>[Embed 1]</p><h2>After</h2><p>[embed 7]</p>"
        "<p>[embed 1]</p><p>[^1]: A note.</p>"
    )
    made = make.article("Ferries", slug="ferries", body=body)
    make.embedded(made, CHART, HOSTILE, source="Harbor authority", picture=picture)
    make.embedded(made, VIDEO, "A quay at dusk")
    return made


@pytest.fixture
def shown(article):
    return published(article, NOON)


def page(look) -> str:
    return look("/analysis/ferries/").content.decode()


def policy(answer) -> dict[str, str]:
    return dict(part.strip().partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split(";"))


def test_the_page_shows_it_where_its_mark_stands_and_the_other_after_the_text(look, shown, picture):
    html = page(look)
    order = [
        html.index(words) for words in ("shows.</p>", 'id="embed-1"', ">After</h2>", 'id="embed-2"', 'class="notes"')
    ]
    assert order == sorted(order)
    assert "<p>[embed 7]</p>" in html
    assert html.count("[embed 1]") == 2
    first = re.search(r'<figure class="figure embed" id="embed-1".*?</figure>', html, re.S)[0]
    assert f"/pictures/{picture.digest}-480.avif 480w" in first
    assert 'alt="Bars that rise"' in first
    for words in ("Harbor authority", "Ada Abel", "Open at Datawrapper", f'href="{CHART}"'):
        assert words in first
    assert html_rules.faults(html) == []


def test_without_scripts_it_is_a_picture_and_a_link_and_no_frame(look, shown):
    html = page(look)
    assert "<iframe" not in html
    offers = re.findall(r'<div class="embed-offer"( hidden)', html)
    assert offers == [" hidden", " hidden"]


def test_nothing_on_the_page_is_fetched_from_a_provider(look, shown):
    fetched = re.findall(r'(?:src|srcset|poster|data)="([^"]*)"|<link[^>]*href="([^"]*)"', page(look))
    assert not [each for each in fetched for address in each if re.search("datawrapper|youtube", address)]


def test_hostile_words_are_words_everywhere(look, shown):
    html = page(look)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; [^1] &amp; #strong[x]" in html


def test_the_script_is_only_on_pages_with_an_embed(look, shown):
    published(make.article("Rivers", slug="rivers", body="<p>None.</p>"), NOON)
    assert "js/embeds" in page(look)
    assert "js/embeds" not in look("/analysis/rivers/").content.decode()


def test_the_policy_of_its_page_allows_frames_of_its_providers_and_no_other_page_does(look, shown):
    published(make.article("Rivers", slug="rivers", body="<p>None.</p>"), NOON)
    ours = policy(look("/analysis/ferries/"))
    assert ours["frame-src"] == "https://datawrapper.dwcdn.net https://www.youtube-nocookie.com"
    other = policy(look("/analysis/rivers/"))
    assert "frame-src" not in other
    assert {name: value for name, value in ours.items() if name != "frame-src"} == other
    assert "frame-src" not in policy(look("/analysis/ferries/editions/"))


def test_the_policy_is_the_same_from_every_cache_and_for_a_page_that_has_not_changed(look, shown):
    first, again = (look("/analysis/ferries/editions/1/") for _ in range(2))
    assert policy(first)["frame-src"] == policy(again)["frame-src"]
    known = look("/analysis/ferries/editions/1/", **{"If-None-Match": first.headers["ETag"]})
    assert known.status_code == 304
    assert policy(known) == policy(first)


def test_a_provider_that_was_taken_off_the_list_is_a_link_alone(look, shown, monkeypatch):
    monkeypatch.setattr("media.embeds.providers.PROVIDERS", ())
    answer = look("/analysis/ferries/")
    html = answer.content.decode()
    assert "Open at YouTube" in html
    assert "data-frame" not in html
    assert "frame-src" not in policy(answer)
    assert "js/embeds" not in html


def test_the_pdf_has_its_picture_its_words_and_a_link_to_it(look, shown):
    answer = look("/analysis/ferries.pdf")
    pdf, words = pdfs.read(answer.content), " ".join(pdfs.printed(answer.content).split())
    order = [
        "shows.",
        HOSTILE,
        "Harbor authority",
        "Ada Abel, CC BY 4.0",
        f"Datawrapper: {CHART}",
        "After",
        "A quay at dusk",
        "YouTube:",
    ]
    places = [words.index(each) for each in order]
    assert places == sorted(places)
    assert pdf_ua.faults(pdf) == []
    [figure] = [element for kind, element, _ in pdfs.elements(pdf) if kind == "Figure"]
    assert figure["/Alt"] == "Bars that rise"
    links = [note["/A"]["/URI"] for each in pdf.pages for note in each.get("/Annots", []) if "/A" in note]
    assert {CHART, VIDEO} <= set(links)


def test_the_letter_has_its_picture_and_a_link_and_says_it_in_its_text(shown, picture):
    letter = article_letter(source_at(lambda path: f"{SITE}{path}", shown, freezing.read(shown.content)), f"{SITE}/")
    assert f'src="{SITE}/pictures/{picture.digest}-900.jpg"' in letter.html
    assert f'href="{CHART}"' in letter.html
    assert "<script>" not in letter.html
    text = " ".join(letter.text.split())
    assert f"[Datawrapper: {HOSTILE} (Harbor authority), {CHART}]" in text
    assert text.index("[Datawrapper:") < text.index("After") < text.index("[YouTube:") < text.index("A note.")


def test_plain_text_has_a_line_in_its_place(look, shown):
    lines = look("/analysis/ferries.txt").content.decode().splitlines()
    assert f"[Datawrapper: {HOSTILE} (Harbor authority), {CHART}]" in lines
    assert lines.index(f"[YouTube: A quay at dusk, {VIDEO}]") < lines.index("[1] A note.")


def test_json_has_the_embeds_and_the_marks_as_written(look, shown, picture):
    work = json.loads(look("/analysis/ferries.json").content)["work"]
    first, second = work["embeds"]
    assert (first["provider"], first["address"], first["title"]) == ("Datawrapper", CHART, HOSTILE)
    assert first["picture"]["digest"] == picture.digest
    assert second["picture"] is None
    assert "<p>[Embed 1]</p>" in work["body"]


def test_the_api_answers_with_embeds_and_numbers(look, shown, picture):
    answer = json.loads(look("/api/v1/articles/ferries/").content)
    assert [(each["number"], each["address"]) for each in answer["embeds"]] == [(1, CHART), (2, VIDEO)]
    assert answer["embeds"][0]["picture"]["jpeg"] == f"http://testserver/pictures/{picture.digest}-900.jpg"


def test_its_words_are_found_and_its_mark_is_not_in_the_description(look, shown):
    assert "A quay at dusk" in plain(look("/search/?q=quay").content.decode())
    assert "embed" not in re.search(r'<meta name="description" content="([^"]*)"', page(look))[1].replace(
        "[embed 1]", ""
    )


def test_its_picture_is_public_with_the_edition_and_stays_in_the_library(look, shown, picture):
    assert ArticleEditionPicture.objects.filter(edition=shown, picture=picture).exists()
    assert look(f"/pictures/{picture.digest}-480.avif").status_code == 200
    confirm = signed_in().get(reverse("admin:media_picture_delete", args=[picture.pk])).content.decode()
    assert "It is the picture of an embed in " in confirm


def test_a_french_page_says_it_in_french(look, article):
    published(make.changed(article, language="fr"), NOON)
    assert "Ouvrir sur YouTube" in page(look)


def test_the_preview_of_the_writing_desk_may_show_its_frames(admin_client: Client, article):
    answer = admin_client.get(reverse("admin:articles_article_write_preview", args=[article.pk]))
    assert policy(answer)["frame-src"] == "https://datawrapper.dwcdn.net https://www.youtube-nocookie.com"
