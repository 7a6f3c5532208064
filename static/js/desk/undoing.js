/* Undo and redo for this tab. Redo undoes an undo. */

const MOST = 200;

export class Undoing extends EventTarget {
  constructor(outbox, shelf) {
    super();
    Object.assign(this, { outbox, shelf });
    this.done = shelf.read("done") ?? [];
    this.undone = shelf.read("undone") ?? [];
  }

  /* Record an act: { key, label, back, forth }; `back` and `forth` are operations. */
  note(act) {
    this.done.push(act);
    this.done.splice(0, this.done.length - MOST);
    this.undone = [];
    this.keep();
  }

  forget(key) {
    this.done = this.done.filter((act) => act.key !== key);
    this.undone = this.undone.filter((act) => act.key !== key);
    this.keep();
  }

  clear() {
    this.done = [];
    this.undone = [];
    this.keep();
  }

  find(key) {
    return this.done.find((act) => act.key === key);
  }

  undo() {
    return this.step(this.done, this.undone);
  }

  redo() {
    return this.step(this.undone, this.done);
  }

  step(from, to) {
    const act = from.pop();
    if (!act) return null;
    const entry = this.outbox.add({ undoes: act.key, effect: act.back, label: act.label });
    to.push({ key: entry.key, label: act.label, back: act.forth, forth: act.back });
    this.keep();
    return act;
  }

  keep() {
    this.shelf.write("done", this.done);
    this.shelf.write("undone", this.undone);
    this.dispatchEvent(new Event("change"));
  }
}
