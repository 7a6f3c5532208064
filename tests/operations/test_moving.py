"""A site that moves from SQLite to PostgreSQL shows the same pages, and goes on from there."""

import pytest
from django.apps import apps
from django.db import connection

from tests.operations.sites import Site, postgresql_site

pytestmark = [
    pytest.mark.slow,
    pytest.mark.postgres("operations.moving"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="moves to PostgreSQL: needs a server"),
]


# Tables that Django knows no model for: made by migrations, filled by rebuild_record. Another one must be moved, too.
BUILT = {"django_migrations", "articles_search", "articles_edition_index", "snapshot_edition_index"}


@pytest.mark.full
def test_every_row_moves_and_the_site_goes_on(tmp_path, db):
    (tmp_path / "old").mkdir()
    old = Site(tmp_path / "old")
    old.build()
    pages = old.pages()
    with postgresql_site(tmp_path / "new") as new:
        new.media = old.media
        assert "both databases hold the same" in old.manage("move_database", "--to", new.url)
        assert "all as published" in new.manage("verify_editions")
        assert new.pages() == pages
        new.shell(
            "from tests import make; make.author(slug='new'); make.topic(slug='new'); make.article(slug='new', authors=[])"
        )
        assert set(new.rows()) - {model._meta.db_table for model in apps.get_models(include_auto_created=True)} == BUILT
        assert "not empty" in old.refused("move_database", "--to", new.url)
    assert "from SQLite" in old.refused("move_database", "--to", old.url)
