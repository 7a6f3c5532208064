"""Form fields for text: what an editor types, sanitized by editorial.prose on its way in."""

import re
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import Media

from editorial import prose

# What editorial.prose lets through, and nothing else: a test holds the two together.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "Link": {"enableTarget": False, "protocols": sorted(prose.SCHEMES)},
    "Heading": {"levels": [2, 3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "HorizontalRule": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
}


class ProseWidget(AdminProseEditorWidget):
    """The rich text editor, offering what the sanitizer keeps."""

    def __init__(self, attrs: dict | None = None):
        super().__init__(attrs, config={"extensions": EXTENSIONS}, preset="configurable")

    @property
    def media(self) -> Media:
        return Media(js=["js/desk-editor.js"]) + super().media


class SmallTextarea(AdminTextareaWidget):
    """A textarea of three lines: for a sentence or two."""

    def __init__(self, attrs: dict | None = None):
        super().__init__({"rows": 3, **(attrs or {})})


class ProseField(forms.CharField):
    """Paragraphs, headings, lists and tables, one block a line in the database."""

    widget = ProseWidget

    def to_python(self, value: Any) -> str:
        return "\n".join(prose.blocks(super().to_python(value)))


class ParagraphsField(forms.CharField):
    """Prose typed in a plain textarea, an empty line between paragraphs."""

    widget = SmallTextarea

    def prepare_value(self, value: Any) -> Any:
        return "\n\n".join(
            _typed(re.sub(r"^<p>(.*)</p>$", r"\1", block, flags=re.S)) for block in prose.blocks(value or "")
        )

    def to_python(self, value: Any) -> str:
        parts = re.split(r"\n\s*\n", super().to_python(value).replace("\r\n", "\n"))
        return "\n".join(block for part in parts for block in prose.blocks(part))


TAG = re.compile(r"<\s*[/!?]?\s*([a-zA-Z][^\s>/]*)")
KEPT = {*prose.INLINE_TAGS, "b", "i"}


def refuse_what_would_go(typed: str) -> None:
    """Raise where sanitizing would take words or tags away: an editor is told, not surprised."""
    foreign = next((tag[0] for tag in TAG.finditer(typed) if tag[1].lower() not in KEPT), "")
    if foreign:
        words = _("“%s…” would not be kept. For a “<” to be printed, write &lt; in its place.")
        raise forms.ValidationError(words % foreign)


class InlineField(forms.CharField):
    """A text of one paragraph with light markup: em, strong, sub, sup, a."""

    widget = SmallTextarea

    def prepare_value(self, value: Any) -> Any:
        return _typed(value) if isinstance(value, str) else value

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        refuse_what_would_go(typed)
        return prose.clean_inline(typed)


class LinesField(forms.CharField):
    """A list of plain texts (a JSONField), typed one a line."""

    widget = SmallTextarea

    def __init__(self, *, encoder: Any = None, decoder: Any = None, **kwargs):
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(_typed(line) for line in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        lines = [self.clean_line(line) for line in super().to_python(value).splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)

    def clean_line(self, line: str) -> str:
        return " ".join(prose.nfc(prose.printable(line)).split())


class PointsField(LinesField):
    """A list of summary points, one a line, with light markup."""

    def clean_line(self, line: str) -> str:
        refuse_what_would_go(line)
        return prose.clean_inline(line)


def _typed(markup: str) -> str:
    """Return `markup` as a person would type it: “&” where nothing could take it for the start of an entity."""
    return re.sub(r"&amp;(?![#\w]+;)", "&", markup)


class TextFields:
    """A ModelAdmin's or an inline's fields, each by the form field that `text_fields` names for it."""

    text_fields: dict[str, type[forms.CharField]] = {}
    formfield_overrides = {
        models.JSONField: {"form_class": LinesField},
        models.TextField: {"widget": SmallTextarea},
        models.URLField: {"assume_scheme": "https"},
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = self.text_fields.get(db_field.name)
        if field:
            return db_field.formfield(form_class=field, widget=field.widget)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            # Beside a chooser, deleting what is chosen is a slip of the hand from clearing the field.
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field


class RichText:
    """A ModelAdmin with the rich text editor on its form."""

    def render_change_form(self, request, context, *args, **kwargs) -> HttpResponse:
        """Give the editor's import map its nonce, under the site's content policy."""
        context["media"] = Media.from_media(context["media"]).with_nonce(str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)
