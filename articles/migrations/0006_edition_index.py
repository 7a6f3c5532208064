from django.db import migrations

from articles.finding import INDEX, entry
from editorial.finding.filling import fill
from editorial.finding.index import drop_index, make_index


def fill_index(apps, schema_editor):
    """Index what was published before there was an index."""
    fill(INDEX, apps.get_model("articles", "ArticleEdition").objects.all(), entry)


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_corrections_index"), ("editorial", "0004_searching")]
    operations = [
        migrations.RunPython(make_index("articles_edition_index"), drop_index("articles_edition_index")),
        migrations.RunPython(fill_index, migrations.RunPython.noop),
    ]
