/* Rows beside the text, each with a place in it: figures and embeds. */

import { el } from "../desk/dom.js";
import { newKey } from "../desk/state.js";
import { mergedRows } from "./points.js";
import { lineBelow } from "./rich_text.js";

export class PlacedRows {
  constructor(kind, pictures) {
    Object.assign(this, { kind, pictures, rows: [], views: new Set() });
    this.element = el("div", { hidden: true });
  }

  get() {
    return this.rows;
  }

  isSame(value) {
    return JSON.stringify(value ?? []) === JSON.stringify(this.rows);
  }

  set(value) {
    this.rows = value ?? [];
    this.draw();
  }

  accept(value) {
    this.rows = value;
    this.draw();
  }

  merge({ base, theirs }, done) {
    this.set(mergedRows(base, this.rows, theirs).filter(({ key }) => key));
    done();
  }

  focus() {
    this.body.focus();
  }

  draw() {
    for (const draw of this.views) draw();
  }

  find(key) {
    return this.rows.find((each) => each.key === key);
  }

  changed() {
    this.oninput?.();
    this.onblur?.(); // saved before the text that names it
  }

  change(key, values) {
    this.rows = this.rows.map((row) => (row.key === key ? { ...row, ...values } : row));
    this.oninput?.();
  }

  /* Add a row and its place: at the cursor, or at a place or range of the text. */
  put(values, at) {
    const key = newKey();
    this.rows = [...this.rows, { key, ...values }];
    this.changed();
    const { editor } = this.body;
    const type = `${this.kind}Place`;
    editor.chain().focus().insertContentAt(at ?? editor.state.selection.to, { type, attrs: { key } }).run();
    const index = editor.state.doc.content.content.findIndex((node) => node.type.name === type && node.attrs.key === key);
    const line = index < 0 ? null : lineBelow(editor, index);
    if (line) editor.commands.setTextSelection(line);
  }

  remove(key) {
    const { editor } = this.body;
    editor.state.doc.descendants((node, at) => {
      if (node.type.name === `${this.kind}Place` && node.attrs.key === key) editor.chain().focus().deleteRange({ from: at, to: at + node.nodeSize }).run();
    });
    this.rows = this.rows.filter((row) => row.key !== key);
    this.changed();
  }

  /* Show a picture of the library; one that this page does not know yet is fetched. */
  showPicture(image, id) {
    const picture = this.pictures.get(id, () => this.draw());
    image.hidden = !picture;
    if (picture && image.getAttribute("src") !== picture.src) image.src = picture.src;
    image.alt = picture?.alternative_text ?? "";
    return picture;
  }
}
