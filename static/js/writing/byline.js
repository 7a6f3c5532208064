/* The byline: authors in the order printed. Type a name to choose or add one; drag or use Alt with arrow keys to order. */

import { announce, notice } from "../desk/announce.js";
import { debounce, el, icon } from "../desk/dom.js";
import { dragItems } from "./dragging.js";
import { mergedRows } from "./points.js";
import { askAt, tellAt } from "./places.js";
import { Suggestions } from "../desk/suggestions.js";

export class BylineControl {
  constructor(known, mayAdd) {
    Object.assign(this, { known, mayAdd, rows: [] });
    this.list = el("ol.byline-list", { "aria-label": "Authors, in the order printed" });
    this.input = el("input.byline-input", { type: "text", autocomplete: "off", placeholder: "Add an author…", "aria-label": "Add an author" });
    this.found = el("ul.found-list.byline-found", { role: "listbox", "aria-label": "Authors found", id: "byline-found", hidden: true });
    this.element = el("div.byline-field", {}, this.list, el("div.byline-add", {}, this.input, this.found));
    this.suggestions = new Suggestions(this.input, this.found, (choice) => this.choose(choice));
    this.look = debounce(180, () => this.lookNow());
    this.input.addEventListener("input", () => this.look());
    this.input.addEventListener("keydown", (event) => this.onInputKey(event));
    this.list.addEventListener("keydown", (event) => this.onKey(event));
    const nameOf = ({ target }) => target.closest(".byline-name")?.parentElement;
    dragItems(this.list, { handleOf: nameOf, items: () => [...this.list.children], move: (from, to) => this.move(from, to - from) });
  }

  get() {
    return this.rows;
  }

  isSame(value) {
    return JSON.stringify(value ?? []) === JSON.stringify(this.rows);
  }

  set(value) {
    this.rows = value ?? [];
    this.draw();
  }

  accept() {}

  merge({ base, theirs }, done) {
    const rows = mergedRows(base, this.rows, theirs).filter(({ key }) => key);
    this.set(rows);
    done();
  }

  focus() {
    this.input.focus();
  }

  draw() {
    this.list.replaceChildren(...this.rows.map((row, at) => this.itemOf(row, at)));
    this.list.hidden = !this.rows.length;
  }

  itemOf({ author }, at) {
    const { name = "Author", role = "", affiliation = "" } = this.known[author] ?? {};
    const label = `${name}, ${at + 1} of ${this.rows.length}. Alt with arrow keys moves, Delete removes.`;
    const chip = el("button.byline-name", { type: "button", "aria-label": label, title: [role, affiliation].filter(Boolean).join(", ") }, name);
    const cross = el("button.icon-button", { type: "button", "aria-label": `Remove ${name}`, onclick: () => this.remove(at) }, icon("close"));
    return el("li.byline-item", {}, chip, cross);
  }

  changed(words) {
    this.draw();
    announce(words);
    this.oninput?.();
  }

  nameAt(at) {
    return this.known[this.rows[at].author]?.name ?? "Author";
  }

  move(at, by) {
    const to = at + by;
    if (!by || to < 0 || to >= this.rows.length) return this.draw();
    const rows = [...this.rows];
    rows.splice(to, 0, ...rows.splice(at, 1));
    this.rows = rows;
    this.changed(`${this.nameAt(to)}, ${to + 1} of ${rows.length}`);
    return this.list.children[to].querySelector("button").focus();
  }

  remove(at) {
    const name = this.nameAt(at);
    this.rows = this.rows.toSpliced(at, 1);
    this.changed(`${name} removed`);
    (this.list.children[Math.min(at, this.rows.length - 1)]?.querySelector("button") ?? this.input).focus();
  }

  onKey(event) {
    const at = [...this.list.children].indexOf(event.target.closest("li"));
    if (at < 0) return;
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (by && event.altKey) this.move(at, by);
    else if (by) (this.list.children[at + by]?.querySelector("button") ?? (by > 0 ? this.input : event.target)).focus();
    else if (["Delete", "Backspace"].includes(event.key)) this.remove(at);
    else return;
    event.preventDefault();
  }

  onInputKey(event) {
    if (event.key === "Backspace" && !this.input.value && this.rows.length) this.list.lastElementChild.querySelector("button").focus();
  }

  async lookNow() {
    const typed = this.input.value.trim();
    if (!typed) return this.suggestions.show([]);
    let authors = [];
    try {
      ({ authors } = await askAt("authors", { q: typed }));
    } catch {
      return this.suggestions.show([], "The authors can’t be reached just now.");
    }
    if (this.input.value.trim() !== typed) return undefined;
    const choices = authors.map((author) => ({
      author, title: author.name,
      words: author.is_variant ? `perhaps the same person as “${typed}”` : [author.role, author.affiliation].filter(Boolean).join(", "),
    }));
    const isThere = authors.some((author) => author.is_same);
    if (this.mayAdd && !isThere && typed.length > 2) choices.push({ add: typed, title: `Add “${typed}”`, words: authors.some((author) => author.is_variant) ? "as another person" : "as a new author" });
    return this.suggestions.show(choices, this.mayAdd ? "" : "No author has this name. Ask an editor to add it.");
  }

  async choose({ author, add }) {
    this.input.value = "";
    try {
      this.put(author ?? (await tellAt("authors", { name: add })));
    } catch (problem) {
      this.input.value = add;
      notice(problem.message || "The author could not be added just now.", { kind: "error" });
    }
  }

  put(author) {
    this.known[author.id] = author;
    if (this.rows.some((row) => row.author === author.id)) return announce(`${author.name} is in the byline already`);
    this.rows = [...this.rows, { key: String(author.id), author: author.id }];
    this.changed(`${author.name} added, ${this.rows.length} of ${this.rows.length}`);
    return this.input.focus();
  }
}
