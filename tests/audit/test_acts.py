"""Every act leaves an entry, whichever page does it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from permissions.matrix import Act
from tests import make
from tests.accounts import person, signed_in
from tests.desk_forms import filled

pytestmark = pytest.mark.django_db


def page(thing, name: str, *more) -> str:
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_{name}", args=[thing.pk, *more])


def send(client, address: str, **differences):
    return client.post(address, filled(client, address, **differences))


def scheduled():
    article = make.article()
    make.published(article, live_from=timezone.now() + timedelta(days=3))
    return article


def withdraw(client):
    article = make.article()
    make.published(article)
    send(client, page(article, "withdraw"), notice="Wrong.")
    return article


def cancel(client):
    article = scheduled()
    send(client, page(article, "cancel"))
    return article


def reschedule(client):
    article = scheduled()
    send(client, page(article, "reschedule"), moment="2099-01-31T09:30")
    return article


def restore(client):
    article = make.article("One")
    address = page(article, "change")
    send(client, address)
    send(signed_in(), address, title="Two")
    send(client, page(article, "restore", 1))
    return article


def publish_a_snapshot(client):
    """Return an article that is published with it."""
    article = make.article()
    snapshot = make.snapshot(sections={"One": [article]}, published_on="2026-03-01")
    send(client, page(snapshot, "publish"))
    return article


def add_a_tag(client):
    send(client, reverse("admin:taggit_tag_add"), name="harbors")


def change_settings(client):
    send(client, reverse("admin:record_organization_add"), name="House", short_name="House")


def start_a_snapshot(client):
    send(client, reverse("admin:desk_start"), title="New")


def add_an_article(client):
    send(client, reverse("admin:articles_article_add"), title="Ports")


@pytest.mark.slow
@pytest.mark.parametrize(("do", "act"), [
    (withdraw, Act.WITHDRAW), (cancel, Act.RESCHEDULE), (reschedule, Act.RESCHEDULE), (restore, Act.RESTORE),
    (publish_a_snapshot, Act.PUBLISH), (add_a_tag, Act.ADD_TAXONOMY), (change_settings, Act.SETTINGS),
    (start_a_snapshot, Act.ARRANGE), (add_an_article, Act.CREATE_ARTICLE),
])  # fmt: skip
def test_the_act_is_noted_under_whoever_did_it(do, act):
    account = person("publisher", "Vera Holm")
    thing = do(signed_in(account))
    entry = AuditEntry.objects.filter(act=act, actor=account).order_by("-pk").first()
    assert entry, list(AuditEntry.objects.values_list("act", "words"))
    if thing:
        noted = AuditEntry.objects.filter(act=act, object_id=str(thing.pk), kind=thing._meta.label_lower)
        assert noted.exists()


def test_what_comes_of_a_command_is_noted_without_a_person(tmp_path):
    document = tmp_path / "a.txt"
    lines = [
        "Ports",
        "Selected Analysis",
        "Harbors",
        "Ferries\nBy Ada Writer\nMarch 1, 2026",
        "Executive Summary:",
        "- A point.",
    ]
    document.write_text("\n\n".join(lines))
    call_command("import_snapshot", str(document), "--apply", verbosity=0)
    entry = AuditEntry.objects.filter(act=Act.IMPORT).first()
    assert (entry.actor.username, entry.address) == ("import", None)
