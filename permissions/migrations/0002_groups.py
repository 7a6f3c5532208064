from django.db import migrations

ROLES = ["contributor", "editor", "publisher", "administrator"]


def make_groups(apps, schema_editor):
    """Create a group for each role. Groups have no permissions; permissions/matrix.py defines them."""
    for name in ROLES:
        apps.get_model("auth", "Group").objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("permissions", "0001_initial"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
