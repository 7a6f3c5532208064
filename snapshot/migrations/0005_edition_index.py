from django.db import migrations

from editorial.finding.index import drop_index, make_index


class Migration(migrations.Migration):
    dependencies = [("snapshot", "0004_declined_corrections")]
    operations = [migrations.RunPython(make_index("snapshot_edition_index"), drop_index("snapshot_edition_index"))]
