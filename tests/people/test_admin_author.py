import pytest

from people.models import Author
from record import record_version
from tests import make
from tests.accounts import queries_for, signed_in
from tests.desk_forms import filled

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LIST, ADD = "/admin/people/author/", "/admin/people/author/add/"


def test_an_author_s_sort_name_and_address_are_made_from_the_name():
    client = signed_in()
    client.post(ADD, filled(client, ADD, name="Jan van der Berg"))
    author = Author.objects.get()
    assert (author.sort_name, author.slug) == ("van der Berg, Jan", "jan-van-der-berg")


def test_other_spellings_are_written_one_a_line_and_found():
    client, spelling = signed_in(), "Ռոզա Քուիլ"
    client.post(ADD, filled(client, ADD, name="Rosa Quill", aliases=f"R. Quill\n\n{spelling}\n"))
    author = Author.objects.get()
    assert author.aliases == ["R. Quill", spelling]
    for words in ("R. Quill", spelling, "quill"):
        assert list(client.get(LIST, {"q": words}).context["cl"].result_list) == [author]
    assert not client.get(LIST, {"q": "Nobody"}).context["cl"].result_list


def test_a_biography_is_typed_in_paragraphs_and_sanitized():
    client = signed_in()
    client.post(ADD, filled(client, ADD, name="Rosa", bio="First & last.\r\n\r\nSecond<script>x</script>."))
    author = Author.objects.get()
    assert author.bio == "<p>First &amp; last.</p>\n<p>Second.</p>"
    address = f"{LIST}{author.pk}/change/"
    assert filled(client, address)["bio"] == "First & last.\n\nSecond."


def test_every_change_of_an_author_raises_the_record_version():
    client, author = signed_in(), make.author()
    address = f"{LIST}{author.pk}/change/"
    versions = [record_version.current()]
    client.post(ADD, filled(client, ADD, name="Rosa"))
    versions.append(record_version.current())
    client.post(address, filled(client, address, role="Fellow"))
    versions.append(record_version.current())
    client.post(f"{LIST}{author.pk}/delete/", {"post": "yes"})
    versions.append(record_version.current())
    client.post(LIST, {"action": "delete_selected", "_selected_action": [Author.objects.get().pk], "post": "yes"})
    versions.append(record_version.current())
    assert versions == sorted(set(versions))
    assert not Author.objects.exists()


def test_an_address_that_was_published_for_another_author_is_refused():
    client, author = signed_in(), make.author(slug="rosa")
    make.published(make.article(authors=[author]))
    Author.objects.filter(pk=author.pk).update(slug="rosa-quill")
    page = client.post(ADD, filled(client, ADD, name="Rosa", slug="rosa")).content.decode()
    assert "is already the address of something published. Choose another" in page


def test_an_author_in_a_byline_is_not_deleted_and_the_page_says_whose():
    client, author = signed_in(), make.author()
    make.published(make.article("Rails", authors=[author]))
    page = client.get(f"{LIST}{author.pk}/delete/").content.decode()
    assert "It is in the byline of" in page
    assert "which was published" in page
    client.post(f"{LIST}{author.pk}/delete/", {"post": "yes"})
    assert Author.objects.exists()


def test_the_list_asks_the_same_queries_for_fifty_authors_as_for_five():
    client = signed_in()

    def queries(count: int) -> int:
        while Author.objects.count() < count:
            make.article(authors=[make.author(merged_into=Author.objects.first())])
        return queries_for(client, LIST)

    assert queries(5) == queries(50) <= 20
