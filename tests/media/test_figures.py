"""Figures as lines of plain text, and their captions."""

import pytest

from media.figures import figure_line, shown_figures
from media.pictures.frozen import frozen_figures
from tests import make


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"caption": "At dusk", "credit": "Ada", "license": "CC0-1.0"}, "[Figure 1: At dusk (Ada, CC0 1.0)]"),
        ({"alternative_text": "A crane"}, "[Figure 1: A crane]"),
        ({"alternative_text": "", "is_decorative": True, "credit": "Ada"}, "[Figure 1: Ada]"),
        ({"alternative_text": "", "is_decorative": True}, "[Figure 1]"),
    ],
)
def test_in_plain_text_it_is_a_line(said, line):
    row = make.figured(make.article(), shown=make.picture(**said))
    [figure] = shown_figures(frozen_figures([row]))
    assert figure_line(figure) == line


@pytest.mark.django_db
def test_a_caption_of_its_own_stands_in_the_place_of_the_pictures():
    article, picture = make.article(), make.picture(caption="In the library")
    rows = [make.figured(article, "Here", picture), make.figured(article, "", picture)]
    assert [each["caption"] for each in frozen_figures(rows)] == ["Here", "In the library"]
