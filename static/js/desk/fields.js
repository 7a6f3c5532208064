/* Texts edited in place: shown from the board, saved a second after typing stops, never overwritten during typing. */

import { valueOf } from "./state.js";

const PAUSE = 1_000;
const LONGEST = 5_000; // typing without a pause

export class Fields extends EventTarget {
  constructor(store, acts, preferences) {
    super();
    Object.assign(this, { store, acts, preferences, all: new Map() });
    addEventListener("pagehide", () => preferences.autosave && this.saveAll());
    document.addEventListener("visibilitychange", () => document.hidden && preferences.autosave && this.saveAll());
  }

  /* Connect a control to a field. Returns the Field. */
  add(control, target, field, label) {
    const made = new Field(this, control, target, field, label);
    this.all.set(`${target}:${field}`, made);
    return made;
  }

  get(target, field) {
    return this.all.get(`${target}:${field}`);
  }

  drop(target) {
    for (const [name, field] of this.all) {
      if (field.target !== target) continue;
      field.save();
      this.all.delete(name);
    }
  }

  show() {
    for (const field of this.all.values()) field.show();
  }

  saveAll() {
    for (const field of this.all.values()) field.save();
  }

  get unsaved() {
    return [...this.all.values()].filter((field) => field.isDirty);
  }

  tell() {
    this.dispatchEvent(new Event("change"));
  }
}

class Field {
  constructor(fields, control, target, field, label) {
    Object.assign(this, { fields, control, target, field, label, isDirty: false, base: 0, timer: null });
    control.oninput = () => this.typed();
    control.onblur = () => fields.preferences.autosave && this.save();
    control.onleave = () => fields.preferences.autosave && this.save();
    this.show();
  }

  show() {
    const value = valueOf(this.fields.store.shown, this.target, this.field);
    if (value === undefined || this.isDirty) return; // keep what is being typed; saving it reveals any conflict
    if (value === this.shown || this.control.isSame(value)) this.shown = value;
    else this.control.set((this.shown = value));
  }

  typed() {
    if (!this.isDirty) Object.assign(this, { base: this.fields.store.number, since: Date.now() });
    this.isDirty = true;
    this.isRefused = false;
    clearTimeout(this.timer);
    if (this.fields.preferences.autosave && !this.isContested) this.timer = setTimeout(() => this.save(), Math.max(0, Math.min(PAUSE, this.since + LONGEST - Date.now())));
    this.fields.tell();
  }

  /* Two versions await a decision: keep what is typed, but don't send it. */
  contest() {
    clearTimeout(this.timer);
    this.isContested = this.isDirty = true;
  }

  /* The server does not take the value: keep what is typed; the next change is sent again. */
  refuse(sentence) {
    clearTimeout(this.timer);
    Object.assign(this, { isDirty: true, isContested: false, isRefused: true });
    this.control.tell?.(sentence);
    this.fields.tell();
  }

  save() {
    clearTimeout(this.timer);
    if (!this.isDirty || this.isContested) return;
    this.isDirty = false;
    const value = this.control.get();
    this.shown = value;
    try {
      this.fields.acts.set(this.target, this.field, value, this.base, this.label);
    } catch {
      this.fields.dispatchEvent(new CustomEvent("orphan", { detail: { label: this.label, value } }));
    }
    this.fields.tell();
  }

  /* Set the text as if it had been typed over the version at `base`. */
  put(value, base) {
    this.control.set(value);
    this.isDirty = this.isContested = false;
    this.shown = value;
    this.fields.acts.set(this.target, this.field, value, base, this.label);
    this.fields.tell();
  }

  /* Discard what is typed and show the board's text. */
  yield() {
    clearTimeout(this.timer);
    this.isDirty = this.isContested = false;
    this.shown = undefined;
    this.show();
    this.fields.tell();
  }
}
