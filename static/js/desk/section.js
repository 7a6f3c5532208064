/* One section: its title and note edited in place, and its articles. */

import { CardView, flash } from "./card.js";
import { LineControl } from "./controls.js";
import { arrange, el, icon, plural, setText } from "./dom.js";
import { RichControl } from "./rich.js";

export class SectionView {
  constructor(desk, key) {
    Object.assign(this, { desk, key, hasNote: false });
    const name = el("h3.visually-hidden", { id: `section-${key}` });
    this.name = name;
    this.handle = el("button.section-handle", { type: "button", "data-roving": true, tabindex: -1 }, icon("grip"));
    this.title = new LineControl({ label: "Section title", placeholder: "Untitled section", className: "section-title" });
    this.count = el("span.section-count", { "aria-hidden": "true" });
    this.more = el("button.icon-button", { type: "button", "aria-haspopup": "menu" }, icon("more"));
    this.note = new RichControl({ label: "Note on this section", placeholder: "A note under the section’s title…", className: "section-note" });
    this.list = el("ol.cards", { "data-key": key, "aria-labelledby": name.id });
    this.empty = el("p.empty", {}, "Drag articles here, or choose this section in the library and add.");
    const head = el("div.section-head", {}, this.handle, this.title.element, this.count, this.more);
    this.element = el("section.section", { "data-key": key, "aria-labelledby": name.id }, name, head, this.note.element, el("div.drop", {}, this.list, this.empty));
    this.handle.addEventListener("click", () => desk.menus.forSection(key, this.handle));
    this.more.addEventListener("click", () => desk.menus.forSection(key, this.more));
    desk.fields.add(this.title, this.target, "title", "a section’s title");
    desk.fields.add(this.note, this.target, "note", "a section’s note");
  }

  get target() {
    return `section:${this.key}`;
  }

  update(section, cardsOf) {
    if (section !== this.shown) {
      const count = plural(section.placements.length, "article");
      const title = section.title || "Untitled section";
      setText(this.name, title);
      setText(this.count, count);
      this.handle.setAttribute("aria-label", `Section ${title}, ${count}`);
      this.more.setAttribute("aria-label", `Actions for the section ${title}`);
      this.empty.hidden = section.placements.length > 0;
      this.note.element.hidden = !section.note && !this.noteWanted;
      this.shown = section;
    }
    arrange(this.list, cardsOf(section));
  }

  openNote() {
    this.noteWanted = true;
    this.note.element.hidden = false;
    this.note.focus();
  }

  flash(by) {
    flash(this.element, by);
  }
}

/* All sections and cards by key: created once, then moved and updated. */
export class Sections {
  constructor(desk, root) {
    Object.assign(this, { desk, root, sections: new Map(), cards: new Map() });
  }

  show() {
    const { shown } = this.desk.store;
    const keep = { sections: new Set(), cards: new Set() };
    let number = 0; // across all sections, as readers see it
    const views = shown.sections.map((section) => {
      keep.sections.add(section.key);
      if (!this.sections.has(section.key)) this.sections.set(section.key, this.make(section.key));
      return this.sections.get(section.key);
    });
    arrange(this.root, views.map((view) => view.element));
    views.forEach((view, at) => view.update(shown.sections[at], (section) => this.cardsOf(section, keep.cards, () => ++number)));
    this.dropFrom(this.cards, keep.cards);
    this.dropFrom(this.sections, keep.sections);
  }

  make(key) {
    const view = new SectionView(this.desk, key);
    this.desk.dragging.overCards(view.list);
    return view;
  }

  cardsOf(section, keep, next) {
    return section.placements.map((placement) => {
      keep.add(placement.key);
      if (!this.cards.has(placement.key)) this.cards.set(placement.key, new CardView(this.desk, placement.key));
      const view = this.cards.get(placement.key);
      view.update(placement, this.desk.store.cards.get(placement.article) ?? UNKNOWN, next());
      return view.element;
    });
  }

  dropFrom(views, keep) {
    for (const [key, view] of views) {
      if (keep.has(key)) continue;
      this.desk.fields.drop(view.target);
      view.element.remove();
      views.delete(key);
    }
  }

  viewOf(key) {
    return this.cards.get(key) ?? this.sections.get(key);
  }
}

const UNKNOWN = { id: 0, title: "Article", authors: [], date: null, point: "", status: "live" };
