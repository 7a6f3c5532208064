/* Figures: rows beside the text, each with a place in it. Choosing or dropping a picture adds a row and its place. */

import { notice } from "../desk/announce.js";
import { openDialog } from "../desk/dialogs.js";
import { $, debounce, el, icon } from "../desk/dom.js";
import { newKey } from "../desk/state.js";
import { askAt, postAt } from "./places.js";
import { mergedRows } from "./points.js";

export class Figures {
  constructor(known) {
    Object.assign(this, { known, rows: [], views: new Set() });
    this.element = el("div", { hidden: true });
    $("#picture-q").addEventListener("input", debounce(200, () => this.look()));
    $("#picture-upload").addEventListener("click", () => $("#picture-file").click());
    $("#picture-file").addEventListener("change", ({ target }) => ($("#picture-dialog").close(), this.upload([...target.files]), (target.value = "")));
  }

  get() {
    return this.rows;
  }

  isSame(value) {
    return JSON.stringify(value ?? []) === JSON.stringify(this.rows);
  }

  set(value) {
    this.rows = value ?? [];
    for (const draw of this.views) draw();
  }

  accept(value) {
    this.rows = value;
  }

  merge({ base, theirs }, done) {
    this.set(mergedRows(base, this.rows, theirs).filter(({ key }) => key));
    done();
  }

  focus() {
    this.body.focus();
  }

  /* The element that shows a figure in the text. */
  viewOf(key) {
    const image = el("img", { alt: "" });
    const caption = el("input", { type: "text", maxlength: 500, "aria-label": "Caption of the figure", oninput: () => this.setCaption(key, caption.value) });
    const remove = el("button.icon-button", { type: "button", "aria-label": "Remove the figure", title: "Remove the figure", onclick: () => this.remove(key) }, icon("trash"));
    const element = el("figure.paper-figure", { contenteditable: "false", "data-key": key }, image, el("figcaption", {}, el("span.paper-figure-number"), caption, remove));
    const draw = () => {
      const row = this.rows.find((each) => each.key === key);
      const picture = row && this.known[row.picture];
      element.classList.toggle("is-lost", !row);
      if (row && !picture) this.fetch(row.picture);
      if (picture && image.getAttribute("src") !== picture.src) image.src = picture.src;
      image.alt = picture?.alternative_text ?? "";
      caption.placeholder = picture?.caption || "Caption";
      if (row && document.activeElement !== caption) caption.value = row.caption;
    };
    this.views.add(draw);
    draw();
    return element;
  }

  /* A picture that this page does not know yet: the text was kept in the browser, or somebody else added it. */
  async fetch(id) {
    if (id in this.known) return;
    this.known[id] = null;
    const { pictures } = await askAt("pictures", { id }).catch(() => ({ pictures: [] }));
    this.known[id] = pictures[0];
    this.set(this.rows);
  }

  changed() {
    this.oninput?.();
    this.onblur?.(); // saved before the text that names it
  }

  setCaption(key, caption) {
    this.rows = this.rows.map((row) => (row.key === key ? { ...row, caption } : row));
    this.oninput?.();
  }

  remove(key) {
    const { editor } = this.body;
    editor.state.doc.descendants((node, at) => {
      if (node.type.name === "figurePlace" && node.attrs.key === key) editor.chain().focus().deleteRange({ from: at, to: at + node.nodeSize }).run();
    });
    this.rows = this.rows.filter((row) => row.key !== key);
    this.changed();
  }

  place(picture, at) {
    this.known[picture.id] = picture;
    const key = newKey();
    this.rows = [...this.rows, { key, picture: picture.id, caption: "" }];
    this.changed();
    const { editor } = this.body;
    const where = at ?? editor.state.selection.to;
    editor.chain().focus().insertContentAt(where, { type: "figurePlace", attrs: { key } }).run();
  }

  choose() {
    $("#picture-q").value = "";
    openDialog("picture-dialog");
    this.look();
  }

  async look() {
    const found = $("#picture-found");
    try {
      const { pictures } = await askAt("pictures", { q: $("#picture-q").value });
      const take = (picture) => () => ($("#picture-dialog").close(), this.place(picture));
      found.replaceChildren(...pictures.map((picture) => el("button.picture-option", { type: "button", onclick: take(picture) }, el("img", { src: picture.src, alt: "", loading: "lazy" }), el("span", {}, picture.title))));
      if (!pictures.length) found.replaceChildren(el("p.quiet", {}, "No picture has these words."));
    } catch {
      found.replaceChildren(el("p.is-error", {}, "The library can’t be reached just now."));
    }
  }

  /* Describe and add pictures, one after the other. */
  upload([file, ...rest], at) {
    if (!file) return;
    $("#describe-file").textContent = file.name;
    $("#describe-problem").textContent = "";
    for (const name of ["alt", "caption", "credit"]) $(`#describe-${name}`).value = "";
    $("#describe-decorative").checked = false;
    const dialog = openDialog("describe-dialog");
    $("form", dialog).onsubmit = (event) => {
      event.preventDefault();
      this.send(file, dialog, () => this.upload(rest), at);
    };
  }

  async send(file, dialog, next, at) {
    const data = new FormData();
    data.set("upload", file);
    for (const [name, field] of [["alternative_text", "alt"], ["caption", "caption"], ["credit", "credit"]]) data.set(name, $(`#describe-${field}`).value);
    if ($("#describe-decorative").checked) data.set("is_decorative", "on");
    $("#describe-add").disabled = true;
    try {
      const picture = await postAt("pictures", data);
      dialog.close();
      this.place(picture, at);
      next();
    } catch (problem) {
      $("#describe-problem").textContent = problem.message || "The picture could not be uploaded just now. Try again.";
      notice($("#describe-problem").textContent, { kind: "error" });
    } finally {
      $("#describe-add").disabled = false;
    }
  }
}
