from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="outboxentry",
            options={"verbose_name": "background task", "verbose_name_plural": "background tasks"},
        ),
    ]
