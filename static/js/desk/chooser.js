/* One or several rows of another list, found by typing: what Select2 does in the admin's forms, without jQuery.
   The admin's select stays, hidden, and keeps the value. */

import { $, debounce, el, icon } from "./dom.js";
import { ask } from "./server.js";
import { Suggestions } from "./suggestions.js";

export class Chooser {
  constructor(select) {
    this.select = select;
    const label = $(`label[for="${select.id}"]`);
    const name = label?.textContent.trim().replace(/:$/, "") ?? select.name;
    this.list = el("ul.chosen-list", { "aria-label": `${name}: chosen` });
    this.input = el("input.chooser-input", { type: "text", autocomplete: "off", id: `${select.id}-q`, "aria-describedby": select.getAttribute("aria-describedby") });
    this.found = el("ul.found-list", { role: "listbox", "aria-label": `${name}: found`, id: `${select.id}-found`, hidden: true });
    this.element = el("div.chooser", {}, this.list, this.input, this.found);
    if (label) label.htmlFor = this.input.id;
    else this.input.setAttribute("aria-label", name);
    this.suggestions = new Suggestions(this.input, this.found, (choice) => this.choose(choice));
    const look = debounce(200, () => this.look());
    this.input.addEventListener("input", look);
    this.input.addEventListener("click", () => this.found.hidden && this.look());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => (this.input.value = ""));
    select.addEventListener("change", () => this.draw());
    select.hidden = true;
    select.after(this.element);
    this.draw();
  }

  get chosen() {
    return [...this.select.selectedOptions].filter(({ value }) => value);
  }

  draw() {
    this.list.replaceChildren(...this.chosen.map((option) => this.itemOf(option)));
    this.list.hidden = !this.chosen.length;
    this.input.placeholder = this.chosen.length && !this.select.multiple ? "Change…" : this.chosen.length ? "Add…" : "Choose…";
  }

  itemOf(option) {
    const isFixed = !this.select.multiple && this.select.options[0]?.value !== "";
    const cross = el("button.icon-button", { type: "button", "aria-label": `Remove ${option.textContent}`, onclick: () => this.remove(option) }, icon("close"));
    return el("li.chosen", {}, el("span.chosen-name", {}, option.textContent), !isFixed && cross);
  }

  remove(option) {
    option.selected = false;
    if (!this.select.multiple) this.select.value = "";
    this.tell();
    this.input.focus();
  }

  /* Choose a row, whether the select knows it or not. */
  put(value, title) {
    const known = [...this.select.options].find((option) => option.value === String(value));
    const option = known ?? this.select.appendChild(el("option", { value }, title));
    option.textContent = title;
    option.selected = true;
    this.tell();
  }

  tell() {
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  onKey(event) {
    if (event.defaultPrevented) return; // the list has taken it
    if (this.found.hidden && ["ArrowDown", "Enter"].includes(event.key)) (event.preventDefault(), this.look());
    else if (event.key === "Backspace" && !this.input.value) $("button", this.list.lastElementChild ?? this.list)?.focus();
  }

  choose({ value, title, page }) {
    if (page) return this.look(page);
    this.input.value = "";
    return this.put(value, title);
  }

  /* Show what is found, in pages of the admin's size. */
  async look(page = 1) {
    const term = this.input.value.trim();
    const asked = { term, page, app_label: this.select.dataset.appLabel, model_name: this.select.dataset.modelName, field_name: this.select.dataset.fieldName };
    const before = page > 1 ? this.shown : [];
    let answer;
    try {
      answer = await ask(this.select.getAttribute("data-ajax--url").replace(/\/$/, ""), asked);
    } catch {
      return this.suggestions.show([], "This list can’t be reached just now.");
    }
    if (this.input.value.trim() !== term || document.activeElement !== this.input) return undefined;
    const taken = new Set(this.chosen.map(({ value }) => value));
    this.shown = [...before, ...answer.results.map(({ id, text }) => ({ value: String(id), title: text, words: taken.has(String(id)) ? "chosen" : "" }))];
    const more = answer.pagination.more ? [{ page: page + 1, title: "Show more" }] : [];
    this.suggestions.show([...this.shown, ...more], "Nothing found.");
    return before.length && this.suggestions.mark(before.length);
  }
}
