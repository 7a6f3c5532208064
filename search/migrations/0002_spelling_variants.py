from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="spelling",
            options={
                "ordering": ["spellings"],
                "verbose_name": "name with several spellings",
                "verbose_name_plural": "spelling variants",
            },
        ),
    ]
