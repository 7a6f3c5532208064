/* Ctrl K: any article, snapshot, author, topic, series, picture or page of the admin, by a few letters; and what this
   desk can do. */

import { $, debounce } from "../desk/dom.js";
import { askAt } from "./places.js";
import { Suggestions } from "./suggestions.js";

export class Palette {
  constructor(desk) {
    this.desk = desk;
    this.dialog = $("#palette-dialog");
    this.input = $("#palette-q");
    this.suggestions = new Suggestions(this.input, $("#palette-found"), (choice) => this.go(choice));
    this.input.addEventListener("input", debounce(140, () => this.look()));
    this.dialog.addEventListener("click", ({ target }) => target === this.dialog && this.dialog.close());
    $("#top-palette").addEventListener("click", () => this.open());
    document.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      event.stopPropagation();
      this.open();
    }, true);
  }

  open() {
    if ($("dialog[open]")) return;
    this.input.value = "";
    this.dialog.showModal();
    this.suggestions.show(this.acts(""));
  }

  acts(typed) {
    return this.desk.acts().filter(({ title }) => title.toLowerCase().includes(typed.toLowerCase()));
  }

  async look() {
    const typed = this.input.value.trim();
    const acts = this.acts(typed);
    if (!typed) return this.suggestions.show(acts);
    const { targets } = await askAt("targets", { q: typed }).catch(() => ({ targets: [] }));
    if (this.input.value.trim() === typed) this.suggestions.show([...acts, ...targets], "Nothing has these letters.");
    return undefined;
  }

  go(choice) {
    this.dialog.close();
    if (choice.act) choice.act();
    else this.desk.leaveFor(choice.url);
  }
}
