"""Each edition says of what it is a translation; its frozen content has said so all along."""

import json

from django.db import migrations, models


def take_from_content(apps, schema_editor):
    """Write the column of editions made before there was one."""
    edition = apps.get_model("articles", "ArticleEdition")
    rows = edition.objects.exclude(content__text__contains='"translation_of":null').select_related("content")
    for row in rows.only("id", "content__text").iterator():
        original = json.loads(row.content.text)["work"].get("translation_of")
        if original:
            edition.objects.filter(pk=row.pk).update(original_id=original)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_pictures_and_attachments"),
        ("editorial", "0005_outbox"),
    ]

    operations = [
        migrations.AddField(
            model_name="articleedition", name="original_id", field=models.PositiveBigIntegerField(null=True)
        ),
        migrations.RunPython(take_from_content, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="articleedition",
            index=models.Index(
                condition=models.Q(("original_id__isnull", False)),
                fields=["original_id"],
                name="articleedition_translations",
            ),
        ),
    ]
