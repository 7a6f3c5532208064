from django.db import migrations

# Name, slug, how it is cited, names in French and Arabic.
TYPES = (
    ("Report", "report", "report", "Rapport", "تقرير"),
    ("Brief", "brief", "report", "Note de synthèse", "موجز"),
    ("Commentary", "commentary", "article", "Commentaire", "تعليق"),
    ("Testimony", "testimony", "hearing", "Audition", "شهادة"),
    ("Working paper", "working-paper", "report", "Document de travail", "ورقة عمل"),
    ("Explainer", "explainer", "article", "Décryptage", "شرح"),
    ("Interview", "interview", "interview", "Entretien", "مقابلة"),
    ("Data note", "data-note", "report", "Note de données", "مذكرة بيانات"),
)


def make_types(apps, schema_editor):
    """Create the common types of publication; administrators may change them and add others."""
    apps.get_model("record", "PublicationType").objects.bulk_create(
        apps.get_model("record", "PublicationType")(
            name=name, slug=slug, cited_as=cited_as, names={"fr": french, "ar": arabic}
        )
        for name, slug, cited_as, french, arabic in TYPES
    )


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [migrations.RunPython(make_types, migrations.RunPython.noop)]
