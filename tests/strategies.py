"""What hypothesis draws working copies from (texts in any script, markup good and bad), and how often."""

import os
from datetime import date

from hypothesis import settings
from hypothesis import strategies as st


def examples(most: int, **others) -> settings:
    """Decorate a property that is slow: so many examples at most, half in `make test`, fewer in `make quick`, all in soak."""
    usual, suite = settings.default.max_examples, os.environ.get("SUITE")
    number = usual if suite == "soak" else min(most if suite == "all" else most // 2, usual)
    return settings(max_examples=number, **others)


letters = st.characters(exclude_categories=["Cs", "Cc"])
words = st.sampled_from(["winter", "“quoted”", "Երևան", "naïve", "R&D", "1 < 2", "👩‍🔬", "–", "e\u0301"]) | st.text(
    letters, max_size=8
)
line = st.lists(words, min_size=1, max_size=4).map(" ".join)
maybe_line = st.just("") | line
inline = st.lists(
    words | st.sampled_from(["<em>said</em>", "<b>bold</b>", '<a href="https://example.org/?a=1&b=2">there</a>', "<p>", "&nbsp;", "&lt;"]),
    max_size=5,
).map(" ".join)  # fmt: skip
block = st.sampled_from(
    [
        "<p>{}</p>",
        "<h2>{}</h2>",
        "<ul><li>{}</li></ul>",
        "{}",
        "<blockquote><p>{}</p></blockquote>",
        "<em>{}<p>x</p></em>",
    ]
)
prose = st.lists(st.builds(str.format, block, inline), max_size=4).map("\n".join)
days = st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1))


def some_of(count: int, most: int = 4):
    """Draw indexes below `count`, each once, in any order."""
    return st.lists(st.integers(0, count - 1), unique=True, max_size=most)
