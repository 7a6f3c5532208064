"""The recipe “add a field to Article” in CONTRIBUTING.md, held to the code."""

import re
from pathlib import Path

import pytest
from django.contrib.admin import site
from django.contrib.admin.utils import flatten_fieldsets

from articles.fields import FIELDS
from articles.freezing import freeze, thaw
from articles.models import Article
from record.models import Imprint
from tests import make

ROOT = Path(__file__).resolve().parent.parent
RECIPE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Recipe")[2]
SAMPLES = {"slug": "another-address", "source_url": "https://example.org/text", "doi": "10.1000/182", "language": "fr"}
# What an editor cannot type: who saved it and when, and what the forms beside the article hold.
NOT_TYPED = {"id", "state", "save_count", "created_by", "created_at", "updated_by", "updated_at", "needs_sign_off"}
IMPRINT = {field.name for field in Imprint._meta.fields}  # frozen together, as one value


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[A-Z]+\.md)`", RECIPE))))
def test_every_file_that_the_recipe_names_is_there(name):
    assert (ROOT / name.replace("CODE", "fr")).exists()  # the recipe says CODE for any language


@pytest.mark.django_db
@pytest.mark.parametrize("name", [field.name for field in FIELDS.texts])
def test_every_text_is_frozen_and_thawed(name):
    article, words = make.article(), SAMPLES.get(name, "Words")
    thaw({**freeze(article), name: words}, article)
    article.refresh_from_db()
    assert (getattr(article, name), freeze(article)[name]) == (words, words)


@pytest.mark.django_db
def test_every_field_an_editor_writes_is_frozen():
    written = {field.name for field in Article._meta.concrete_fields} - NOT_TYPED
    assert written - IMPRINT <= freeze(make.article()).keys()


def test_every_field_an_editor_writes_stands_in_the_form():
    written = {field.name for field in Article._meta.concrete_fields} - NOT_TYPED
    assert written <= set(flatten_fieldsets(site.get_model_admin(Article).fieldsets))


def test_every_text_is_told_as_a_change():
    assert all(field.label for field in FIELDS.texts)
