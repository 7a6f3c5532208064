/* The drawer: what is about the article, by the fields of the admin's own form. Each is saved as it is changed. */

import { $, $$, el } from "../desk/dom.js";

export class Details {
  constructor(desk) {
    this.desk = desk;
    this.pane = $("#details");
    this.form = $("#details-form");
    this.button = $("#top-details");
    this.controls = new Map();
    for (const name of new Set([...this.form.elements].map((each) => each.name))) if (name in desk.store.shown.fields) this.connect(name);
    for (const kind of ["input", "change", "focusout", "click"]) this.form.addEventListener(kind, () => this.look());
    globalThis.django?.jQuery(this.form).on("change", () => this.look()); // Select2 tells only jQuery
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.button.addEventListener("click", () => this.toggle());
    $("#details-close").addEventListener("click", () => this.toggle(false));
    this.pane.addEventListener("keydown", ({ key, target }) => key === "Escape" && !target.closest(".select2-container") && this.toggle(false));
    this.toggle(innerWidth > 1300, { focus: false });
  }

  connect(name) {
    const control = new FormControl(this.form, name);
    this.controls.set(name, control);
    this.desk.fields.add(control, "article", name, labelOf(control));
    control.seen = JSON.stringify(control.get());
  }

  /* Tell the fields whose value is not what was seen last: date pickers change a field without an event. */
  look() {
    for (const control of this.controls.values()) {
      const now = JSON.stringify(control.get());
      if (now === control.seen) continue;
      control.seen = now;
      control.tell("");
      control.oninput?.();
    }
  }

  toggle(isOpen = this.pane.hidden, { focus = true } = {}) {
    this.pane.hidden = !isOpen;
    $("#desk").classList.toggle("has-details", isOpen);
    this.button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen && focus) $("input:not([type=hidden]), select, textarea", this.form)?.focus();
    else if (!isOpen && focus) this.button.focus();
  }

  /* Open the drawer at a field. Returns whether it is here. */
  go(name) {
    if (!this.controls.has(name)) return false;
    this.toggle(true, { focus: false });
    this.controls.get(name).focus();
    return true;
  }
}

const labelOf = ({ element }) => $("label, legend", element)?.textContent.trim().replace(/:$/, "").toLowerCase() ?? "a detail";

class FormControl {
  constructor(form, name) {
    Object.assign(this, { form, name });
  }

  get inputs() {
    return $$(`[name="${this.name}"]`, this.form);
  }

  get element() {
    return this.inputs[0].closest(".form-row") ?? this.inputs[0];
  }

  get() {
    const [first] = this.inputs;
    if (first.tagName === "SELECT" && first.multiple) return [...first.selectedOptions].map(({ value }) => value).sort();
    if (first.type === "checkbox") return first.checked ? "on" : "";
    if (first.type === "radio") return this.inputs.find((each) => each.checked)?.value ?? "";
    return first.value.replace(/\r\n/g, "\n");
  }

  isSame(value) {
    return JSON.stringify(this.get()) === JSON.stringify(value);
  }

  /* A value in words: the names of what is chosen. */
  words(value) {
    const options = [...(this.inputs[0].options ?? [])];
    return [value].flat().map((each) => options.find((option) => option.value === each)?.textContent ?? each).join(", ");
  }

  accept() {}

  /* A choice of rows that this page does not know is fetched with its names. */
  set(value) {
    const [first] = this.inputs;
    const wanted = [value].flat().filter(Boolean);
    const isUnknown = first.tagName === "SELECT" && wanted.some((each) => ![...first.options].some((option) => option.value === each));
    if (isUnknown) return this.fetch();
    if (first.tagName === "SELECT") for (const option of first.options) option.selected = wanted.includes(option.value);
    else if (first.type === "checkbox") first.checked = Boolean(value);
    else first.value = value ?? "";
    this.seen = JSON.stringify(this.get());
    globalThis.django?.jQuery(first).trigger("change.select2");
    return undefined;
  }

  async fetch() {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const fresh = $(`#details-form [name="${this.name}"]`, page);
    const [first] = this.inputs;
    first.replaceChildren(...[...fresh.options].map((option) => el("option", { value: option.value, selected: option.selected }, option.textContent)));
    this.seen = JSON.stringify(this.get());
    globalThis.django?.jQuery(first).trigger("change.select2");
  }

  /* Show what is wrong with the value, or nothing. */
  tell(problem) {
    const { element } = this;
    $(".details-problem", element)?.remove();
    element.classList.toggle("errors", Boolean(problem));
    if (problem) element.append(el("p.details-problem.is-error", { role: "alert" }, problem));
  }

  focus() {
    this.element.scrollIntoView({ block: "center" });
    const [first] = this.inputs;
    if (first.classList.contains("select2-hidden-accessible")) $(".select2-selection", this.element)?.focus();
    else first.focus();
  }
}
