from django.db import migrations


def make_series(apps, schema_editor):
    """Create the series that the importer expects."""
    apps.get_model("articles", "Series").objects.get_or_create(
        name="Strategic Snapshot", defaults={"slug": "strategic-snapshot", "summary_label": "Executive Summary"}
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_edition_search")]
    operations = [migrations.RunPython(make_series, migrations.RunPython.noop, elidable=False)]
