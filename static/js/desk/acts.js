/* What an editor can do to the board. Each act is shown, announced, sent and undone as one. */

import { announce } from "./announce.js";
import { Impossible, apply, invert, newKey, placeOf, sectionOf, valueOf } from "./state.js";
import { plural } from "./dom.js";

export class Acts {
  constructor(store, outbox, undoing) {
    Object.assign(this, { store, outbox, undoing });
  }

  get board() {
    return this.store.shown;
  }

  titleOf(key) {
    const found = placeOf(this.board, key)?.placement;
    return found ? found.title || this.store.cards.get(found.article)?.title || "Article" : "Article";
  }

  nameOf(key) {
    return sectionOf(this.board, key)?.title || "Untitled section";
  }

  /* Do an operation. Returns its outbox entry, or null if it changes nothing. */
  do(operation, label, options = {}) {
    const back = invert(this.board, operation);
    if (operation.op !== "set" && JSON.stringify(apply(this.board, operation)) === JSON.stringify(this.board)) return null;
    const entry = this.outbox.add({ operation, effect: operation, label, ...options });
    this.undoing.note({ key: entry.key, label, back, forth: operation });
    return entry;
  }

  /* Move a placement to `index` (from 0) of a section, not counting the placement itself. */
  moveTo(key, section, index) {
    const others = sectionOf(this.board, section).placements.filter((each) => each.key !== key);
    const before = others[index]?.key ?? null;
    const title = this.titleOf(key);
    if (!this.do({ op: "move", items: [{ key, section, before }] }, `move “${title}”`)) return announce(`“${title}” stands there already`);
    this.sayPlace(key, "moved to");
  }

  /* Move up or down by one; at the end of a section, into the next. */
  step(key, by) {
    const { section, index } = placeOf(this.board, key);
    const at = this.board.sections.indexOf(section);
    const to = index + by;
    if (to >= 0 && to < section.placements.length) return this.moveTo(key, section.key, to);
    const next = this.board.sections[at + by];
    if (!next) return announce(by < 0 ? "This is the first place" : "This is the last place");
    this.moveTo(key, next.key, by < 0 ? next.placements.length : 0);
  }

  remove(keys) {
    const title = this.titleOf(keys[0]);
    const what = keys.length === 1 ? `“${title}”` : plural(keys.length, "article");
    this.do({ op: "remove", keys }, `remove ${what}`);
    announce(`${what} removed. Press Z to undo.`);
  }

  /* Add articles from the library, given as cards, before `before` or at the end. Returns the new keys. */
  place(cards, section, before = null) {
    for (const card of cards) this.store.cards.set(card.id, card);
    const items = cards.map((card) => ({ placement: { article: card.id, key: newKey() }, section, before }));
    const what = cards.length === 1 ? `“${cards[0].title}”` : plural(cards.length, "article");
    this.do({ op: "place", items }, `add ${what}`);
    if (cards.length === 1) this.sayPlace(items[0].placement.key, "added to");
    else announce(`${what} added to ${this.nameOf(section)}`);
    return items.map((item) => item.placement.key);
  }

  addSection(title, before = null) {
    const key = newKey();
    this.do({ op: "add_section", section: { key, title, note: "" }, placements: [], before }, "add a section");
    announce(`Section ${title || "without a title"} added`);
    return key;
  }

  removeSection(key) {
    const name = this.nameOf(key);
    const count = sectionOf(this.board, key).placements.length;
    this.do({ op: "remove_section", key }, `delete the section “${name}”`);
    announce(`Section ${name} and its ${plural(count, "article")} deleted. Press Z to undo.`);
  }

  moveSection(key, index) {
    const others = this.board.sections.filter((section) => section.key !== key);
    const name = this.nameOf(key);
    if (!this.do({ op: "move_section", key, before: others[index]?.key ?? null }, `move the section “${name}”`)) return;
    announce(`Section ${name} moved, ${this.board.sections.findIndex((each) => each.key === key) + 1} of ${this.board.sections.length}`);
  }

  stepSection(key, by) {
    const to = this.board.sections.findIndex((each) => each.key === key) + by;
    if (to < 0 || to >= this.board.sections.length) return announce(by < 0 ? "This is the first section" : "This is the last section");
    this.moveSection(key, to);
  }

  /* `base`: the number of the last known act when typing began. */
  set(target, field, value, base, label) {
    if (JSON.stringify(valueOf(this.board, target, field)) === JSON.stringify(value)) return null;
    const reworded = this.outbox.reword({ target, field, value });
    if (reworded) {
      const act = this.undoing.find(reworded.key);
      if (act) act.forth = reworded.operation;
      return reworded;
    }
    return this.do({ op: "set", target, field, value }, `change ${label}`, { base });
  }

  /* Do an operation prepared by the server: it puts something removed back where it was. */
  putBack(operation, title) {
    try {
      this.do(operation, `put back “${title}”`);
      announce(`“${title}” put back`);
    } catch (problem) {
      if (!(problem instanceof Impossible)) throw problem;
      announce(problem.message);
    }
  }

  sayPlace(key, verb) {
    const found = placeOf(this.board, key);
    if (!found) return;
    const { section, index } = found;
    announce(`“${this.titleOf(key)}” ${verb} ${this.nameOf(section.key)}, ${index + 1} of ${section.placements.length}`);
  }

  undo() {
    const act = this.undoing.undo();
    announce(act ? `Undone: ${act.label}` : "There is nothing to undo");
    return act;
  }

  redo() {
    const act = this.undoing.redo();
    announce(act ? `Redone: ${act.label}` : "There is nothing to redo");
    return act;
  }
}
