"""The parts of an article that the writing desk saves one by one.

A part is a field of the admin's form, or a list of rows (rows.py). Its version is a digest of its value: a change says
which version it was made from, and if the part has another one by now, that is a conflict. So nothing is overwritten,
whatever page the other change came from, and the same change sent twice is made once.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import Model, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.models import Article
from articles.writing.choices import author_data, picture_data
from articles.writing.row_marks import KINDS, keyed, kinds_in, numbered
from articles.writing.rows import ROWS, Invalid
from media.models import Picture
from people.models import Author
from record.addresses import is_taken
from record.positions import renumber
from record.saving import claim_save
from staff.form_values import first_error, posted, shown
from text.slugs import slug_for

MOST_BODY = 2_000_000  # characters, as posted
NAME = re.compile(r"[a-z_]{1,40}")


@dataclass(frozen=True)
class Change:
    """A part as somebody wants it, and the version that they changed (None: of a new article)."""

    value: Any
    was: str | None


class Conflict(Exception):
    """The part has another version by now."""

    def __init__(self, name: str, value: Any):
        super().__init__(name)
        self.name, self.value = name, value


class Parts:
    """The parts of one article, for one request."""

    def __init__(self, model_admin: ModelAdmin, request: HttpRequest, article: Article | None):
        self.admin, self.request = model_admin, request
        self.article = article or Article()
        self.has_followed = False  # the address was made again from the title
        self._rows: dict[str, list[Model]] = {}

    def names(self) -> list[str]:
        """Return the parts that this person may change."""
        fields = self._form_class().base_fields
        rows = [name for name in ROWS if self._inline(name)]
        return [*(name for name, field in fields.items() if not field.disabled and name != "seen"), *rows]

    def _inline(self, name: str) -> InlineModelAdmin | None:
        model = getattr(Article, ROWS[name].relation).rel.related_model
        inlines = self.admin.get_inline_instances(self.request, self.article if self.article.pk else None)
        return next((inline for inline in inlines if inline.model is model), None)

    def form(self) -> forms.ModelForm:
        return self._form_class()(instance=self.article if self.article.pk else None)

    def known(self) -> dict[str, dict]:
        """Return what the desk shows of the rows that its parts name by key: authors, and pictures."""
        if not self.article.pk:
            return {"authors": {}, "pictures": {}}
        authors = Author.objects.filter(articles=self.article)
        own = Q(article_figures__article=self.article) | Q(article_embeds__article=self.article)
        pictures = Picture.objects.filter(own).distinct()
        return {
            "authors": {str(author.pk): author_data(author) for author in authors},
            "pictures": {str(picture.pk): picture_data(picture) for picture in pictures},
        }

    def values(self, names: list[str]) -> dict[str, Any]:
        """Return the values of these parts as JSON data."""
        fields = [name for name in names if name not in ROWS]
        form = self._form_class(fields)(instance=self.article) if fields else None
        found = {}
        for name in names:
            found[name] = ROWS[name].values(self.rows(name)) if name in ROWS else shown(form[name])
            if name == "body":
                found[name] = keyed(found[name], self._keys(kinds_in(found[name])))
        return found

    def _keys(self, names: list[str]) -> dict[str, list[str]]:
        return {name: [row.key for row in self.rows(name)] for name in names}

    def rows(self, name: str) -> list[Model]:
        if name not in self._rows:
            self._rows[name] = ROWS[name].of(self.article) if self.article.pk else []
        return self._rows[name]

    def save(self, changes: dict[str, Change]) -> None:
        """Make the changes and count one save, in the caller's transaction.

        Raises Conflict, and Invalid if the form refuses a value; then the caller rolls back.
        """
        known = self.names()
        if missing := [name for name in changes if name not in known]:
            raise Invalid(_("“%s” can't be changed here.") % missing[0])
        now = self.values([name for name in changes if self.article.pk])
        for name, change in changes.items():
            if self.article.pk and change.was != version(now[name]) and change.value != now[name]:
                raise Conflict(name, now[name])
        self._save_fields({name: change.value for name, change in changes.items() if name not in ROWS})
        for name, change in changes.items():
            if name in ROWS:
                self._save_rows(name, change.value)
        placed = [
            name
            for name in KINDS
            if name in changes or ("body" in changes and f"[{KINDS[name]}" in self.article.body.lower())
        ]
        if placed:
            self._place(placed, is_new="body" in changes)

    def _form_class(self, names: list[str] | None = None) -> type[forms.ModelForm]:
        given = {} if names is None else {"fields": names}
        saved = self.article if self.article.pk else None
        form = self.admin.get_form(self.request, saved, bool(saved), **given)
        if "title" in form.base_fields:
            form.base_fields["title"].required = False  # publishing requires one
        return form

    def _save_fields(self, values: dict[str, Any]) -> None:
        if self._follows_title(values):
            values["slug"], self.has_followed = "", True
        if self.article.pk and not values:  # only rows change
            self._claim(self.article)
            return
        form_class = self._form_class(list(values))
        form = form_class(posted(values, self.article.save_count), instance=self.article)
        if not form.is_valid():
            raise Invalid(first_error(form))
        article = form.save(commit=False)
        if article.pk is None:
            article.save_count, article.created_by, article.updated_by = 1, self.request.user, self.request.user
            article.slug = article.slug or slug_for(article.title, is_slug_taken)
            article.save()
            self.has_followed = True
        else:
            self._claim(article)
            own = [field.name for field in Article._meta.concrete_fields if field.name in values]
            if own:
                article.save(update_fields=own)
        form.save_m2m()

    def _claim(self, article: Article) -> None:
        """Count the save. A change voids an approval; whether it matches the last edition is for the next revision."""
        claim_save(article, article.save_count, self.request.user)
        states = Article.State
        state = states.IN_REVIEW if article.state in (states.IN_REVIEW, states.APPROVED) else states.DRAFT
        if state != article.state:
            article.state = state
            article.save(update_fields=["state"])

    def _follows_title(self, values: dict[str, Any]) -> bool:
        """Return whether the address was made from the title and nothing was published under it yet."""
        if "title" not in values or "slug" in values or not self.article.pk:
            return False
        made = re.escape(slug_for(self.article.title, lambda slug: False))
        return bool(re.fullmatch(rf"{made}(-\d+)?", self.article.slug)) and not self.article.editions.exists()

    def _save_rows(self, name: str, value: object) -> None:
        inline = self._inline(name)
        form = inline.get_formset(self.request, self.article).form
        self._rows[name] = ROWS[name].replace(self.article, self.rows(name), value, inline, form)

    def _place(self, names: list[str], is_new: bool) -> None:
        """Number figures and embeds by their marks. `is_new`: the body names them by key, as the desk sent it."""
        body = self.article.body if is_new else keyed(self.article.body, self._keys(names))
        for name in names:
            rows = {row.key: row for row in self.rows(name)}
            body, order = numbered(body, KINDS[name], list(rows))
            self._rows[name] = [rows[key] for key in order]
            renumber(self._rows[name])
        self.article.body = body
        self.article.save(update_fields=["body"])


def is_slug_taken(slug: str) -> bool:
    return is_taken("analysis", slug, None) or Article.objects.filter(slug=slug).exists()


def version(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def read_changes(message: dict) -> dict[str, Change] | None:
    """Return the changes in a message, or None if it has none or they are not valid."""
    given = message.get("parts")
    if not isinstance(given, dict) or not 0 < len(given) <= 60:
        return None
    for name, change in given.items():
        if not NAME.fullmatch(name) or not isinstance(change, dict) or not isinstance(change.get("was"), str | None):
            return None
        if not isinstance(change.get("value"), str | list) or len(json.dumps(change["value"])) > MOST_BODY:
            return None
    return {name: Change(change["value"], change.get("was")) for name, change in given.items()}
