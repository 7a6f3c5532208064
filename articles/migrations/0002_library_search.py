from django.db import migrations

from search.index import drop_index, make_index


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [migrations.RunPython(make_index("articles_search", prefix=2), drop_index("articles_search"))]
