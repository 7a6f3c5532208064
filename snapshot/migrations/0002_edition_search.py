from django.db import migrations

from search.index import drop_index, make_index


class Migration(migrations.Migration):
    dependencies = [("snapshot", "0001_initial")]
    operations = [migrations.RunPython(make_index("snapshot_edition_index"), drop_index("snapshot_edition_index"))]
