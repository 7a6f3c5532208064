from django.db import migrations


def make_series(apps, schema_editor):
    """Make the series that the importer knows from the first day."""
    apps.get_model("articles", "Series").objects.get_or_create(
        name="Strategic Snapshot", defaults={"slug": "strategic-snapshot", "summary_label": "Executive Summary"}
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [migrations.RunPython(make_series, migrations.RunPython.noop, elidable=False)]
