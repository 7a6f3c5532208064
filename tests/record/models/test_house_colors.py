"""The house's colors carry meaning, so they have to be seen."""

import pytest
from django.core.exceptions import ValidationError

from record.models import Organization
from record.models.organization import DARK_GROUND, LIGHT_GROUND
from website.styleguide.tokens import tokens

SHIPPED = {"brand_color": "#12324f", "brand_color_dark": "#8fb8de"}


@pytest.mark.parametrize(
    ("field", "color"), [("brand_color", "#ffdd00"), ("brand_color", "#ffffff"), ("brand_color_dark", "#12324f")]
)
def test_a_color_that_is_not_seen_on_its_ground_is_refused_with_its_contrast(field, color):
    with pytest.raises(ValidationError) as refused:
        Organization(name="House", **{**SHIPPED, field: color}).clean()
    assert set(refused.value.message_dict) == {field}
    assert "Not enough contrast on that background" in refused.value.message_dict[field][0]


def test_the_shipped_colors_and_what_is_no_color_pass_here():
    Organization(name="House", **SHIPPED).clean()
    Organization(name="House", brand_color="red", brand_color_dark="").clean()  # the field itself refuses these


def test_the_grounds_are_those_of_the_pages():
    assert tokens("Light")["--paper-tint"] == LIGHT_GROUND
    assert tokens("Dark")["--paper-tint"] == DARK_GROUND
