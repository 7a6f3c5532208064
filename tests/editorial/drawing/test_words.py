"""Words in a picture are cut to the room there is."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from editorial.drawing.words import shortened


@given(st.text(), st.integers(min_value=2, max_value=60))
def test_a_shortened_text_has_room_and_only_lost_its_end(text, room):
    short = shortened(text, room)
    assert sum(not unicodedata.combining(character) for character in short) <= room
    assert " ".join(text.split()).startswith(short.removesuffix("…"))


def test_what_has_room_is_left_alone_and_wide_characters_take_two_places():
    assert shortened("Peace", 5) == "Peace"
    assert shortened("和平和平", 5) == "和平…"
