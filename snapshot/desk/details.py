"""The details of a snapshot, which the desk's drawer edits: the form's fields that the board does not show.

A value is what a browser would send: a text, or the sorted keys of the chosen rows.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils.translation import gettext as _

from snapshot.desk.structure import Impossible
from snapshot.desk.texts import TEXTS
from snapshot.fields import FIELDS
from snapshot.models import Snapshot
from staff import imprint
from staff.choosers import KeysField, offered
from staff.desk import PUBLIC_FACTS, DeskForm, keeps_public_facts
from staff.form_values import first_error, posted, shown
from staff.texts import TagsField

CHOSEN = ("series", "slug", "published_on", "picture", "coverage", "categories", "tags")
MORE = (*imprint.FIELDS, "language", "translation_of", "doi")
DETAILS = tuple(
    name
    for name in dict.fromkeys([*CHOSEN, *MORE, *(field.name for field in FIELDS.texts)])
    if name not in TEXTS[Snapshot]
)


class SnapshotForm(imprint.ShowsDefaults, DeskForm):
    """The snapshot form."""

    collection = "snapshots"


def values(snapshot: Snapshot) -> dict[str, str | list[str]]:
    """Return the value of each detail."""
    form = _form_class(DETAILS)(instance=snapshot)
    return {name: shown(form[name]) for name in DETAILS}


def put(snapshot: Snapshot, name: str, value: Any, by: AbstractBaseUser | None) -> tuple[Any, Any]:
    """Save one detail as the form would. Return its value before and after.

    Raises Impossible if the form refuses it, or if the user may not change it after publication.
    """
    if name in PUBLIC_FACTS and keeps_public_facts(by, snapshot):
        raise Impossible(_("Only a publisher can change this after publication."))
    form_class = _form_class([name], lambda column, **given: _field(column, by, snapshot.pk, **given))
    form_class.by = by
    was = shown(form_class(instance=snapshot)[name])
    form = form_class(posted({name: value}, snapshot.save_count), instance=snapshot)
    if not form.is_valid():
        raise Impossible(first_error(form))
    form.save(commit=False)
    snapshot.save(update_fields=[field.name for field in Snapshot._meta.concrete_fields if field.name == name])
    form.save_m2m()
    return was, shown(form_class(instance=snapshot)[name])


def _form_class(names: Sequence[str], callback: Callable | None = None) -> type[forms.ModelForm]:
    classes = {"tags": TagsField} if "tags" in names else {}
    return forms.modelform_factory(
        Snapshot, form=SnapshotForm, fields=names, field_classes=classes, formfield_callback=callback
    )


def _field(column: models.Field, by: AbstractBaseUser | None, pk: int, **given) -> forms.Field:
    """Return the form's field, which takes only what the user may choose, as in the admin."""
    if isinstance(column, models.ForeignKey):
        given["queryset"] = offered(by, column, pk)
    elif isinstance(column, models.ManyToManyField):
        given["form_class"] = KeysField
    return column.formfield(**given)
