/* A control for text with markup: shown as it will look, edited in the site's editor, which is loaded on first use. Kinds: "prose" (blocks), "inline" (one paragraph), "points" (a list). */

import { el, icon } from "./dom.js";
import { nodesOf, paragraphsOf } from "./markup.js";
import { askForLink } from "./link_dialog.js";
import { fetchEditor } from "./editor.js";
import { pastingLater } from "../pasting/later.js";

let count = 0;

const KINDS = {
  prose: {
    empty: "",
    toHtml: (value) => value,
    fromHtml: (html) => (paragraphsOf(html).length || html.includes("<hr") ? html : ""),
  },
  inline: {
    empty: "",
    toHtml: (value) => `<p>${value}</p>`,
    fromHtml: (html) => paragraphsOf(html).join(" "),
  },
  points: {
    empty: [],
    toHtml: (value) => value.map((point) => `<p>${point}</p>`).join(""),
    fromHtml: paragraphsOf,
  },
};

const BUTTONS = [
  ["bold", "Bold", (chain) => chain.toggleBold(), "bold"],
  ["italic", "Italic", (chain) => chain.toggleItalic(), "italic"],
  ["list", "List", (chain) => chain.toggleBulletList(), "bulletList"],
];

function extensionsFor(kind, its) {
  const { Document, Paragraph, Text, Bold, Italic, Subscript, Superscript, HardBreak, History, Link } = its;
  const content = { prose: "block+", inline: "paragraph", points: "paragraph+" }[kind];
  const link = Link.configure({ enableTarget: false, openOnClick: false, protocols: ["http", "https", "mailto"] });
  const marks = [Document.extend({ content }), Paragraph, Text, Bold, Italic, Subscript, Superscript, HardBreak, History, link];
  if (kind !== "prose") return marks;
  const { Heading, BulletList, OrderedList, ListItem, Blockquote, HorizontalRule, Table, TableRow, TableHeader, TableCell } = its;
  const headings = Heading.configure({ levels: [2, 3, 4] });
  return [...marks, headings, BulletList, OrderedList, ListItem, Blockquote, HorizontalRule, Table, TableRow, TableHeader, TableCell];
}

export class RichControl {
  constructor({ label, placeholder = "", kind = "inline", className = "" }) {
    Object.assign(this, { kind, label, placeholder, value: KINDS[kind].empty });
    const id = `rich-${++count}`;
    this.edit = el("button.btn.quiet.edit", { type: "button", "aria-describedby": id, onclick: () => this.focus() }, "Edit");
    this.tools = el("div.tools", { role: "toolbar", "aria-label": `Formatting: ${label}`, hidden: true });
    this.surface = el("div.surface");
    this.fold = el("button.btn.quiet.edit.fold", { type: "button", onclick: () => this.setFolded(!this.isFolded) });
    const head = el("div.field-head", {}, el("span.field-label", { id }, label), this.tools, kind === "prose" && this.fold, this.edit);
    this.element = el(`div.field.rich.is-${kind}${className ? `.${className}` : ""}`, {}, head, this.surface);
    this.surface.addEventListener("click", (event) => {
      if (!this.editor && !event.target.closest("a")) this.focus();
    });
    this.element.addEventListener("focusout", (event) => this.leave(event.relatedTarget));
    if (kind === "prose") this.setFolded(true);
    this.draw();
  }

  /* Long texts are folded, so that the sections stay close. */
  setFolded(isFolded) {
    this.isFolded = isFolded;
    this.element.classList.toggle("is-folded", isFolded);
    this.fold.textContent = isFolded ? "Show all" : "Show less";
    this.fold.setAttribute("aria-expanded", String(!isFolded));
  }

  get isActive() {
    return Boolean(this.editor);
  }

  get() {
    return this.editor ? KINDS[this.kind].fromHtml(this.editor.getHTML()) : this.value;
  }

  isSame(value) {
    value ??= KINDS[this.kind].empty;
    if (JSON.stringify(this.get()) === JSON.stringify(value)) return true;
    if (!this.editor) return false;
    const doc = this.its.createDocument(KINDS[this.kind].toHtml(value), this.editor.schema);
    return doc.eq(this.editor.state.doc);
  }

  set(value) {
    this.value = value ?? KINDS[this.kind].empty;
    if (!this.editor) return this.draw();
    const { from } = this.editor.state.selection;
    this.editor.commands.setContent(KINDS[this.kind].toHtml(this.value), { emitUpdate: false });
    this.editor.commands.setTextSelection(Math.min(from, this.editor.state.doc.content.size));
  }

  draw() {
    const isEmpty = !this.value?.length;
    this.element.classList.toggle("is-foldable", this.value.length > 900);
    this.element.classList.toggle("is-empty", isEmpty);
    this.edit.setAttribute("aria-label", `Edit: ${this.label}`);
    if (isEmpty) this.surface.replaceChildren(el("p.placeholder", {}, this.placeholder));
    else this.surface.replaceChildren(nodesOf(KINDS[this.kind].toHtml(this.value)));
  }

  async focus() {
    if (this.editor) return this.editor.commands.focus();
    this.opening = true;
    this.its = await fetchEditor();
    if (this.editor || !this.opening) return this.editor?.commands.focus();
    const value = this.value;
    this.surface.replaceChildren();
    this.editor = new this.its.Editor({
      element: this.surface,
      injectCSS: false,
      extensions: extensionsFor(this.kind, this.its),
      content: KINDS[this.kind].toHtml(value),
      editorProps: {
        attributes: { role: "textbox", "aria-multiline": "true", "aria-label": this.label },
        ...pastingLater(() => this.editor, this.surface),
      },
      onUpdate: () => this.oninput?.(),
      onTransaction: () => this.drawTools(),
    });
    this.element.classList.add("is-open");
    this.tools.hidden = false;
    this.drawTools();
    this.editor.view.dom.focus();
    this.editor.commands.focus("end");
    this.edit.hidden = true; // only after the focus has left it
  }

  drawTools() {
    if (!this.editor) return;
    if (!this.tools.children.length) {
      const offered = BUTTONS.filter(([name]) => name !== "list" || this.kind === "prose");
      for (const [name, label, act] of offered) this.addTool(name, label, () => act(this.editor.chain().focus()).run());
      this.addTool("link", "Link", () => askForLink(this.editor));
    }
    for (const [name, , , mark] of [...BUTTONS, ["link", "", null, "link"]]) {
      this.tools.querySelector(`[data-tool=${name}]`)?.setAttribute("aria-pressed", String(this.editor.isActive(mark)));
    }
  }

  addTool(name, label, act) {
    const keep = (event) => event.preventDefault(); // keeps the focus in the text
    const attributes = { type: "button", "data-tool": name, "aria-label": label, title: label, onmousedown: keep, onclick: act };
    this.tools.append(el("button.icon-button", attributes, icon(name)));
  }

  leave(to) {
    if (!this.editor || this.element.contains(to) || to?.closest?.("#link-dialog") || document.querySelector("#link-dialog[open]")) return;
    if (!document.hasFocus()) return; // another window has the focus: keep the text open
    this.close();
    this.onblur?.();
  }

  close() {
    this.opening = false;
    if (!this.editor) return;
    this.value = this.get();
    this.editor.destroy();
    this.editor = null;
    this.element.classList.remove("is-open");
    this.edit.hidden = false;
    this.tools.hidden = true;
    this.draw();
  }
}
