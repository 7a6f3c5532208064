"""Autocomplete selects. Unlike Django's, they do not fail when a redisplayed form has an impossible key."""

from collections.abc import Iterable

from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.contrib.auth.models import AbstractBaseUser, User
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.forms import Field, ModelMultipleChoiceField, Select, SelectMultiple
from django.http import HttpRequest

from permissions.files import visible_files
from permissions.rules import visible_to


def key_of(model: type[models.Model], value: object) -> object:
    """Return `value` as a possible primary key of the model, or None if it cannot be one.

    Numeric keys are at least 1 and fit the database's integer type.
    """
    column = model._meta.pk
    try:
        key = column.to_python(value)
        column.run_validators(key)
    except ValidationError:
        return None
    return None if isinstance(key, int) and key < 1 else key


class OnlyKeys(AutocompleteMixin):
    """An autocomplete select that shows only possible keys as selected."""

    def optgroups(self, name: str, value: list, attr: dict | None = None) -> list:
        model = self.field.remote_field.model
        return super().optgroups(name, [each for each in value if key_of(model, each) is not None], attr)


class Chooser(OnlyKeys, AutocompleteSelect):
    """Selects one row."""


class ChooserOfMany(OnlyKeys, AutocompleteSelectMultiple):
    """Selects any number of rows."""


class KeysField(ModelMultipleChoiceField):
    """Any number of rows. Django's field fails on keys too large for SQLite."""

    def _check_values(self, value: Iterable) -> QuerySet:
        for each in value:
            if key_of(self.queryset.model, each) is None:
                raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": each})
        return super()._check_values(value)


def choosable(user: AbstractBaseUser, rows: QuerySet) -> QuerySet:
    """Return the rows that the user may choose, without hidden ones, even if a forged form contains their id."""
    if hasattr(rows.model, "save_count"):
        return visible_to(user, rows)
    return visible_files(user, rows) if hasattr(rows.model, "uploaded_by") else rows


def offered(user: AbstractBaseUser, column: models.ForeignKey, pk: object) -> QuerySet:
    """Return the rows that the user may choose for a foreign key of row `pk` (0: new), with the one chosen now."""
    rows = column.remote_field.model._default_manager.all()
    allowed = choosable(user, rows)
    if allowed is rows:
        return rows
    now = column.model._default_manager.filter(pk__in=[pk]).values(column.attname)
    return rows.filter(Q(pk__in=allowed.order_by().values("pk")) | Q(pk__in=now))


def _changed(request: HttpRequest) -> object:
    """Return the key of the row that the page or desk changes, or 0 if it changes none."""
    match = request.resolver_match
    return key_of(User, match.kwargs.get("object_id", match.kwargs.get("pk"))) or 0 if match else 0


def is_plain(request: HttpRequest) -> bool:
    """Return whether the page is asked for with lists and empty rows that work without scripts (?plain=1)."""
    return "plain" in request.GET


class Chooses:
    """A ModelAdmin or inline that uses these selects for its `autocomplete_fields`."""

    def formfield_for_foreignkey(self, db_field: models.Field, request: HttpRequest, **kwargs) -> Field:
        if choosable(request.user, rows := db_field.remote_field.model._default_manager.all()) is not rows:
            kwargs.setdefault("queryset", offered(request.user, db_field, _changed(request)))
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Select() if is_plain(request) else Chooser(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: models.Field, request: HttpRequest, **kwargs) -> Field:
        if db_field.name in self.get_autocomplete_fields(request):
            chooser = SelectMultiple() if is_plain(request) else ChooserOfMany(db_field, self.admin_site)
            kwargs.setdefault("widget", chooser)
        kwargs.setdefault("form_class", KeysField)
        return super().formfield_for_manytomany(db_field, request, **kwargs)
