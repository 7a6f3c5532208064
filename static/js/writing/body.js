/* The full text, set as readers will see it. */

import { el } from "../desk/dom.js";
import { notice } from "../desk/announce.js";
import { choose } from "../desk/collision.js";
import { pastingLater } from "../pasting/later.js";
import { mergedPieces } from "./merge.js";
import { footnote, notesExtension } from "./notes.js";
import { moveBlock, show, textExtensions } from "./rich_text.js";
import { askForLink } from "./links.js";
import { Toolbar } from "./toolbar.js";

export class BodyControl {
  constructor(its, figures, embeds) {
    Object.assign(this, { its, figures, embeds });
    this.surface = el("div.paper-text");
    this.element = el("section.paper-body-field", { "aria-label": "Full text" }, this.surface);
    const keys = its.Extension.create({
      name: "writingKeys",
      addKeyboardShortcuts: () => ({
        "Alt-ArrowUp": () => moveBlock(this.editor, its, -1),
        "Alt-ArrowDown": () => moveBlock(this.editor, its, 1),
        "Mod-Alt-f": () => (footnote(this.editor, its), true),
        "Mod-Shift-k": () => (askForLink(this.editor), true),
        "Alt-F10": () => (this.toolbar.focus(), true),
      }),
    });
    this.extensions = [...textExtensions(its, { figure: (key) => figures.viewOf(key), embed: (key) => embeds.viewOf(key) }), keys, notesExtension(its), its.Placeholder.configure({ placeholder: "Write, or paste from Word or Google Docs…" })];
    this.editor = new its.Editor({
      element: this.surface,
      injectCSS: false,
      extensions: this.extensions,
      editorProps: {
        attributes: { role: "textbox", "aria-multiline": "true", "aria-label": "Full text", spellcheck: "true" },
        handleDrop: (view, event) => this.dropped(view, event),
        ...this.pastes(),
      },
      onUpdate: ({ transaction }) => !transaction.getMeta("isHeard") && this.oninput?.(),
      onBlur: () => this.onblur?.(),
      onTransaction: () => this.toolbar?.drawSoon(),
    });
    this.toolbar = new Toolbar(this.editor, its, { link: () => askForLink(this.editor), note: () => footnote(this.editor, its), figure: () => figures.choose(), embed: () => embeds.ask() });
    this.element.prepend(this.toolbar.element);
  }

  /* A browser compiles a function when it first runs, so that the first keys would wait. They run here before, unseen. */
  warmUp() {
    const unseen = new this.its.Editor({ element: el("div"), injectCSS: false, extensions: this.extensions, content: "<p>a[^1]</p><p>[^1]: b</p>" });
    unseen.commands.insertContent("c");
    unseen.commands.keyboardShortcut("Enter");
    unseen.destroy();
  }

  pastes() {
    const props = pastingLater(() => this.editor, this.surface);
    return {
      ...props,
      handlePaste: (view, event) => {
        const pictures = filesOf(event.clipboardData);
        if (pictures.length && !event.clipboardData.types.includes("text/html")) return this.figures.upload(pictures), true;
        this.embeds.pasted(event.clipboardData.getData("text/plain"));
        return props.handlePaste(view, event);
      },
    };
  }

  dropped(view, event) {
    const pictures = filesOf(event.dataTransfer);
    if (!pictures.length) return event.dataTransfer?.files.length ? (notice("Only pictures can be dropped here: JPEG, PNG, WebP or AVIF.", { kind: "error" }), true) : false;
    const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
    event.preventDefault();
    this.figures.upload(pictures, at);
    return true;
  }

  get() {
    return this.editor.isEmpty ? "" : this.editor.getHTML();
  }

  /* The server's cleaned form of what is shown is the same text. */
  accept(value) {
    this.accepted = { value, doc: this.editor.state.doc };
  }

  isSame(value) {
    if (this.accepted?.value === value && this.accepted.doc.eq(this.editor.state.doc)) return true;
    return this.docOf(value).eq(this.editor.state.doc);
  }

  set(value) {
    show(this.editor, this.docOf(value));
  }

  docOf(value) {
    return this.its.createDocument(value, this.editor.schema);
  }

  focus() {
    this.editor.commands.focus();
  }

  /* Merge what was written here since `base` with `theirs`, block by block; where both changed the same block, ask. */
  merge({ base, theirs, by, message }, done) {
    const nodesOf = (doc) => doc.content.content;
    const blocks = (doc) => nodesOf(doc).map((node) => node.toJSON());
    const pieces = mergedPieces(blocks(this.docOf(base)), blocks(this.editor.state.doc), blocks(this.docOf(theirs)));
    const { Node } = this.its.pm.model;
    const finish = () => {
      const content = pieces.flatMap(({ value }) => value);
      show(this.editor, Node.fromJSON(this.editor.schema, { type: "doc", content: content.length ? content : [{ type: "paragraph" }] }));
      done();
    };
    const next = () => {
      const piece = pieces.find(({ value }) => !value);
      if (!piece) return finish();
      const [mine, other] = [piece.mine, piece.theirs].map((content) => this.htmlOf(content));
      const take = (value) => ((piece.value = value), next());
      return choose({ name: "body", mine, theirs: other, by, message, onTake: () => take(piece.theirs), onKeep: (html) => take(html === mine ? piece.mine : blocks(this.docOf(html))) });
    };
    next();
  }

  htmlOf(content) {
    const { DOMSerializer, Fragment, Node } = this.its.pm.model;
    const nodes = content.map((each) => Node.fromJSON(this.editor.schema, each));
    const shown = DOMSerializer.fromSchema(this.editor.schema).serializeFragment(Fragment.from(nodes));
    return el("div", {}, shown).innerHTML;
  }
}

const filesOf = (transfer) => [...(transfer?.files ?? [])].filter((file) => file.type.startsWith("image/"));
