from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="editionreadings",
            options={
                "ordering": ["-month", "-readings"],
                "verbose_name": "statistics of an edition",
                "verbose_name_plural": "reader statistics",
            },
        ),
    ]
