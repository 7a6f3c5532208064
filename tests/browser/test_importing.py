"""A wrong reading put right on the import page: by keys, by the form, on a phone."""

import os

import pytest
from django.urls import reverse

from importing.models import ImportedDocument
from importing.stored import document_of, outline_of
from snapshot.models import Snapshot
from tests import make
from tests.browser.test_pages import problems_of
from tests.importing.documents import SMALL, needs_the_cases, number_of
from tests.importing.moves import SERIES, facts, wrong_readings

pytestmark = pytest.mark.django_db(transaction=True)


def pasted(open_page, signed_in, text: str = SMALL, **window):
    page = open_page("/admin/snapshot/snapshot/import/", **window, **signed_in)
    page.fill("[name=text]", text)
    page.click("text=Preview import")
    page.wait_for_selector(".import-lines")
    return page


def box(number: int) -> str:
    return f"input[name=line][value='{number}']"


@pytest.mark.journey
def test_one_key_says_what_a_line_is_and_the_focus_stays_on_it(open_page, axe, signed_in):
    page = pasted(open_page, signed_in)
    line = number_of("Rules of")
    page.focus(box(line))
    page.keyboard.press("a")
    page.wait_for_selector(f"#line-{line}.is-pinned")
    assert page.evaluate("document.activeElement.value") == str(line)
    assert page.locator(".import-articles").count() == 1
    assert axe(page) == []
    page.click("text=Undo")
    page.wait_for_function("document.querySelectorAll('.import-articles').length === 2")


def test_a_run_of_lines_is_selected_with_shift_and_left_out_with_one_key(open_page, signed_in):
    page = pasted(open_page, signed_in)
    first, last = number_of("The ferries of"), number_of("They carry")
    page.click(box(first))
    page.click(box(last), modifiers=["Shift"])
    page.focus(box(last))
    page.keyboard.press("x")
    page.wait_for_selector(f"#line-{first}.is-pinned")
    assert "left out" in page.inner_text(f"#line-{last} .import-place")
    assert len(ImportedDocument.objects.get().corrections) == 1


def test_without_scripts_the_form_corrects_undoes_and_applies(open_page, signed_in):
    page = pasted(open_page, signed_in, java_script_enabled=False)
    page.check(box(number_of("Executive")))
    page.select_option("[name=as]", "other")
    page.check("[name=only]")
    page.click("text='Set'")
    page.click("button[name=like][value=words]")
    assert page.locator(".is-pinned").count() == 3
    page.click("summary:has-text('2 corrections')")
    page.click("text='Undo'")
    page.click("text='Undo'")
    assert page.locator(".is-pinned").count() == 0
    page.click("input[name=apply]")
    assert Snapshot.objects.get().title


def test_what_takes_long_is_told_while_it_lasts(open_page, signed_in):
    page = pasted(open_page, signed_in)
    page.evaluate("document.querySelector('.import-review form').addEventListener('submit', (e) => e.preventDefault())")
    page.click("input[name=apply]")
    assert page.inner_text(".import-busy").strip() == "Applying 3 articles…"
    assert page.locator(".import-busy progress").count() == 1


def test_links_in_pasted_text_are_kept_until_it_is_changed(open_page, signed_in):
    page = open_page("/admin/snapshot/snapshot/import/", **signed_in)
    paste = """(html) => {
        const text = document.querySelector("[name=text]"), data = new DataTransfer();
        data.setData("text/html", html);
        text.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data }));
        text.value = "Pasted";
        text.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste" }));
    }"""
    page.evaluate(paste, "<p><a href='https://harbor.example/'>Pasted</a></p>")
    assert page.is_visible("#pasted-links")
    assert "harbor.example" in page.input_value("[name=markup]")
    page.type("[name=text]", "!")
    assert page.input_value("[name=markup]") == ""
    assert page.is_hidden("#pasted-links")


@pytest.mark.parametrize(("width", "scheme"), [("phone", "dark"), ("narrow", "light"), ("desktop", "light")])
def test_the_pages_of_an_import_are_accessible_and_fit(open_page, axe, signed_in, width, scheme):
    make.article("Northport Dredges Its Last Channel")
    page = pasted(open_page, signed_in, SMALL.replace("Ada Brandt\nMarch", "Nobody\nMarch"))
    page.focus(box(number_of("Executive")))
    page.keyboard.press("x")
    page.wait_for_selector(".is-pinned")
    kept = ImportedDocument.objects.get()
    names = ("review", "import_text_review")
    addresses = [reverse(f"admin:snapshot_snapshot_{name}", args=[kept.pk]) for name in names]

    def open_signed_in(path, width, scheme):
        opened = open_page(path, width, scheme, **signed_in)
        opened.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        return opened

    assert problems_of(addresses, open_signed_in, axe, width, scheme) == []


@pytest.mark.parametrize("width", ["phone", "desktop"])
def test_totals_and_apply_stay_in_sight_from_the_first_line_to_the_last(open_page, signed_in, width):
    page = pasted(open_page, signed_in, width=width)
    in_sight = """() => ['.import-totals', '[name=apply], .import-act input[type=submit]'].every((name) => {
        const box = document.querySelector(name).getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight && box.height > 0;
    })"""
    assert page.evaluate(in_sight)
    page.evaluate(
        "[...document.querySelectorAll('.import-lines li, .import-lines tr')].at(-1).scrollIntoView({ block: 'end' })"
    )
    assert page.evaluate(in_sight)


def test_what_taking_back_deletes_is_shown_first(open_page, axe, signed_in):
    page = pasted(open_page, signed_in)
    page.click("input[name=apply]")
    page.wait_for_url("**/desk/")
    kept = ImportedDocument.objects.get()
    page.goto(reverse("admin:snapshot_snapshot_import_undo_review", args=[kept.pk]))
    assert axe(page) == []
    assert "Ferries of the Inner Sea" in page.inner_text("#content-main")
    page.click("input[type=submit]")
    page.wait_for_selector(".import-lines")
    assert not Snapshot.objects.exists()


def make_move(page, sent: dict[str, list[str]]) -> None:
    """Do on the page what `sent` would send."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    if "pin" in sent:
        for number in dict.fromkeys(sent["line"]):
            page.locator(box(int(number))).first.check()
        page.set_checked("[name=only]", "only" in sent)
        page.select_option("[name=as]", sent["pin"][0])
        button = "button[name=pin]"
    else:
        act = next(name for name in ("like", "set", "leave") if name in sent)
        for name, (value,) in sent.items():
            if name.endswith("-authors"):
                write_names(page, name, value.split("\n"))
            elif name != act:
                page.fill(f"[name='{name}']", value)
        button = f"button[name={act}][value='{sent[act][0]}']"
    with page.expect_navigation():
        page.click(button)


def write_names(page, name: str, names: list[str]) -> None:
    """Write all names into the first field, split them, and empty the fields that are left."""
    fields = page.locator(f"import-names:has([name='{name}']) input")
    for at in range(fields.count()):
        fields.nth(at).fill("")
    fields.nth(0).fill(", ".join(names))
    for at in range(len(names) - 1):
        fields.nth(at).press("End")
        page.locator(f"import-names:has([name='{name}']) [data-act=split]").nth(at).click()


def test_a_correction_is_saved_while_a_choice_is_open(open_page, signed_in):
    make.article("Northport Dredges Its Last Channel")
    page = pasted(open_page, signed_in)
    make_move(page, {"leave": [f"article:{number_of('Northport')}"]})
    assert page.locator(".import-articles > li").count() == 2


def test_a_name_that_holds_two_is_split_and_two_that_are_one_are_joined(open_page, axe, signed_in):
    page = pasted(open_page, signed_in)
    page.click("details.import-edit:has(import-names) summary")
    names = page.locator("import-names").first
    names.locator("input").fill("Ada Brandt and Ben Okoro")
    names.locator("[data-act=split]").click()
    assert [field.input_value() for field in names.locator("input").all()] == ["Ada Brandt", "Ben Okoro"]
    assert page.locator("import-names textarea").first.input_value() == "Ada Brandt\nBen Okoro"
    assert axe(page) == []
    names.locator("[data-act=join]").click()
    assert [field.input_value() for field in names.locator("input").all()] == ["Ada Brandt Ben Okoro"]


@needs_the_cases
@pytest.mark.full
def test_wrong_readings_are_put_right_on_the_page_in_the_moves_counted(open_page, signed_in):
    """Drive the page for one document of each rule, for all with SUITE=soak; test_moves.py counts the moves of all."""
    make.series(SERIES[0])
    done: list[str] = []
    for path, rule, editor in wrong_readings():
        if rule in done and os.environ.get("SUITE") != "soak":
            continue
        done.append(rule)
        assert editor.put_right() is not None
        page = open_page("/admin/snapshot/snapshot/import/", **signed_in)
        page.set_input_files("[name=file]", path)
        page.click("text=Preview import")
        page.wait_for_selector(".import-lines")
        for sent in editor.moves:
            make_move(page, sent)
        kept = ImportedDocument.objects.first()
        assert len(kept.corrections) == len(editor.moves), (path, rule)
        assert facts(outline_of(document_of(kept), kept.corrections)) == facts(editor.right), (path, rule)
        kept.delete()  # its corrections would be used again for the next version of the document
        page.close()
    assert len(set(done)) >= 12
    print(f"{len(done)} wrong readings, of {len(set(done))} rules, put right on the page")  # noqa: T201 - for the soak
