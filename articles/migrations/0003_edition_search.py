from django.db import migrations

from search.index import drop_index, make_index


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_library_search")]
    operations = [migrations.RunPython(make_index("articles_edition_index"), drop_index("articles_edition_index"))]
