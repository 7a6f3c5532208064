from django.db import migrations

from editorial.finding.index import drop_index, make_index


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_corrections_index")]
    operations = [migrations.RunPython(make_index("articles_edition_index"), drop_index("articles_edition_index"))]
