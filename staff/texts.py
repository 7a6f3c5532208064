"""Form fields for text, which sanitize input with text.prose."""

import re
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import Media
from taggit.forms import TagField
from taggit.models import Tag

from text import prose

# Exactly what text.prose allows; a test compares the two.
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
    """The rich text editor, limited to what the sanitizer keeps."""

    def __init__(self, attrs: dict | None = None):
        super().__init__(attrs, config={"extensions": EXTENSIONS}, preset="configurable")

    @property
    def media(self) -> Media:
        return Media(js=["js/desk-editor.js"]) + super().media


class SmallTextarea(AdminTextareaWidget):
    """A textarea with three lines, for a sentence or two."""

    def __init__(self, attrs: dict | None = None):
        super().__init__({"rows": 3, **(attrs or {})})


class ProseField(forms.CharField):
    """Paragraphs, headings, lists and tables, stored as one block per line."""

    widget = ProseWidget
    takes_notes = True

    def to_python(self, value: Any) -> str:
        return "\n".join(prose.blocks(super().to_python(value)))


class ParagraphsField(forms.CharField):
    """Prose typed in a plain textarea, with paragraphs separated by empty lines."""

    widget = SmallTextarea
    takes_notes = True

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
    """Raise ValidationError if sanitizing would remove words or tags, so that nothing disappears silently."""
    foreign = next((tag[0] for tag in TAG.finditer(typed) if tag[1].lower() not in KEPT), "")
    if foreign:
        words = _("“%s…” would be removed. To print a “<”, write &lt; instead.")
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


class NoteField(InlineField):
    """A paragraph with light markup and optional footnotes, whose notes are at its end."""

    takes_notes = True


class LinesField(forms.CharField):
    """A list of plain texts (a JSONField), typed one per line."""

    widget = SmallTextarea

    def __init__(self, *, encoder: Any = None, decoder: Any = None, **kwargs):
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(_typed(line) for line in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        lines = [self.clean_line(line) for line in super().to_python(value).splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (initial or []) != self.to_python(data)
        except forms.ValidationError:
            return True  # and cleaning says why it is refused

    def clean_line(self, line: str) -> str:
        return " ".join(prose.one_line(line).split())


class PointsField(LinesField):
    """A list of summary points, one per line, with light markup."""

    def clean_line(self, line: str) -> str:
        refuse_what_would_go(line)
        return prose.clean_inline(line)


class TagsField(TagField):
    """Tags separated by commas, each within the database's length limit."""

    def clean(self, value: Any) -> list[str]:
        names = [prose.one_line(name) for name in super().clean(value)]
        most = Tag._meta.get_field("name").max_length
        if any(len(name) > most for name in names):
            raise forms.ValidationError(_("A tag has at most %d characters. Separate tags by commas.") % most)
        return [name for name in names if name]


def _typed(markup: str) -> str:
    """Return `markup` as a person would type it: “&” wherever it cannot start an entity."""
    return re.sub(r"&amp;(?![#\w]+;)", "&", markup)


class TextFields:
    """Form fields for a ModelAdmin or inline, chosen by `text_fields`."""

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
            # Beside a select, a delete button is too easy to hit instead of clearing the field.
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field


class RichText:
    """A ModelAdmin with the rich text editor in its form."""

    def render_change_form(self, request, context, *args, **kwargs) -> HttpResponse:
        """Add the nonce to the editor's import map, which the content security policy requires."""
        context["media"] = Media.from_media(context["media"]).with_nonce(str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)
