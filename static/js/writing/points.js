/* The summary: one paragraph per point. Enter makes the next, Backspace joins, Alt with an arrow key moves, and several
   pasted lines make several points. */

import { el } from "../desk/dom.js";
import { pastingLater } from "../pasting/later.js";
import { dragItems } from "./dragging.js";
import { mergedPieces } from "./merge.js";
import { lineExtensions, moveBlock, show } from "./rich_text.js";

const BULLET = 16; // pixels from the edge

export class PointsControl {
  constructor(its) {
    this.its = its;
    this.surface = el("div.points-text");
    this.element = el("div.points-field", {}, this.surface);
    const Point = its.Paragraph.extend({
      addAttributes: () => ({ key: { default: "", keepOnSplit: false, parseHTML: (element) => element.dataset.key ?? "", renderHTML: ({ key }) => (key ? { "data-key": key } : {}) } }),
    });
    const keys = its.Extension.create({
      name: "pointKeys",
      addKeyboardShortcuts: () => ({
        "Alt-ArrowUp": () => (moveBlock(this.editor, its, -1), true),
        "Alt-ArrowDown": () => (moveBlock(this.editor, its, 1), true),
      }),
    });
    this.editor = new its.Editor({
      element: this.surface,
      injectCSS: false,
      extensions: [its.Document.extend({ content: "paragraph+" }), Point, keys, ...lineExtensions(its), its.Placeholder.configure({ placeholder: "The main point, in a sentence…" })],
      editorProps: {
        attributes: { role: "textbox", "aria-multiline": "true", "aria-label": "Summary points, one per paragraph", spellcheck: "true" },
        ...pastingLater(() => this.editor, this.surface),
      },
      onUpdate: ({ transaction }) => !transaction.getMeta("isHeard") && this.oninput?.(),
      onBlur: () => this.onblur?.(),
    });
    const { dom } = this.editor.view;
    dragItems(dom, { handleOf: this.bulletOf, items: () => [...dom.children], move: (from, to) => this.moveTo(from, to) });
  }

  /* A point is dragged by its bullet. */
  get bulletOf() {
    return ({ target, clientX }) => {
      const point = target.closest?.("p");
      if (!point) return null;
      const { left, right } = point.getBoundingClientRect();
      const fromEdge = getComputedStyle(point).direction === "rtl" ? right - clientX : clientX - left;
      return fromEdge < BULLET ? point : null;
    };
  }

  moveTo(from, to) {
    for (let at = from; at !== to; at += Math.sign(to - from)) moveBlock(this.editor, this.its, Math.sign(to - from), at);
  }

  get() {
    const { DOMSerializer } = this.its.pm.model;
    const serializer = DOMSerializer.fromSchema(this.editor.schema);
    const used = new Set();
    return this.editor.state.doc.content.content.filter((node) => node.textContent.trim()).map((node) => {
      const key = used.has(node.attrs.key) ? "" : node.attrs.key; // a copied point is a new one
      used.add(key);
      return { key, text: el("div", {}, serializer.serializeFragment(node.content)).innerHTML.trim() };
    });
  }

  /* The server has given new points their keys. */
  accept(value) {
    const isShown = value.length === this.editor.state.doc.childCount;
    if (!isShown || this.isSame(value)) return;
    const { state, view } = this.editor;
    const tr = state.tr.setMeta("isHeard", true).setMeta("addToHistory", false);
    state.doc.forEach((_node, at, index) => tr.setNodeAttribute(at, "key", value[index].key));
    view.dispatch(tr);
  }

  isSame(value) {
    return JSON.stringify(this.get()) === JSON.stringify(value ?? []);
  }

  set(value) {
    const html = (value ?? []).map(({ key, text }) => `<p data-key="${key}">${text}</p>`).join("");
    show(this.editor, this.its.createDocument(html || "<p></p>", this.editor.schema));
  }

  merge({ base, theirs }, done) {
    this.set(mergedRows(base, this.get(), theirs));
    done();
  }

  focus() {
    this.editor.commands.focus();
  }
}

/* Merge lists of rows. Where both changed the same row, both versions stay, one after the other. */
export function mergedRows(base, mine, theirs) {
  const rows = mergedPieces(base, mine, theirs).flatMap(({ value, mine: my, theirs: their }) => value ?? [...their, ...my]);
  const used = new Set();
  return rows.map((row) => {
    const key = used.has(row.key) ? "" : row.key;
    used.add(row.key);
    return { ...row, key };
  });
}
