/* The drawer: the fields of the admin's own form that the desk does not edit in place. Each is saved as it is changed. */

import { Chooser } from "./chooser.js";
import { offerCalendar } from "./dates.js";
import { $, $$, el } from "./dom.js";
import { wireRelated } from "./related.js";
import { offerTags } from "./tags.js";

export class Details {
  /* `target`: what the desk's fields call the draft. `isOpen`: whether the drawer starts open on a wide screen. */
  constructor(desk, { target, isOpen = false }) {
    Object.assign(this, { desk, target });
    this.pane = $("#details");
    this.form = $("#details-form");
    this.button = $("#top-details");
    this.controls = new Map();
    for (const select of $$("select.admin-autocomplete", this.form)) new Chooser(select);
    for (const input of $$("input.vDateField", this.form)) offerCalendar(input);
    for (const input of $$("[name=tags]", this.form)) offerTags(input);
    for (const input of $$("textarea[name=slug]", this.form)) input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    wireRelated(this.form);
    for (const name of new Set([...this.form.elements].map((each) => each.name))) if (name in desk.store.shown.fields) this.connect(name);
    for (const each of $$("input[type=text], textarea", this.form)) each.dir = "auto"; // a title may be Arabic, its language tag is not
    for (const kind of ["input", "change", "focusout", "click"]) this.form.addEventListener(kind, () => this.look());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.button.addEventListener("click", () => this.toggle());
    $("#details-close").addEventListener("click", () => this.toggle(false));
    this.pane.addEventListener("keydown", ({ key }) => key === "Escape" && this.toggle(false)); // a list that is open keeps it
    this.toggle(isOpen && innerWidth > 1300, { focus: false });
  }

  connect(name) {
    const control = new FormControl(this.form, name);
    this.controls.set(name, control);
    this.desk.fields.add(control, this.target, name, labelOf(control));
    control.seen = JSON.stringify(control.get());
  }

  /* Tell the fields whose value is not what was seen last. */
  look() {
    for (const control of this.controls.values()) {
      const now = JSON.stringify(control.get());
      if (now === control.seen) continue;
      control.seen = now;
      control.tell("");
      control.oninput?.();
    }
  }

  toggle(isOpen = this.pane.hidden || this.desk.preview.isOpen, { focus = true } = {}) {
    this.pane.hidden = !isOpen;
    if (isOpen) this.desk.preview?.toggle(false); // it stands in the same place
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

  isUnknown(wanted) {
    const [first] = this.inputs;
    return first.tagName === "SELECT" && wanted.filter(Boolean).some((each) => ![...first.options].some(({ value }) => value === each));
  }

  /* Fetch the names of chosen rows that this page does not know. Tried again while the change is on its way there. */
  async know(wanted) {
    for (let tries = 5; tries && this.isUnknown(wanted); tries--) {
      if (tries < 5) await new Promise((go) => setTimeout(go, 800));
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
      for (const { value, textContent } of $(`#details-form [name="${this.name}"]`, page)?.options ?? []) {
        if (this.isUnknown([value])) this.inputs[0].append(el("option", { value }, textContent));
      }
    }
  }

  async set(value) {
    const wanted = [value].flat();
    this.wanted = value;
    if (this.isUnknown(wanted)) await this.know(wanted).catch(() => {});
    if (this.wanted === value) this.put(value, wanted);
  }

  put(value, wanted) {
    const [first] = this.inputs;
    if (first.tagName === "SELECT") for (const option of first.options) option.selected = wanted.includes(option.value);
    else if (first.type === "checkbox") first.checked = Boolean(value);
    else first.value = value ?? "";
    this.seen = JSON.stringify(this.get());
    first.dispatchEvent(new Event("change", { bubbles: true })); // to what shows it; no field has changed
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
    (first.hidden ? $(".chooser-input", this.element) : first).focus();
  }
}
