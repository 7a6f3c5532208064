/* The menu of an article or a section: the acts of the keyboard shortcuts, for mouse and touch. */

import { $, $$, el } from "./dom.js";

export class Menus {
  constructor(desk) {
    this.desk = desk;
    this.menu = $("#desk-menu");
    this.menu.addEventListener("keydown", (event) => this.onKey(event));
  }

  forCard(key, button) {
    const { desk } = this; // its methods need `this`: don't detach them
    const { acts } = desk;
    const view = desk.sections.cards.get(key);
    const moved = (act) => () => (act(), desk.focus(key));
    this.open(button, [
      ["Move up", "Alt ↑", moved(() => acts.step(key, -1))],
      ["Move down", "Alt ↓", moved(() => acts.step(key, 1))],
      ["Move to…", "M", () => desk.openMove(key)],
      null,
      ["Note", "N", () => view.openNote()],
      ["Title and summary in this snapshot", "Enter", () => view.openField("title")],
      null,
      ["Remove", "X", () => desk.removeCard(key)],
    ]);
  }

  forSection(key, button) {
    const { desk } = this;
    const { acts } = desk;
    const view = desk.sections.sections.get(key);
    const moved = (act) => () => (act(), desk.focus(key));
    this.open(button, [
      ["Rename", "Enter", () => view.title.select()],
      ["Note", "N", () => view.openNote()],
      null,
      ["Move up", "Alt ↑", moved(() => acts.stepSection(key, -1))],
      ["Move down", "Alt ↓", moved(() => acts.stepSection(key, 1))],
      ["Add a section below", "A", () => desk.addSectionAfter(key)],
      null,
      ["Delete section", "X", () => desk.removeSection(key)],
    ]);
  }

  open(button, items) {
    this.menu.replaceChildren(
      ...items.map((item) => {
        if (!item) return el("hr", { role: "separator" });
        const [label, key, act] = item;
        const choose = () => (this.menu.hidePopover(), act());
        const attributes = { type: "button", role: "menuitem", tabindex: -1, onclick: choose, "aria-keyshortcuts": SHORTCUTS[key] };
        return el("button", attributes, el("span", {}, label), el("kbd", { "aria-hidden": "true" }, key));
      }),
    );
    this.menu.setAttribute("aria-label", button.getAttribute("aria-label"));
    this.menu.showPopover();
    const at = button.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.menu;
    this.menu.style.left = `${Math.max(8, Math.min(at.right - width, innerWidth - width - 8))}px`;
    this.menu.style.top = `${at.bottom + height + 8 > innerHeight ? Math.max(8, at.top - height - 4) : at.bottom + 4}px`;
    $("button", this.menu).focus();
  }

  onKey(event) {
    const items = $$("button", this.menu);
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === "Tab") this.menu.hidePopover();
    if (to === undefined) return;
    event.preventDefault();
    items[(to + items.length) % items.length].focus();
  }
}

const SHORTCUTS = { "Alt ↑": "Alt+ArrowUp", "Alt ↓": "Alt+ArrowDown", M: "m", N: "n", X: "x", A: "a", Enter: "Enter" };
