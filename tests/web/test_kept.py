"""{% kept_include %}: a component is rendered once for what it is given."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, engines
from django.utils.safestring import mark_safe
from django.utils.translation import override

from web.deferred import Deferred
from web.templatetags import kept

MADE: list[tuple] = []


def words_of(word: str, number: int) -> str:
    MADE.append((word, number))
    return f"{word} {number}"


@pytest.fixture
def rendered(monkeypatch):
    """Return render(template, **context), and the list of components that were rendered anew."""
    names = []
    render = kept.KeptInclude._render

    def noted(self, context, values):
        names.append(self.name)
        return render(self, context, values)

    monkeypatch.setattr(kept.KeptInclude, "_render", noted)
    monkeypatch.setattr(kept, "_kept", kept.Bounded(100_000))
    template = engines["django"].engine.from_string('{% kept_include "components/empty_state.html" with text=words %}')
    return lambda words: template.render(Context({"words": words, "text": "of the page"})), names


def test_it_renders_like_include_once_for_the_same_words(rendered):
    render, names = rendered
    assert render("Nothing yet") == render("Nothing yet")
    assert "Nothing yet" in render("Nothing yet")
    assert len(names) == 1
    assert "of the page" not in render("Something")
    assert len(names) == 2


def test_each_language_has_its_own(rendered):
    render, names = rendered
    render("Rien")
    with override("fr"):
        render("Rien")
    assert len(names) == 2


def test_markup_and_the_same_text_are_told_apart(rendered):
    render, _anew = rendered
    assert "<b>" in render(mark_safe("<b>"))
    assert "&lt;b&gt;" in render("<b>")


def test_what_is_deferred_is_made_once_for_the_same_data(rendered):
    render, names = rendered
    MADE.clear()
    assert render(Deferred(words_of, "Nothing", 1)) == render(Deferred(words_of, "Nothing", 1))
    assert "Nothing 2" in render(Deferred(words_of, "Nothing", 2))
    assert MADE == [("Nothing", 1), ("Nothing", 2)]
    assert len(names) == 2


def test_of_a_list_only_new_items_are_rendered(rendered):
    _render, names = rendered
    part = '{% kept_include "components/empty_state.html" with text=item %}{{ mark }}{{ page }}'
    source = "{% kept_each item in items with mark=mark %}" + part + ",{% endkept_each %}"
    template = engines["django"].engine.from_string(source)

    def marks(items: list[str], mark: str) -> int:
        return template.render(Context({"items": items, "mark": mark, "page": "of the page"})).count(f"{mark},")

    assert (marks(["a", "<b>", "a"], "!"), len(names)) == (3, 2)
    assert (marks(["c", "a", "<b>"], "!"), len(names)) == (3, 3)
    assert marks(["a"], "?") == 1
    made = template.render(Context({"items": ["<b>"], "mark": "!", "page": "of the page"}))
    assert "&lt;b&gt;" in made
    assert "of the page" not in made


def test_no_template_changes_the_language_or_the_time_zone():
    changing = re.compile(r"\{% (language|timezone|localtime) ")
    templates = Path(settings.BASE_DIR, "templates").rglob("*.html")
    assert [path.name for path in templates if changing.search(path.read_text())] == []
