/* The library pane: finding, selecting and adding articles. */

import { announce } from "./announce.js";
import { fillSections } from "./dialogs.js";
import { $, $$, debounce, el, plural } from "./dom.js";
import { removedRow, rowOf, showHere, toggleDetails } from "./row.js";
import { ask } from "./server.js";
import { tabsIn } from "./tabs.js";

const NOTHING = {
  library: "Nothing fits. Try fewer words or clear the filters.",
  suggested: "No suggestions: nothing unused shares this snapshot’s topics, tags or period.",
  new: "Nothing new since this snapshot was last published.",
  removed: "Nothing was removed in the last seven days.",
};

const AFTER_ADDING = 700;

export class Library {
  constructor(desk) {
    Object.assign(this, { desk, tab: "library", cursor: "", turn: 0, selected: new Map() });
    this.form = $("#library-form");
    this.rows = $("#library-rows");
    this.count = $("#library-count");
    this.more = $("#library-more");
    this.section = $("#library-section");
    this.add = $("#library-add");
    const look = debounce(180, () => this.look());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", look);
    this.form.addEventListener("reset", () => setTimeout(look));
    this.more.addEventListener("click", () => this.look(this.cursor));
    this.add.addEventListener("click", () => this.addSelected());
    this.section.addEventListener("change", () => this.showBoard());
    $("#library-filters").addEventListener("toggle", () => this.fillChoices(), { once: true });
    $("#library-q").addEventListener("keydown", (event) => this.onSearchKey(event));
    this.choose = tabsIn($(".tabs"), (chosen) => this.showChosen(chosen));
    desk.store.addEventListener("change", () => this.showBoard());
    this.look();
    this.showBoard();
  }

  showChosen(chosen) {
    const tab = chosen.id.replace("tab-", "");
    if (tab !== this.tab) this.selected.clear();
    this.tab = tab;
    $("#library-panel").setAttribute("aria-labelledby", chosen.id);
    this.form.hidden = this.tab !== "library";
    this.look();
  }

  onSearchKey(event) {
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    event.preventDefault();
    const { libraryRoving } = this.desk;
    libraryRoving.stops[0]?.focus();
  }

  /* Fetch what the tab shows, from the start or (in the library) from `cursor` on. Late answers are dropped. */
  async look(cursor = "") {
    const turn = ++this.turn;
    this.rows.setAttribute("aria-busy", "true");
    try {
      if (this.tab === "library") {
        const query = this.query;
        const { rows, next, total } = await ask("library", { ...query, cursor });
        if (turn === this.turn) this.showRows(rows, { next, words: `${total} ${total === "1" ? "article" : "articles"}`, after: cursor });
      } else {
        const answer = await ask("suggestions");
        if (turn === this.turn) this.showTab(answer);
      }
    } catch (problem) {
      if (turn !== this.turn) return;
      if (problem.body && !cursor) this.showRows([], {});
      this.count.textContent = problem.body ? problem.message : "The library cannot be reached just now.";
    } finally {
      if (turn === this.turn) this.rows.removeAttribute("aria-busy");
    }
  }

  get query() {
    const query = Object.fromEntries([...new FormData(this.form)].filter(([, value]) => value));
    if (query.order === "relevance" && !query.q) delete query.order;
    const used = Object.keys(query).filter((name) => !["q", "order"].includes(name)).length;
    const shown = $("#library-filtered");
    shown.hidden = !used;
    shown.textContent = used ? `${used} on` : "";
    return query;
  }

  showRows(rows, { next = "", words = "", after = "" }) {
    const made = rows.map((row) => rowOf(this, row));
    for (const row of made) this.mark(row);
    if (after) this.rows.append(...made);
    else this.rows.replaceChildren(...made);
    if (after) made[0]?.querySelector("[data-roving]").focus();
    else $("#library-panel").scrollTop = 0;
    this.cursor = next;
    this.more.hidden = !next;
    this.count.textContent = made.length || after ? words : NOTHING[this.tab];
    this.showBoard();
    this.desk.libraryRoving.refresh();
  }

  showTab(answer) {
    const since = answer.new_since;
    $("#tab-new").textContent = since.edition ? `New since edition ${since.edition}` : "New";
    if (this.tab === "suggested") return this.showRows(answer.suggested, { words: plural(answer.suggested.length, "suggestion") });
    if (this.tab === "new") return this.showRows(since.rows, { words: `${plural(since.rows.length, "article")} new since edition ${since.edition}` });
    this.showRows([], {});
    this.rows.replaceChildren(...answer.removed.map((removed) => removedRow(removed, () => this.putBack(removed))));
    this.count.textContent = answer.removed.length ? "Removed in the last seven days; each goes back where it was." : NOTHING.removed;
  }

  putBack({ operation, title }) {
    this.desk.acts.putBack(operation, title);
    setTimeout(() => this.look(), 600);
  }

  /* Update what depends on the board: where each article is placed, and the sections to add to. */
  showBoard() {
    const { shown } = this.desk.store;
    const places = new Map();
    for (const section of shown.sections) {
      for (const { article } of section.placements) places.set(article, [...(places.get(article) ?? []), section.title || "Untitled section"]);
    }
    const titles = shown.sections.map((section) => `${section.key} ${section.title}`).join("\n");
    if (titles !== this.titles) fillSections(this.section, this.desk.acts);
    this.titles = titles;
    for (const row of this.rows.children) if (row.card) showHere(row, [...new Set(places.get(row.card.id) ?? [])], this.sectionTitle);
    this.showSelection();
  }

  get sectionTitle() {
    return this.section.selectedOptions[0]?.textContent ?? "a section";
  }

  mark(row) {
    row.querySelector("input").checked = this.selected.has(row.card.id);
    row.classList.toggle("is-selected", this.selected.has(row.card.id));
  }

  select(card, isSelected) {
    if (isSelected) this.selected.set(card.id, card);
    else this.selected.delete(card.id);
    this.showSelection();
  }

  showSelection() {
    for (const row of this.rows.children) if (row.card) this.mark(row);
    const count = this.selected.size;
    this.add.textContent = count ? `Add ${count}` : "Add";
    this.add.disabled = !count || !this.section.value;
  }

  toggleSelected(row) {
    this.select(row.card, !this.selected.has(row.card.id));
    announce(`${this.selected.has(row.card.id) ? "Selected" : "Not selected"}; ${this.selected.size} in all`);
  }

  toggleDetails(row) {
    toggleDetails(row);
  }

  clearSelection() {
    this.selected.clear();
    this.showSelection();
  }

  /* The articles that move with a dragged row: all selected ones, if it is one of them. */
  draggedWith(row) {
    if (!row.card) return [];
    return this.selected.has(row.card.id) ? [...this.selected.values()] : [row.card];
  }

  /* The second press of a double click, or of a key held down, adds nothing. */
  addRow(row) {
    if (row.add.getAttribute("aria-disabled") === "true") return;
    row.add.setAttribute("aria-disabled", "true");
    setTimeout(() => row.add.removeAttribute("aria-disabled"), AFTER_ADDING);
    this.place([row.card]);
  }

  addSelected() {
    this.place([...this.selected.values()]);
    this.clearSelection();
  }

  place(cards, section = this.section.value) {
    if (!section) return announce("Add a section first");
    this.desk.flash(this.desk.acts.place(cards, section));
  }

  async fillChoices() {
    const choices = await ask("choices").catch(() => ({}));
    for (const select of $$("[data-choices]", this.form)) {
      const words = ({ name, depth = 0 }) => `${"\u2003".repeat(depth)}${name}`;
      select.append(...(choices[select.dataset.choices] ?? []).map((each) => el("option", { value: each.id }, words(each))));
    }
  }
}
