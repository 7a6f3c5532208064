"""manage.py demo: publishes the samples, and creates an account for each role.

Adds only what is missing: a site with a published snapshot gets no documents, and an existing account keeps its
password.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.contrib.flatpages.models import FlatPage
from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import Model
from django.urls import reverse
from django.utils.crypto import get_random_string

from articles.models import Article, Category, Series
from dev.demo_pictures import illustrate
from dev.demo_portraits import portrait_of
from dev.demo_states import stage
from importing import applying
from importing.matching import make_plan
from importing.outlining import make_outline
from importing.reading import read
from people.models import Author, sort_name_for
from permissions.matrix import Role
from permissions.roles import assign_role
from record import record_version, revisions
from record.models import MenuLink, Organization, PublicationType
from snapshot.fields import card
from snapshot.models import SnapshotEdition
from text import prose
from text.slugs import slug_for

SAMPLES = settings.BASE_DIR / "samples"
SIGN_INS = settings.BASE_DIR / "var" / "demo-sign-ins.txt"
DOCUMENTS = {".txt", ".md", ".html", ".docx"}
NOTES = {
    "05-caspian-energy-corridors-revised.txt": "Adds the Baku tariff, corrects a figure, revises the outlook.",
}
ACCOUNTS = {
    "admin": "administrator: also manages people",
    "publisher": "publisher: also publishes, merges topics, changes settings",
    "editor": "editor: articles, snapshots, authors, topics",
    "contributor": "contributor: writes drafts",
}


class Command(BaseCommand):
    help = "Import and publish the samples, and make an account for each role. Run again, it changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--site", default="http://127.0.0.1:8000", help="the address to print before the paths")
        parser.add_argument("--no-accounts", action="store_true", help="import and publish only")

    def handle(self, *, site: str, no_accounts: bool, **options: Any) -> None:
        """Seed if nothing is published, create missing accounts, and print the addresses."""
        passwords = {} if no_accounts else {name: _account(name) for name in ACCOUNTS}
        if SnapshotEdition.objects.exists():
            self.stdout.write("The site has published snapshots, so no sample is imported. Nothing was changed.")
        else:
            house = json.loads((SAMPLES / "house.json").read_text(encoding="utf-8"))
            self._seed(house)
            if passwords:
                accounts = get_user_model().objects
                stage(house["states"], accounts.get(username="publisher"), accounts.get(username="contributor"))
        if passwords:
            self._say(site, passwords)

    @transaction.atomic
    def _seed(self, house: dict) -> None:
        _fill_organization(house["organization"])
        for name, facts in house["series"].items():
            _set_imprint(Series.objects.get(name=name), facts)
        _make_pages(house["pages"])
        for topic in house["topics"]:
            _make_topic(topic, None)
        for name, facts in house["authors"].items():
            _make_author(name, facts)
        for path in sorted(SAMPLES.iterdir()):
            if path.suffix in DOCUMENTS and path.name != "README.md":
                edition = _publish(path, house)
                count = card(edition)["article_count"]
                self.stdout.write(f"{path.name}: “{edition.title}”, edition {edition.number}, {count} articles.")
        record_version.raise_version()

    def _say(self, site: str, passwords: dict[str, str]) -> None:
        self.stdout.write(
            f"\nThe site:  {site}{reverse('home')}\nThe desk:  {site}{reverse('admin:index')}\n\nSign in as"
        )
        for name, password in passwords.items():
            self.stdout.write(f"  {name:<11} {password:<18} {ACCOUNTS[name]}")
        self.stdout.write("")


def _publish(path: Path, house: dict) -> SnapshotEdition:
    """Import a document as an editor would: to the desk first, complete its new articles there, then publish."""
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
    """Add what the document of a new article lacks: full text or source, topics, tags."""
    article.body = prose.clean_prose(house["bodies"].get(article.title, article.body))
    article.source_url = house["source_urls"].get(article.title, article.source_url)
    _set_imprint(article, house["imprints"].get(article.title, {}))
    article.tags.add(*house["tags"].get(article.title, []))
    article.categories.add(*Category.objects.filter(name__in=house["topics_by_article"].get(article.title, [])))


def _set_imprint(row: Model, facts: dict) -> None:
    for name, value in facts.items():
        setattr(row, name, PublicationType.objects.get(slug=value) if name == "publication_type" else value)
    row.save()


def _fill_organization(facts: dict) -> None:
    paper = {"a4": Organization.Paper.A4, "letter": Organization.Paper.LETTER}.get(facts["paper_size"].lower())
    names = ("name", "short_name", "tagline", "time_zone", "language", "ror")
    row, is_new = Organization.objects.get_or_create(
        pk=1, defaults={name: facts[name] for name in names} | {"paper": paper}
    )
    if is_new:
        _set_imprint(row, {name: facts[name] for name in ("publication_type", "license", "ai_statement")})


def _make_pages(pages: dict[str, dict]) -> None:
    """Create the organization's own pages, with links in every page's footer."""
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
        **{field: facts.get(field, "") for field in ("role", "bio", "affiliation", "orcid")},
    }
    author, is_new = Author.objects.get_or_create(name=name, defaults=defaults)
    if is_new:
        author.photo = portrait_of(name)
        author.save(update_fields=["photo"])


def _account(name: str) -> str:
    """Return the account's password for printing, creating a missing account."""
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
    elif not account.email:  # created by an earlier demo
        account.email = _address(name)
        account.save(update_fields=["email"])
    return kept[name]


def _make_account(name: str, password: str) -> AbstractUser:
    account = get_user_model().objects.create_user(name, _address(name), password, is_staff=True)
    assign_role(account, Role.ADMINISTRATOR if name == "admin" else Role[name.upper()])
    return account


def _address(name: str) -> str:
    """Return an email address that cannot exist (RFC 2606). The demo writes email to files."""
    return f"{name}@example.org"
