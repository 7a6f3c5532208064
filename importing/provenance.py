"""The record of what applying a document created, kept with it so that the whole import can be undone."""

from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.db.models import ProtectedError
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import Article, ArticleEdition, Category
from audit.trail import note
from importing.applying import Applied
from importing.models import ImportedDocument
from people.models import Author
from permissions.matrix import Act
from permissions.rules import may
from record import record_version, revisions
from snapshot.models import Snapshot
from staff.deletion import linked, uses
from staff.state_check import state_digest

LOOKED_AT = 500  # latest imports; articles of older imports count as changed here


@dataclass
class TakenBack:
    """What is deleted, and what stays with the reason, each as a sentence."""

    gone: list[str] = field(default_factory=list)
    stays: list[SafeString] = field(default_factory=list)


def trace(applied: Applied) -> dict:
    """Return the ids of what `applied` created, and what is needed to tell later whether it was edited."""
    return {
        "snapshot": {"id": applied.snapshot.pk, "saves": applied.snapshot.save_count, "is_new": applied.is_new},
        "created": {str(article.pk): article.save_count for article in applied.created},
        "changed": {str(article.pk): article.save_count for article in applied.changed},
        "authors": {str(author.pk): _state(author) for author in applied.authors},
        "topics": {str(topic.pk): _state(topic) for topic in applied.topics},
    }


def changed_here(articles: list[Article]) -> set[int]:
    """Return the ids of public articles that were edited here since a document last set them."""
    live = set(
        ArticleEdition.objects.public(timezone.now())
        .filter(parent_id__in=[article.pk for article in articles])
        .values_list("parent_id", flat=True)
    )
    if not live:
        return live
    given: dict[str, int] = {}
    for made in ImportedDocument.objects.exclude(applied={}).values_list("applied", flat=True)[:LOOKED_AT]:
        for pk, saves in {**made["created"], **made["changed"]}.items():
            given.setdefault(pk, saves)
    return {
        article.pk for article in articles if article.pk in live and given.get(str(article.pk)) != article.save_count
    }


@transaction.atomic
def take_back(kept: ImportedDocument, by: AbstractBaseUser, is_rehearsal: bool = False) -> TakenBack:
    """Delete what `kept` created and nobody has edited since. `is_rehearsal`: only return what that would be."""
    found, made = TakenBack(), kept.applied
    snapshot = Snapshot.objects.filter(pk=made["snapshot"]["id"]).first()
    if snapshot and not made["snapshot"]["is_new"]:
        _keep(snapshot, found)
    elif snapshot:
        _take(snapshot, snapshot.save_count == made["snapshot"]["saves"], found, by)
    for article in _in_order(Article, made["created"]):
        _take(article, article.save_count == made["created"][str(article.pk)], found, by)
    for article in _in_order(Article, made["changed"]):
        _keep(article, found)
    for model, name in ((Author, "authors"), (Category, "topics")):
        for row in _in_order(model, made[name]):
            _take(row, _state(row) == made[name][str(row.pk)], found, by)
    if is_rehearsal:
        transaction.set_rollback(True)
        return found
    record_version.raise_version()
    ImportedDocument.objects.filter(pk=kept.pk).update(applied={}, snapshot=None)
    return found


def _state(row: models.Model) -> str:
    return state_digest(model_to_dict(row))


def _in_order(model: type[models.Model], ids: dict[str, object]) -> list[models.Model]:
    return list(model._default_manager.filter(pk__in=ids).order_by("pk"))


def _keep(row: models.Model, found: TakenBack) -> None:
    found.stays.append(
        format_html(_("{}: it was at the desk before. Its revisions hold the earlier text."), linked(row))
    )


def _take(row: models.Model, is_untouched: bool, found: TakenBack, by: AbstractBaseUser) -> None:
    is_draft = isinstance(row, (Article, Snapshot))
    if is_draft and not may(by, Act.DELETE_DRAFT, row):
        found.stays.append(format_html(_("{}: you may not delete it."), linked(row)))
        return
    reasons = uses(row) if is_untouched else [_("it was changed after the import.")]
    if not reasons:
        name = str(row)
        try:
            with transaction.atomic():
                if is_draft:
                    note(Act.DELETE_DRAFT, row, _("taken back"), by=by)
                    revisions.drop([row])
                row.delete()
            found.gone.append(name)
            return
        except ProtectedError:
            reasons = [_("something else refers to it.")]
    found.stays.append(
        format_html("{}: {}", linked(row), format_html_join(" ", "{}", ((reason,) for reason in reasons)))
    )
