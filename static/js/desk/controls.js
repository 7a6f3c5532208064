/* A control edits one text: get() returns it, set(value) replaces it from outside, isActive is true during editing.
   `oninput` is called when a person changes it. Here: a single line that wraps. For rich text, see rich.js. */

import { el } from "./dom.js";

const oneLine = (text) => text.replace(/\s+/g, " ").trim();

let count = 0;

export class LineControl {
  constructor({ label, placeholder = "", most = 300, className = "" }) {
    const id = `line-${++count}`;
    this.input = el("textarea", { id, rows: 1, maxlength: most, placeholder, spellcheck: "true" });
    this.grow = el("div.grow", {}, this.input);
    this.label = el("label.field-label", { for: id }, label);
    this.element = el(`div.field.line${className ? `.${className}` : ""}`, {}, this.label, this.grow);
    this.fit();
    this.input.addEventListener("input", () => {
      if (this.input.value.includes("\n")) this.input.value = this.input.value.replace(/\s*\n\s*/g, " ");
      this.fit();
      this.oninput?.();
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      this.onleave?.();
    });
    this.input.addEventListener("blur", () => this.onblur?.());
  }

  get isActive() {
    return document.activeElement === this.input;
  }

  get() {
    return oneLine(this.input.value);
  }

  isSame(value) {
    return this.get() === oneLine(value ?? "");
  }

  set(value) {
    const { selectionStart, selectionEnd } = this.input;
    this.input.value = value ?? "";
    if (this.isActive) this.input.setSelectionRange(selectionStart, selectionEnd);
    this.fit();
  }

  /* The wrapper contains the same text, invisibly, and so gets the height that the textarea needs. */
  fit() {
    this.grow.dataset.value = this.input.value || this.input.placeholder;
  }

  focus() {
    this.input.focus();
  }

  select() {
    this.input.focus();
    this.input.select();
  }
}
