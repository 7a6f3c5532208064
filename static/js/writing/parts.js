/* The article's parts on this screen, and their way to the server. What the desk of snapshots does with acts, this does
   with parts: shown at once, sent one at a time, kept across reloads until they arrive. */

import { Outbox } from "../desk/outbox.js";
import { tell } from "../desk/server.js";
import { Store } from "../desk/store.js";

export const TARGET = "article";

/* `bases`: for each part, the server's value and version from which the text on this screen was made. */
export class PartsStore extends Store {
  constructor(board) {
    super({ ...board, sections: [] });
    this.known = board.known;
    this.bases = Object.fromEntries(Object.keys(board.fields).map((field) => [field, { value: board.fields[field], version: board.versions[field] }]));
  }

  isWaiting(field) {
    return this.waiting.some(({ operation }) => operation.field === field);
  }

  /* Take over the server's parts, as `changes` sends them: at most one whole set. Returns the names of those that are
     new here. `isDirty` says whether a part is being changed on this screen. */
  receive([heard]) {
    if (!heard) return [];
    for (const kind of ["authors", "pictures"]) Object.assign(this.known[kind], heard.known[kind]);
    const changed = Object.keys(heard.versions).filter((field) => heard.versions[field] !== this.confirmed.versions[field]);
    this.confirmed = { ...this.confirmed, fields: heard.fields, versions: heard.versions, number: heard.number };
    for (const field of changed) if (!this.isWaiting(field) && !this.isDirty?.(field)) this.rebase(field, heard.fields[field], heard.versions[field]);
    return changed;
  }

  rebase(field, value, version) {
    this.bases[field] = { value, version };
  }

  /* One part arrived: the server may have cleaned it. */
  saved({ values, versions, number }) {
    const isNext = number <= this.number + 1; // else somebody saved in between: the next poll brings it
    for (const [field, value] of Object.entries(values)) this.rebase(field, value, versions[field]);
    this.confirmed = {
      ...this.confirmed, fields: { ...this.confirmed.fields, ...values }, versions: { ...this.confirmed.versions, ...versions },
      number: isNext ? number : this.number,
    };
  }
}

export class PartsOutbox extends Outbox {
  constructor(store, options) {
    super(store, options);
    for (const { operation, was } of this.waiting) if (was) store.bases[operation.field] = was;
  }

  adopt(left) {
    for (const { operation, was } of left.waiting) if (was) this.store.bases[operation.field] = was;
    super.adopt(left);
  }

  /* `value` replaces what waits for the same part and was not sent. */
  set(field, value, label) {
    if (JSON.stringify(this.store.shown.fields[field]) === JSON.stringify(value)) return null;
    const operation = { op: "set", target: TARGET, field, value };
    return this.reword(operation) ?? this.add({ operation, effect: operation, label, was: this.store.bases[field] });
  }

  /* The desk hears of it first, and holds what stands in the field: showing the board would replace it. */
  async refused(entry, problem) {
    this.waiting.shift();
    this.dispatchEvent(new CustomEvent("refused", { detail: { entry, problem } }));
    this.keep();
    this.store.show();
  }

  async sendOne(entry) {
    const { field, value } = entry.operation;
    const base = this.store.bases[field];
    entry.sent = true;
    entry.was = base; // if the browser ends now, the next page starts from here
    this.keep();
    const person = Number(document.querySelector("#desk").dataset.person);
    const told = await tell("save", { tab: this.tab, person, parts: { [field]: { value, was: base?.version ?? null } } });
    this.waiting.shift();
    this.store.saved(told);
    if (this.isNew) this.created(told);
    this.keep();
    this.dispatchEvent(new CustomEvent("arrived", { detail: { entry, acts: [], told, person: told.person, saved_at: told.saved_at } }));
    this.store.show();
  }
}
