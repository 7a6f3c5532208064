"""JSON-LD in a page."""

import json

from hypothesis import given
from hypothesis import strategies as st

from web.linked_data import script_data, thing

hostile = st.text(st.sampled_from("</script>!-&\u2028\u2029\"'\\ é"), max_size=20)


@given(hostile)
def test_nothing_in_it_ends_the_script_element_and_it_reads_back_as_it_was(title):
    written = script_data({"headline": title or "x"})
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == {"headline": title or "x"}


def test_what_is_empty_is_left_out_however_deep():
    data = {"name": "", "author": [thing("Person", name="Ada", url="")], "about": [], "version": 1}
    assert json.loads(script_data(data)) == {"author": [{"@type": "Person", "name": "Ada"}], "version": 1}
