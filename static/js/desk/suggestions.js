/* A list of choices below a text field: arrow keys choose, Enter takes, Escape closes (ARIA combobox). */

import { el } from "./dom.js";

let count = 0;

export class Suggestions {
  constructor(input, list, choose) {
    Object.assign(this, { input, list, choose, choices: [], at: -1 });
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) input.setAttribute(name, value);
    input.addEventListener("keydown", (event) => this.onKey(event));
    input.addEventListener("blur", () => setTimeout(() => this.list.contains(document.activeElement) || this.close(), 150));
  }

  /* `choices`: [{title, words, kind}]; `nothing`: what to say if there are none. */
  show(choices, nothing = "") {
    this.choices = choices;
    this.list.replaceChildren(...choices.map((choice, at) => this.option(choice, at)), ...(!choices.length && nothing ? [el("li.quiet.found-nothing", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, nothing)] : []));
    this.list.hidden = !this.list.children.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.mark(choices.length ? 0 : -1);
  }

  option(choice, at) {
    const take = (event) => (event.preventDefault(), this.take(at));
    return el("li.found", { role: "option", id: `choice-${++count}`, onmousedown: take }, choice.kind && el("span.found-kind", {}, choice.kind), el("span.found-title", {}, choice.title), choice.words && el("span.quiet", {}, choice.words));
  }

  mark(at) {
    this.at = at;
    [...this.list.children].forEach((each, place) => each.setAttribute("aria-selected", String(place === at)));
    const current = this.choices.length ? this.list.children[at] : null;
    if (current) this.input.setAttribute("aria-activedescendant", current.id);
    else this.input.removeAttribute("aria-activedescendant");
    current?.scrollIntoView({ block: "nearest" });
  }

  take(at) {
    const choice = this.choices[at];
    this.close();
    if (choice) this.choose(choice);
  }

  close() {
    this.show([]);
  }

  onKey(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && this.choices.length) this.mark((this.at + by + this.choices.length) % this.choices.length);
    else if (event.key === "Enter" && this.at >= 0 && !event.isComposing) this.take(this.at);
    else if (event.key === "Escape" && !this.list.hidden && !this.list.closest(".palette")) this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
