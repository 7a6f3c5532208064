"""What is pasted or dropped at the writing desk and can't be taken: told, and the text stays as it was."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.test_writing import PASTE, WritingDesk, desk  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db(transaction=True)

DROP = """(editor) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(["no picture at all"], "map.png", { type: "image/png" }));
  const { left, top } = editor.getBoundingClientRect();
  const at = { clientX: left + 20, clientY: top + 10 };
  for (const kind of ["dragenter", "dragover", "drop"]) editor.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true, ...at }));
}"""


@pytest.fixture
def writing(desk) -> WritingDesk:  # noqa: F811
    opened = desk(make.article("Ports wait", body="<p>One.</p>"))
    opened.text.locator("p").first.click()
    opened.press("End")
    opened.page.wait_for_load_state("networkidle")  # what cleans the clipboard is fetched then
    return opened


def test_two_megabytes_are_pasted_and_saved(writing):
    writing.text.evaluate(PASTE, "<p>" + "</p><p>".join(["Ships waited off the quay."] * 60_000) + "</p>")
    expect(writing.page.locator("#top-saved")).not_to_have_attribute("data-kind", "saved")
    assert writing.article().body.count("<p>") >= 60_000


def test_lists_in_lists_ten_thousand_deep_keep_their_words(writing):
    writing.text.evaluate(PASTE, "<ul><li>" * 10_000 + "Deep." + "</li></ul>" * 10_000)
    expect(writing.text).to_contain_text("Deep.")
    writing.press("Control+End")
    writing.type(" More.")
    expect(writing.page.locator("#top-saved")).not_to_have_attribute("data-kind", "saved")
    assert "Deep. More." in writing.article().body


def test_a_dropped_file_that_is_no_picture_is_refused_with_a_sentence(writing):
    writing.text.evaluate(DROP)
    dialog = writing.page.locator("dialog[open]")
    expect(dialog).to_contain_text("Describe the picture")
    dialog.get_by_label("Alternative text").fill("A map")
    dialog.get_by_role("button", name="Upload").click()
    expect(dialog).to_contain_text("no JPEG, PNG, WebP or AVIF picture")
    assert writing.paragraphs() == ["One."]
