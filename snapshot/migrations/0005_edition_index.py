from django.db import migrations

from editorial.finding.filling import fill
from editorial.finding.index import drop_index, make_index
from snapshot.finding import INDEX, entry


def fill_index(apps, schema_editor):
    """Index what was published before there was an index."""
    fill(INDEX, apps.get_model("snapshot", "SnapshotEdition").objects.all(), entry)


class Migration(migrations.Migration):
    dependencies = [("snapshot", "0004_declined_corrections"), ("editorial", "0004_searching")]
    operations = [
        migrations.RunPython(make_index("snapshot_edition_index"), drop_index("snapshot_edition_index")),
        migrations.RunPython(fill_index, migrations.RunPython.noop),
    ]
