/* The text's toolbar: one tab stop, arrow keys within it; a second row while the cursor is in a table. */

import { $$, el, icon } from "../desk/dom.js";
import { lineBelow } from "./rich_text.js";

const BLOCKS = [["paragraph", "Paragraph"], ["2", "Heading"], ["3", "Heading, smaller"], ["4", "Heading, smallest"]];

export class Toolbar {
  constructor(editor, its, acts) {
    Object.assign(this, { editor, its });
    const run = (change) => () => change(this.editor.chain().focus()).run();
    this.kind = el("select", { "aria-label": "Kind of paragraph", onchange: () => this.setKind(this.kind.value) }, BLOCKS.map(([value, label]) => el("option", { value }, label)));
    this.buttons = [
      ["bold", "Bold (Ctrl B)", run((chain) => chain.toggleBold()), "bold"],
      ["italic", "Italic (Ctrl I)", run((chain) => chain.toggleItalic()), "italic"],
      ["link", "Link (Ctrl Shift K)", acts.link, "link"],
      null,
      ["list", "List", run((chain) => chain.toggleBulletList()), "bulletList"],
      ["numbers", "Numbered list", run((chain) => chain.toggleOrderedList()), "orderedList"],
      ["quote", "Quotation", () => this.quote(false), "blockquote", { pull: false }],
      ["pull", "Pull quote", () => this.quote(true), "blockquote", { pull: true }],
      ["callout", "Call-out box", run((chain) => chain.toggleWrap("callout")), "callout"],
      null,
      ["note", "Footnote (Ctrl Alt F)", acts.note],
      ["figure", "Figure", acts.figure],
      ["embed", "Embed: a chart, map or video", acts.embed],
      ["table", "Table", () => this.insertTable(), "table"],
      ["rule", "Line", run((chain) => chain.setHorizontalRule())],
    ];
    const made = this.buttons.map((each) => (each ? this.button(...each) : el("span.tool-gap")));
    this.caption = el("input", { type: "text", "aria-label": "Caption of the table", placeholder: "Caption", maxlength: 300, oninput: () => this.setCaption() });
    const table = [
      ["Header row", (chain) => chain.toggleHeaderRow()], ["Header column", (chain) => chain.toggleHeaderColumn()],
      ["Add row", (chain) => chain.addRowAfter()], ["Add column", (chain) => chain.addColumnAfter()],
      ["Remove row", (chain) => chain.deleteRow()], ["Remove column", (chain) => chain.deleteColumn()], ["Remove table", (chain) => chain.deleteTable()],
    ];
    const acts2 = table.map(([label, change]) => el("button.btn.quiet", { type: "button", tabindex: -1, onmousedown: keep, onclick: run(change) }, label));
    this.table = el("div.tool-row.is-table", { hidden: true }, this.caption, ...acts2);
    this.element = el("div.toolbar", { role: "toolbar", "aria-label": "Formatting", "aria-controls": "paper-body" }, el("div.tool-row", {}, this.kind, ...made), this.table);
    this.element.addEventListener("keydown", (event) => this.onKey(event));
    this.draw();
  }

  button(name, label, act, mark, attributes) {
    const made = el("button.icon-button", { type: "button", tabindex: -1, "aria-label": label, title: label, onmousedown: keep, onclick: act }, icon(name));
    Object.assign(made, { mark, how: attributes });
    return made;
  }

  setKind(value) {
    const chain = this.editor.chain().focus();
    (value === "paragraph" ? chain.setParagraph() : chain.setHeading({ level: Number(value) })).run();
  }

  quote(pull) {
    const { editor } = this;
    if (editor.isActive("blockquote", { pull })) return editor.chain().focus().toggleBlockquote().run();
    const chain = editor.chain().focus();
    return (editor.isActive("blockquote") ? chain : chain.toggleBlockquote()).updateAttributes("blockquote", { pull }).run();
  }

  insertTable() {
    this.editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run();
    lineBelow(this.editor);
  }

  setCaption() {
    this.editor.chain().updateAttributes("table", { caption: this.caption.value.replace(/\s+/g, " ") }).run();
  }

  drawSoon() {
    this.waiting ??= requestAnimationFrame(() => ((this.waiting = null), this.draw()));
  }

  draw() {
    const { editor } = this;
    const level = editor.getAttributes("heading").level;
    this.kind.value = editor.isActive("heading") ? String(level) : "paragraph";
    for (const button of $$(".icon-button", this.element)) {
      if (button.mark) button.setAttribute("aria-pressed", String(editor.isActive(button.mark, button.how)));
    }
    this.table.hidden = !editor.isActive("table") && !this.table.contains(document.activeElement);
    if (!this.table.hidden && document.activeElement !== this.caption) this.caption.value = editor.getAttributes("table").caption ?? "";
  }

  focus() {
    this.kind.focus();
  }

  onKey(event) {
    if (event.key === "Escape") return this.editor.commands.focus();
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || event.target === this.caption) return undefined;
    const stops = $$("select, button, input", this.element).filter((each) => each.offsetParent);
    const at = stops.indexOf(event.target);
    event.preventDefault();
    return stops[(at + by + stops.length) % stops.length].focus();
  }
}

const keep = (event) => event.preventDefault(); // keeps the focus in the text
