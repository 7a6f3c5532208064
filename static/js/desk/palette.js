/* Ctrl K on every page of the staff side: any article, snapshot, author, topic, series, picture or page by a few letters.

   A desk sets itself as the dialog's `desk`: { offers(): what it can do, leaveFor(url): goes there once all is saved }. */

import { $, debounce } from "./dom.js";
import { ask } from "./server.js";
import { Suggestions } from "./suggestions.js";

class Palette {
  constructor(dialog) {
    this.dialog = dialog;
    this.input = $("#palette-q");
    this.suggestions = new Suggestions(this.input, $("#palette-found"), (choice) => this.go(choice));
    this.input.addEventListener("input", debounce(140, () => this.look()));
    dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
    for (const opener of document.querySelectorAll("[data-opens-palette]")) opener.addEventListener("click", () => this.open());
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
    const acts = this.dialog.desk?.offers() ?? [];
    return acts.filter(({ title }) => title.toLowerCase().includes(typed.toLowerCase()));
  }

  async look() {
    const typed = this.input.value.trim();
    const acts = this.acts(typed);
    if (!typed) return this.suggestions.show(acts);
    const { all, nothing, search, targets: place } = this.dialog.dataset;
    const { targets } = await ask(place.replace(/\/$/, ""), { q: typed }).catch(() => ({ targets: [] }));
    if (this.input.value.trim() !== typed) return undefined;
    const found = [...acts, ...targets];
    const more = { title: all, kind: "search", url: `${search}?${new URLSearchParams({ q: typed })}` };
    return this.suggestions.show(found.length ? [...found, more] : [], nothing);
  }

  go(choice) {
    this.dialog.close();
    if (choice.act) choice.act();
    else if (this.dialog.desk) this.dialog.desk.leaveFor(choice.url);
    else location.assign(choice.url);
  }
}

new Palette($("#palette-dialog"));
