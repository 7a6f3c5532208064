"""manage.py demo: the samples as a published site, and two accounts to try it with.

Fills what is empty and changes nothing that stands: a site with a published snapshot gets no documents,
an account that exists keeps its password.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Permission
from django.contrib.flatpages.models import FlatPage
from django.core.management.base import BaseCommand
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import get_random_string

from articles.models import Article, Category, Series
from editorial import prose, record_version, revisions
from editorial.models import MenuLink, Organization
from editorial.slugs import slug_for
from people.models import Author, sort_name_for
from snapshot.demo_pictures import illustrate
from snapshot.importing import applying
from snapshot.importing.matching import make_plan
from snapshot.importing.outlining import make_outline
from snapshot.importing.reading import read
from snapshot.models import SnapshotEdition

SAMPLES = settings.BASE_DIR / "samples"
SIGN_INS = settings.BASE_DIR / "var" / "demo-sign-ins.txt"
DOCUMENTS = {".txt", ".md", ".html", ".docx"}
NOTES = {
    "05-caspian-energy-corridors-revised.txt": "Adds the Baku tariff, corrects a figure, revises the outlook.",
}
ACCOUNTS = {"admin": "administrator: may do everything", "editor": "editor: articles, snapshots, authors, topics"}
EDITED = ("editorial", "people", "articles", "snapshot", "taggit")  # the apps whose rows an editor may change


class Command(BaseCommand):
    help = "Import and publish the samples, and make two accounts. Run again, it changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address to print, and whether accounts are made."""
        parser.add_argument("--site", default="http://127.0.0.1:8000", help="the address to print before the paths")
        parser.add_argument("--no-accounts", action="store_true", help="import and publish only")

    def handle(self, *, site: str, no_accounts: bool, **options: Any) -> None:
        """Seed where nothing is published; make the accounts that are missing; say what is where."""
        if SnapshotEdition.objects.exists():
            self.stdout.write("The site has published snapshots, so no sample is imported. Nothing was changed.")
        else:
            self._seed(json.loads((SAMPLES / "house.json").read_text(encoding="utf-8")))
        if not no_accounts:
            self._say(site, {name: _account(name) for name in ACCOUNTS})

    @transaction.atomic
    def _seed(self, house: dict) -> None:
        _fill_organization(house["organization"])
        _make_pages(house["pages"])
        for topic in house["topics"]:
            _make_topic(topic, None)
        for name, facts in house["authors"].items():
            _make_author(name, facts)
        for path in sorted(SAMPLES.iterdir()):
            if path.suffix in DOCUMENTS and path.name != "README.md":
                edition = _publish(path, house)
                count = edition.card["article_count"]
                self.stdout.write(f"{path.name}: “{edition.title}”, edition {edition.number}, {count} articles.")
        record_version.raise_version()

    def _say(self, site: str, passwords: dict[str, str]) -> None:
        self.stdout.write(
            f"\nThe site:  {site}{reverse('home')}\nThe desk:  {site}{reverse('admin:index')}\n\nSign in as"
        )
        for name, password in passwords.items():
            self.stdout.write(f"  {name:<8} {password:<18} {ACCOUNTS[name]}")
        self.stdout.write("")


def _publish(path: Path, house: dict) -> SnapshotEdition:
    """Import a document as a person would: to the desk first, complete its new articles there, then publish."""
    by = applying.import_account()
    series = list(Series.objects.values_list("name", flat=True))
    plan = make_plan(make_outline(read(path.read_bytes(), path.name), series))
    applied = applying.apply(plan, by)
    for article in applied.created:
        _complete(article, house)
        illustrate(article)
        revisions.keep_revision(article, by)
    illustrate(applied.snapshot)
    return applying.publish(plan, applied, by, NOTES.get(path.name, ""))


def _complete(article: Article, house: dict) -> None:
    """Give a new article what its document does not hold: full text or source, topics, tags."""
    article.body = prose.clean_prose(house["bodies"].get(article.title, article.body))
    article.source_url = house["source_urls"].get(article.title, article.source_url)
    article.save()
    article.tags.add(*house["tags"].get(article.title, []))
    article.categories.add(*Category.objects.filter(name__in=house["topics_by_article"].get(article.title, [])))


def _fill_organization(facts: dict) -> None:
    paper = {"a4": Organization.Paper.A4, "letter": Organization.Paper.LETTER}.get(facts["paper_size"].lower())
    names = ("name", "short_name", "tagline", "time_zone", "language")
    Organization.objects.get_or_create(pk=1, defaults={name: facts[name] for name in names} | {"paper": paper})


def _make_pages(pages: dict[str, dict]) -> None:
    """Write the pages about the house, and link to them from the foot of every page."""
    for position, (url, facts) in enumerate(pages.items()):
        page, is_new = FlatPage.objects.get_or_create(
            url=url, defaults={"title": facts["title"], "content": prose.clean_prose(facts["content"])}
        )
        page.sites.add(settings.SITE_ID)
        if is_new:
            MenuLink.objects.create(organization_id=1, label=facts["label"], url=url, position=position)


def _make_topic(facts: dict, parent: Category | None) -> None:
    defaults = {
        "slug": slug_for(facts["name"], lambda slug: Category.objects.filter(slug=slug).exists()),
        **{name: facts[name] for name in ("kind", "aliases", "description")},
    }
    topic, _ = Category.objects.get_or_create(name=facts["name"], parent=parent, defaults=defaults)
    for child in facts.get("children", []):
        _make_topic(child, topic)


def _make_author(name: str, facts: dict) -> None:
    defaults = {
        "sort_name": sort_name_for(name),
        "slug": slug_for(name, lambda slug: Author.objects.filter(slug=slug).exists()),
        **{field: facts.get(field, "") for field in ("role", "bio", "affiliation")},
    }
    Author.objects.get_or_create(name=name, defaults=defaults)


def _account(name: str) -> str:
    """Return the account's password for printing; make the account where there is none."""
    kept = dict(line.split(maxsplit=1) for line in SIGN_INS.read_text().splitlines()) if SIGN_INS.exists() else {}
    account = get_user_model().objects.filter(username=name).first()
    if account is None:
        kept.setdefault(name, get_random_string(14))
        _make_account(name, kept[name])
        SIGN_INS.parent.mkdir(exist_ok=True)
        SIGN_INS.touch(mode=0o600)
        SIGN_INS.write_text("".join(f"{name} {password}\n" for name, password in kept.items()))
    elif name not in kept or not account.check_password(kept[name]):
        return "(set by someone; manage.py changepassword sets another)"
    return kept[name]


def _make_account(name: str, password: str) -> AbstractUser:
    if name == "admin":
        return get_user_model().objects.create_superuser(name, password=password)
    account = get_user_model().objects.create_user(name, password=password, is_staff=True)
    account.user_permissions.set(Permission.objects.filter(content_type__app_label__in=EDITED))
    return account
